/** Attention within one text at a time: softmax(queries × keys) × values, a head at a time (Vaswani et al. 2017). */
import { PANEL, roundUp, ROWS } from './product-code.ts';
import type { Tile } from './tile.ts';

const ABSENT = -1e30;

/** Reads queries, keys and values of `dims` numbers each from the tile's `large` rows and writes to its `even` rows. */
export function attention(tile: Tile, dims: number, heads: number): (texts: readonly Int32Array[]) => void {
  const { at, loops, large, keys, shares } = tile;
  const each = dims / heads;
  const stride = 3 * dims;

  /** Keys as columns. */
  function pack(first: number, many: number, head: number): void {
    const columns = roundUp(many, PANEL);
    const key = first * stride + dims + head * each;
    for (let c = 0; c < columns; c += 1) {
      const to = (c - (c % PANEL)) * each + (c % PANEL);
      const from = key + c * stride;
      if (c < many) for (let k = 0; k < each; k += 1) keys[to + k * PANEL] = large[from + k] as number;
      else for (let k = 0; k < each; k += 1) keys[to + k * PANEL] = 0;
    }
  }

  function read(first: number, many: number): void {
    const columns = roundUp(many, PANEL);
    const rows = roundUp(many, ROWS);
    for (let head = 0; head < heads; head += 1) {
      pack(first, many, head);
      const query = at.large + 4 * (first * stride + head * each);
      const panel = 4 * PANEL;
      loops.product(
        query,
        4 * stride,
        at.keys,
        panel,
        panel * each,
        each,
        at.shares,
        4 * columns,
        rows,
        columns,
      );
      for (let row = 0; row < many; row += 1) shares.fill(ABSENT, row * columns + many, (row + 1) * columns);
      loops.soften(at.shares, many, columns);
      const out = at.even + 4 * (first * dims + head * each);
      const value = query + 4 * 2 * dims;
      loops.product(at.shares, 4 * columns, value, 4 * stride, panel, many, out, 4 * dims, rows, each);
    }
  }

  return (texts) => {
    let row = 0;
    for (const { length } of texts) {
      if (length > 0) read(row, length);
      row += length;
    }
  };
}
