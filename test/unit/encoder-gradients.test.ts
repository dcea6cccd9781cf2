import { describe, expect, it } from 'vitest';
import type { EncoderWeights } from '../../src/score/second/weights.ts';
import { seeded } from '../../scripts/train/chance.ts';
import { type Batch, findGradients } from '../../scripts/train/encoder/gradients.ts';
import { newNet } from '../../scripts/train/encoder/net.ts';
import { openMemory, openProducts } from '../../scripts/train/encoder/products.ts';

const SIZES = { pieces: 4, dims: 8, width: 32, wide: 64, heads: 2 };
const HEADS = 6;
const LENGTHS = [1, 5, 3, 7];

const random = seeded(5);
const numbers = (many: number, size: number) =>
  Float32Array.from({ length: many }, () => size * (2 * random() - 1));
const norm = () => ({ gain: numbers(SIZES.width, 0.5).map((x) => x + 1), bias: numbers(SIZES.width, 0.3) });
const norms = { attend1: norm(), widen1: norm() } as EncoderWeights['norms'];
const BYTES = 8 * 1024 * 1024;
const products = openProducts(openMemory(BYTES), 64, BYTES, SIZES.width);
const net = newNet(SIZES, HEADS, products);
net.all.set(numbers(net.all.length, 0.4));
const lower = numbers(LENGTHS.reduce((a, b) => a + b, 0) * SIZES.width, 1);
const placeOf =
  (rows: Float32Array): Batch['place'] =>
  (to) =>
    to.numbers.set(rows);
const batch: Batch = {
  place: placeOf(lower),
  lengths: LENGTHS,
  targets: LENGTHS.map((_, t) => ({
    sentiment: t - 1,
    others: Int8Array.of(t % 2, 1 - (t % 2), t === 2 ? -1 : 1),
    weight: 1 + t / 2,
  })),
};
const slopes = newNet(SIZES, HEADS, products);
const unused = newNet(SIZES, HEADS, products);
const lossNow = () => findGradients(net, norms, batch, unused, products);

/** How far the loss moves when a number moves by `STEP` either way. */
const STEP = 4e-3;
function measured(i: number): number {
  const kept = net.all[i]!;
  net.all[i] = kept + STEP;
  const above = lossNow();
  net.all[i] = kept - STEP;
  const below = lossNow();
  net.all[i] = kept;
  return (above - below) / (2 * STEP);
}

describe('gradients of the encoder', () => {
  findGradients(net, norms, batch, slopes, products);

  it.each(Object.keys(slopes.parts) as (keyof typeof slopes.parts)[])(
    'of %s are those of finite differences',
    (name) => {
      for (const part of ['numbers', 'bias'] as const) {
        const slope = slopes.parts[name][part].numbers;
        const first = (slope.byteOffset - slopes.all.byteOffset) / 4;
        const places = Array.from({ length: 24 }, (_, k) => (k * 37) % slope.length);
        const largest = Math.max(...slope.map(Math.abs));
        for (const i of places)
          expect(Math.abs(measured(first + i) - slope[i]!)).toBeLessThan(0.02 * largest + 1e-3);
      }
    },
  );

  it('are not zero, so that a missing one would be seen', () => {
    for (const { numbers: slope } of Object.values(slopes.parts))
      expect(Math.max(...slope.numbers.map(Math.abs))).toBeGreaterThan(0.05);
  });

  it('of a batch are the sum of those of its texts', () => {
    const sum = new Float64Array(slopes.all.length);
    let at = 0;
    LENGTHS.forEach((length, t) => {
      const own = lower.slice(at * SIZES.width, (at + length) * SIZES.width);
      const one = { place: placeOf(own), lengths: [length], targets: [batch.targets[t]!] };
      findGradients(net, norms, one, unused, products);
      unused.all.forEach((x, i) => (sum[i] = sum[i]! + x));
      at += length;
    });
    const largest = Math.max(...slopes.all.map(Math.abs));
    expect(Math.max(...sum.map((x, i) => Math.abs(x - slopes.all[i]!)))).toBeLessThan(1e-5 * largest);
  });
});
