/** A small encoder whose numbers look random and are not. */
import { type EncoderWeights, MATRICES, NORMS, record, shapeOf, type Sizes } from './weights.ts';

export const SIZES: Sizes = { pieces: 50, dims: 16, width: 32, wide: 64, heads: 2 };

/** Numbers around 0. */
export function numbers(many: number, seed: number, size: number): Float32Array {
  return Float32Array.from(
    { length: many },
    (_, i) => size * Math.sin(seed + 12.9898 * i) * Math.cos(seed * i),
  );
}

/** The text of a piece. */
export const letter = (piece: number): string => String.fromCodePoint(65 + piece);

export function weightsOf(sizes: Sizes): EncoderWeights {
  return {
    sizes,
    vocabulary: Array.from({ length: sizes.pieces }, (_, i) => [letter(i), -i / 3] as const),
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
