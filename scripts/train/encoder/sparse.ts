/**
 * The way back through the feed-forward part. Nine of ten numbers behind its ReLU are zero, and so are their slopes;
 * only the others are multiplied.
 */
import { STRIP } from '../../../src/score/second/sparse-code.ts';
import type { Part } from './net.ts';
import type { Products, Rows } from './products.ts';

/** Bytes of a number in a list, with its place. */
const LISTED = 8;

/**
 * From `dInner`, the slope of `from × matrix` with its zeros, to the slopes of the matrix, its bias and `from`. Columns
 * of `from` are a multiple of `STRIP`.
 */
export function innerBack(
  from: Rows,
  matrix: Rows,
  dInner: Rows,
  slopes: Part,
  dFrom: Rows,
  products: Products,
): void {
  const { loops } = products;
  const { rows: many, columns: wide } = dInner;
  const width = from.columns;
  const start = products.mark();
  const room = (numbers: number) => products.row(numbers).at;
  const list = room((LISTED / 4) * (many * wide + 1));
  const ends = room(Math.max(many, wide) + 1);
  const strips = room(Math.max(many, wide) * width);
  const rightRow = 4 * STRIP;

  /** Adds the product of what is listed with `strips`, which have `shared` rows, to `out`. */
  function multiply(out: Rows, shared: number): void {
    for (let strip = 0; strip < width; strip += STRIP)
      loops.sparseProduct(ends, strips + 4 * strip * shared, out.at + 4 * strip, out.rows, 4 * width);
  }

  loops.sumRows(dInner.at, slopes.bias.at, many, wide, -Infinity);
  loops.packTurned(matrix.at, 4 * wide, width, wide, strips, width, STRIP, 1);
  loops.listOthers(dInner.at, list, ends, many, 4 * wide, wide, 4, rightRow);
  dFrom.numbers.fill(0);
  multiply(dFrom, wide);

  const turned = products.rows(wide, width);
  loops.packPanels(from.at, 4 * width, many, width, strips, rightRow);
  loops.listOthers(dInner.at, list, ends, wide, 4, many, 4 * wide, rightRow);
  turned.numbers.fill(0);
  multiply(turned, many);
  loops.packTurned(turned.at, 4 * width, wide, width, slopes.numbers.at, wide, wide, 1);
  products.release(start);
}
