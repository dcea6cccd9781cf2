/**
 * What of the encoder is trained: its second layer, the pool and the heads over it. The first layer stays as it was and
 * is read by the product's own arithmetic. A gain or shift of a norm can be written into the matrix after it, so norms
 * stay too.
 */
import type { EncoderWeights, MatrixName, Sizes } from '../../../src/score/second/weights.ts';
import { shapeOf } from '../../../src/score/second/weights.ts';
import type { Products, Rows } from './products.ts';

export const TRAINED = [
  'attend1',
  'join1',
  'widen1',
  'narrow1',
  'pool',
] as const satisfies readonly MatrixName[];
type Name = (typeof TRAINED)[number] | 'heads';
const NAMES: readonly Name[] = [...TRAINED, 'heads'];

/** Heads are padded to a multiple of this. */
const HEAD_BLOCK = 8;

export interface Part {
  readonly numbers: Float32Array;
  readonly bias: Float32Array;
}

/** All that is trained, or its gradients, in one array `all`. */
export interface Net {
  readonly sizes: Sizes;
  readonly headCount: number;
  readonly all: Float32Array;
  readonly parts: Readonly<Record<Name, Part>>;
}

export function shapeOfPart(name: Name, sizes: Sizes, headCount: number): readonly [number, number] {
  if (name !== 'heads') return shapeOf(name, sizes);
  return [sizes.width, HEAD_BLOCK * Math.ceil(headCount / HEAD_BLOCK)];
}

/** An empty net in the memory of `products`. */
export function newNet(sizes: Sizes, headCount: number, products: Products): Net {
  const lengths = NAMES.map((name) => shapeOfPart(name, sizes, headCount));
  const all = products.floats(
    1,
    lengths.reduce((sum, [from, to]) => sum + from * to + to, 0),
  );
  let at = 0;
  const take = (many: number) => all.subarray(at, (at += many));
  const parts = Object.fromEntries(
    NAMES.map((name, i) => {
      const [from, to] = lengths[i] as readonly [number, number];
      return [name, { numbers: take(from * to), bias: take(to) }];
    }),
  ) as unknown as Record<Name, Part>;
  return { sizes, headCount, all, parts };
}

/** Begins with the encoder's weights; `random` fills the heads. */
export function startNet(net: Net, weights: EncoderWeights, random: () => number): void {
  for (const name of TRAINED) {
    net.parts[name].numbers.set(weights.matrices[name].numbers);
    net.parts[name].bias.set(weights.matrices[name].bias);
  }
  const { heads } = net.parts;
  heads.numbers.forEach((_, i) => {
    heads.numbers[i] = (random() - 0.5) * 0.02;
  });
}

/** `rows × columns` zeros. */
export function rowsOf(products: Products, rows: number, columns: number): Rows {
  return { numbers: products.floats(rows, columns), rows, columns };
}
