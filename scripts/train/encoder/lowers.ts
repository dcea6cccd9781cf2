/**
 * What the first layer makes of every text, computed once: it is not trained. A number takes 16 bits, a row has a scale
 * of its own, so that a row of 512 is right to a 65,000th of its largest number.
 */
import { createEncoder } from '../../../src/score/second/encoder.ts';
import type { EncoderWeights } from '../../../src/score/second/weights.ts';
import type { Products, Rows } from './products.ts';

/** Memory that all threads have. */
export interface Lowers {
  readonly numbers: SharedArrayBuffer;
  readonly scales: SharedArrayBuffer;
  /** Number of the first row of each text, and of all rows. */
  readonly starts: readonly number[];
}

/** Texts that are read together. */
const TOGETHER = 128;

export function newLowers(texts: readonly Int32Array[], width: number): Lowers {
  const starts = [0];
  for (const { length } of texts) starts.push((starts.at(-1) as number) + length);
  const rows = starts.at(-1) as number;
  return {
    numbers: new SharedArrayBuffer(2 * rows * width),
    scales: new SharedArrayBuffer(4 * rows),
    starts,
  };
}

/** Reads one of every `threads` groups of texts. */
export function fillLowers(
  lowers: Lowers,
  weights: EncoderWeights,
  texts: readonly Int32Array[],
  threads: number,
  who: number,
  products: Products,
): void {
  const { width } = weights.sizes;
  const encoder = createEncoder(weights);
  const numbers = new Int16Array(lowers.numbers);
  const scales = new Float32Array(lowers.scales);
  for (let from = who * TOGETHER; from < texts.length; from += threads * TOGETHER) {
    const read = encoder.lower(texts.slice(from, from + TOGETHER));
    const rows = read.length / width;
    const first = lowers.starts[from] as number;
    const mark = products.mark();
    const floats = products.row(read.length);
    floats.numbers.set(read);
    const shorts = products.row(read.length / 2);
    const found = products.row(rows);
    products.loops.shrink(floats.at, shorts.at, found.at, rows, width);
    const { buffer } = shorts.numbers;
    numbers.set(new Int16Array(buffer, shorts.at, read.length), first * width);
    scales.set(found.numbers, first);
    products.release(mark);
  }
}

/** Writes the rows of text number `text` from row `row` of `to`. */
export function placeLower(lowers: Lowers, text: number, to: Rows, row: number, products: Products): void {
  const [from, end] = [lowers.starts[text] as number, lowers.starts[text + 1] as number];
  const width = to.columns;
  const mark = products.mark();
  const shorts = products.row(((end - from) * width) / 2);
  const scales = products.row(end - from);
  new Int16Array(shorts.numbers.buffer, shorts.at, (end - from) * width).set(
    new Int16Array(lowers.numbers, 2 * from * width, (end - from) * width),
  );
  scales.numbers.set(new Float32Array(lowers.scales, 4 * from, end - from));
  products.loops.expand(shorts.at, scales.at, to.at + 4 * row * width, end - from, width);
  products.release(mark);
}
