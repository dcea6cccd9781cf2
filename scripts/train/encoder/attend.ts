/** Attention within one text at a time, forward and back. */
import { PANEL, roundUp, ROWS } from '../../../src/score/second/product-code.ts';
import type { Products, Rows } from './products.ts';

/** Queries, keys and values of all rows stand side by side in `all`, a third of its columns each. */
export interface Attended {
  readonly all: Rows;
  readonly heads: number;
  /** Rows of each text. */
  readonly lengths: readonly number[];
}

const ABSENT = -1e30;

/** Writes what each row attends to into `out`; the shares of each text and head come back for `attendBack`. */
export function attend(given: Attended, out: Rows, products: Products): readonly Rows[] {
  const { loops } = products;
  return eachHead(given, (place) => {
    const { many, columns, down, query, key, value, size, scale, first } = place;
    const shares = products.rows(many, columns);
    const mark = products.mark();
    const keys = products.rows(columns, size);
    loops.packTurned(key, down, many, size, keys.at, columns, PANEL, scale);
    multiply(products, query, down, keys.at, PANEL * 4, PANEL * 4 * size, size, shares);
    if (columns > many) loops.fillAfter(shares.at, many, many, columns, ABSENT);
    loops.soften(shares.at, many, columns);
    if (columns > many) loops.fillAfter(shares.at, many, many, columns, 0);
    const to = out.at + first * size + (down / 3) * place.row;
    loops.product(
      shares.at,
      4 * columns,
      value,
      down,
      4 * PANEL,
      many,
      to,
      down / 3,
      roundUp(many, ROWS),
      size,
    );
    products.release(mark);
    return shares;
  });
}

/** Writes the slopes of queries, keys and values to `back`, from the slope of what came out. */
export function attendBack(
  given: Attended,
  shares: readonly Rows[],
  slope: Rows,
  back: Rows,
  products: Products,
): void {
  const { loops } = products;
  let turn = 0;
  eachHead(given, (place) => {
    const { many, columns, down, query, key, value, size, scale, row, first } = place;
    const share = shares[turn] as Rows;
    turn += 1;
    const mark = products.mark();
    const from = slope.at + (down / 3) * row + first * size;
    const to = (address: number) => back.at + address - given.all.at;
    const panels = products.rows(many, columns);
    const slopes = products.rows(many, columns);
    const values = products.rows(columns, size);
    const turned = (of: Rows, right: number, rightDown: number, out: number) => {
      loops.packPanels(of.at, 4 * columns, many, columns, panels.at, 4 * ROWS);
      const rows = roundUp(many, ROWS);
      loops.turnedProduct(panels.at, 0, right, rightDown, 4 * PANEL, many, out, down, rows, size);
    };
    turned(share, from, down / 3, to(value));
    loops.packTurned(value, down, many, size, values.at, columns, PANEL, 1);
    multiply(products, from, down / 3, values.at, PANEL * 4, PANEL * 4 * size, size, slopes);
    loops.softenBack(share.at, slopes.at, many, columns, scale);
    const rows = roundUp(many, ROWS);
    loops.product(slopes.at, 4 * columns, key, down, 4 * PANEL, many, to(query), down, rows, size);
    turned(slopes, query, down, to(key));
    products.release(mark);
  });
}

/** Where one head of one text stands: addresses of its first query, key and value, and bytes from row to row. */
interface Place {
  readonly row: number;
  readonly many: number;
  /** `many` up to whole panels. */
  readonly columns: number;
  readonly down: number;
  readonly query: number;
  readonly key: number;
  readonly value: number;
  /** Numbers of a head. */
  readonly size: number;
  readonly scale: number;
  /** Four times the number of the head. */
  readonly first: number;
}

/** Texts in order, so that the rows that a block writes beyond a text are written over by the next. */
function eachHead<T>({ all, heads, lengths }: Attended, each: (place: Place) => T): T[] {
  const width = all.columns / 3;
  const size = width / heads;
  const found: T[] = [];
  let row = 0;
  for (const many of lengths) {
    for (let head = 0; head < heads; head += 1) {
      const query = all.at + 4 * (row * all.columns + head * size);
      const [key, value] = [query + 4 * width, query + 8 * width];
      const columns = roundUp(many, PANEL);
      const rest = { down: 4 * all.columns, size, scale: 1 / Math.sqrt(size), first: 4 * head };
      found.push(each({ row, many, columns, query, key, value, ...rest }));
    }
    row += many;
  }
  return found;
}

function multiply(
  { loops }: Products,
  left: number,
  leftBytes: number,
  right: number,
  rightBytes: number,
  panelBytes: number,
  shared: number,
  out: Rows,
): void {
  const rows = roundUp(out.rows, ROWS);
  loops.product(
    left,
    leftBytes,
    right,
    rightBytes,
    panelBytes,
    shared,
    out.at,
    4 * out.columns,
    rows,
    out.columns,
  );
}
