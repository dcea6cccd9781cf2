import { describe, expect, it } from 'vitest';
import { parseWeights, writeWeights } from '../model/weights-file.ts';
import { createEncoder } from './encoder.ts';
import { plainEncoder } from './plain-encoder.fixture.ts';
import {
  type EncoderWeights,
  MATRICES,
  NORMS,
  readEncoder,
  record,
  shapeOf,
  type Sizes,
  writeEncoder,
} from './weights.ts';

const SIZES: Sizes = { pieces: 50, dims: 16, width: 32, wide: 64, heads: 2 };

/** Numbers around 0 that look random and are not. */
function numbers(many: number, seed: number, size: number): Float32Array {
  return Float32Array.from(
    { length: many },
    (_, i) => size * Math.sin(seed + 12.9898 * i) * Math.cos(seed * i),
  );
}

function weightsOf(sizes: Sizes): EncoderWeights {
  return {
    sizes,
    vocabulary: Array.from({ length: sizes.pieces }, (_, i) => [`p${i}`, -i / 3] as const),
    embeddings: numbers(sizes.pieces * sizes.dims, 0.7, 1),
    matrices: record(MATRICES, (name) => {
      const [from, to] = shapeOf(name, sizes);
      const seed = 1 + MATRICES.indexOf(name);
      return { numbers: numbers(from * to, seed, 0.3), bias: numbers(to, seed + 0.5, 0.3) };
    }),
    norms: record(NORMS, (name) => {
      const width = name === 'attend0' ? sizes.dims : sizes.width;
      return { gain: numbers(width, 21, 1).map((x) => x + 1), bias: numbers(width, 22, 0.2) };
    }),
  };
}

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
