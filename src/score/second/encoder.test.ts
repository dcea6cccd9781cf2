import { describe, expect, it } from 'vitest';
import { parseWeights, writeWeights } from '../model/weights-file.ts';
import { createEncoder } from './encoder.ts';
import { plainEncoder } from './plain-encoder.fixture.ts';
import { SIZES, weightsOf } from './weights.fixture.ts';
import { readEncoder, writeEncoder } from './weights.ts';

/** As a file keeps them. */
const WEIGHTS = readEncoder(parseWeights(writeWeights(writeEncoder(weightsOf(SIZES)))));
const text = (length: number, seed: number) =>
  Int32Array.from({ length }, (_, i) => (seed * 7 + i * i * 3) % SIZES.pieces);
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (x, i) => Math.abs(x - (b[i] as number))));

describe('the encoder', () => {
  const encoder = createEncoder(WEIGHTS);
  const one = (pieces: Int32Array) => encoder.read([pieces]);

  it.each([1, 2, 3, 4, 5, 8, 31, 128])('answers a text of %i pieces as its definition does', (length) => {
    const pieces = text(length, length);
    expect(largestDifference(one(pieces), plainEncoder(WEIGHTS, pieces))).toBeLessThan(2e-4);
  });

  it('tells another order apart, so that a wrong answer would be seen', () => {
    const pieces = text(9, 3);
    expect(largestDifference(one(pieces), plainEncoder(WEIGHTS, pieces.toReversed()))).toBeGreaterThan(0.01);
  });

  it('answers a text the same whatever stands beside it', () => {
    const texts = Array.from({ length: 90 }, (_, i) => text((i * 5) % 23, i));
    const together = encoder.read(texts);
    texts.forEach((pieces, i) => {
      expect(together.slice(i * SIZES.width, (i + 1) * SIZES.width)).toEqual(one(pieces));
    });
  });

  it('answers the rows of the first layer text by text, whatever stands beside', () => {
    const texts = Array.from({ length: 90 }, (_, i) => text((i * 5) % 23, i));
    const rows = texts.map((one) => encoder.lower([one]));
    expect(encoder.lower(texts)).toEqual(Float32Array.from(rows.flatMap((part) => [...part])));
    expect(rows[1]).toHaveLength(texts[1]!.length * SIZES.width);
    expect(rows[1]).not.toEqual(encoder.lower([texts[1]!.toReversed()]));
  });

  it('reads the first 128 pieces and no more', () => {
    const long = text(300, 4);
    expect(one(long)).toEqual(one(long.slice(0, 128)));
    expect(one(long)).not.toEqual(one(long.slice(0, 127)));
  });

  it('answers nothing with what it answers to nothing', () => {
    expect(largestDifference(one(new Int32Array(0)), WEIGHTS.matrices.pool.bias.map(Math.tanh))).toBeLessThan(
      1e-6,
    );
    expect(encoder.read([])).toEqual(new Float32Array(0));
  });

  it('refuses a file that lacks a part', () => {
    const file = writeEncoder(weightsOf(SIZES));
    const { pool: _, ...arrays } = file.arrays;
    expect(() => readEncoder({ ...file, arrays })).toThrow('has no pool');
  });
});
