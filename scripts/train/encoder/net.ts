/**
 * What of the encoder is trained: its second layer, the pool, and the heads over it with one hidden layer. The first
 * layer stays as it was and is read by the product's own arithmetic. A gain or shift of a norm can be written into the
 * matrix after it, so norms stay too.
 */
import type { EncoderWeights, MatrixName, Sizes } from '../../../src/score/second/weights.ts';
import { shapeOf } from '../../../src/score/second/weights.ts';
import { HIDDEN } from '../../../src/score/second/heads.ts';
import { roundUp } from '../../../src/score/second/product-code.ts';
import type { Products, Rows } from './products.ts';

export const TRAINED = [
  'attend1',
  'join1',
  'widen1',
  'narrow1',
  'pool',
] as const satisfies readonly MatrixName[];
export type PartName = (typeof TRAINED)[number] | 'hidden' | 'heads';
const NAMES: readonly PartName[] = [...TRAINED, 'hidden', 'heads'];

/** Heads are padded to a multiple of this. */
const HEAD_BLOCK = 8;

export interface Part {
  readonly numbers: Rows;
  /** One row. */
  readonly bias: Rows;
}

/** All that is trained, or its gradients, in one array `all`: the encoder first, then the heads. */
export interface Net {
  readonly sizes: Sizes;
  readonly headCount: number;
  readonly all: Float32Array;
  readonly parts: Readonly<Record<PartName, Part>>;
}

export function shapeOfPart(name: PartName, sizes: Sizes, headCount: number): readonly [number, number] {
  if (name === 'hidden') return [sizes.width, HIDDEN];
  if (name === 'heads') return [HIDDEN, roundUp(headCount, HEAD_BLOCK)];
  return shapeOf(name, sizes);
}

/** Numbers of a net; a multiple of eight. */
export function numbersOf(sizes: Sizes, headCount: number): number {
  return NAMES.map((name) => shapeOfPart(name, sizes, headCount)).reduce(
    (sum, [from, to]) => sum + from * to + to,
    0,
  );
}

/** A net in the memory of `products`; it holds what the memory held. */
export function newNet(sizes: Sizes, headCount: number, products: Products): Net {
  const { numbers: all, at: start } = products.row(numbersOf(sizes, headCount));
  let next = 0;
  function take(rows: number, columns: number): Rows {
    const numbers = all.subarray(next, next + rows * columns);
    const at = start + 4 * next;
    next += rows * columns;
    return { numbers, at, rows, columns };
  }
  const parts = Object.fromEntries(
    NAMES.map((name) => {
      const [from, to] = shapeOfPart(name, sizes, headCount);
      return [name, { numbers: take(from, to), bias: take(1, to) }];
    }),
  ) as unknown as Record<PartName, Part>;
  return { sizes, headCount, all, parts };
}

/** Where the heads begin in `all`. */
export function headsBegin({ all, parts }: Net): number {
  return (parts.hidden.numbers.numbers.byteOffset - all.byteOffset) / 4;
}

/**
 * Begins with the encoder's weights; `random` fills the heads (Glorot and Bengio 2010; the last ones small). `bias` is
 * that of the last ones: where they begin at ½, learning how rare things are drowns all else for hundreds of steps.
 */
export function startNet(
  net: Net,
  weights: EncoderWeights,
  random: () => number,
  bias: ArrayLike<number>,
): void {
  net.all.fill(0);
  for (const name of TRAINED) {
    net.parts[name].numbers.numbers.set(weights.matrices[name].numbers);
    net.parts[name].bias.numbers.set(weights.matrices[name].bias);
  }
  const fill = ({ numbers }: Rows, most: number) =>
    numbers.forEach((_, i) => {
      numbers[i] = (2 * random() - 1) * most;
    });
  fill(net.parts.hidden.numbers, Math.sqrt(6 / (net.sizes.width + HIDDEN)));
  fill(net.parts.heads.numbers, 0.02);
  net.parts.heads.bias.numbers.set(bias);
}
