/** Matrix products for training, and arrays for them in one memory of WebAssembly. */
import { openFunctions } from '../../../src/score/model/wasm-module.ts';
import {
  type FloatProduct,
  floatProduct,
  PANEL,
  roundUp,
  ROWS,
} from '../../../src/score/second/product-code.ts';
import {
  type Normalise,
  normalise,
  type Shrink,
  shrink,
  type Soften,
  soften,
  type SumRows,
  sumRows,
} from '../../../src/score/second/row-code.ts';
import { type SparseProduct, sparseProduct } from '../../../src/score/second/sparse-code.ts';
import {
  type Expand,
  expand,
  type FillAfter,
  fillAfter,
  type Move,
  move,
  type RepeatRow,
  repeatRow,
} from './fill-code.ts';
import { type PackPanels, packPanels, type PackTurned, packTurned } from './pack-code.ts';
import {
  type ListOthers,
  listOthers,
  type MaskRows,
  maskRows,
  type NormaliseBack,
  normaliseBack,
  type SoftenBack,
  softenBack,
} from './slope-code.ts';

interface Loops {
  readonly product: FloatProduct;
  readonly productAdd: FloatProduct;
  readonly turnedProduct: FloatProduct;
  readonly packPanels: PackPanels;
  readonly packTurned: PackTurned;
  readonly normalise: Normalise;
  readonly normaliseBack: NormaliseBack;
  readonly soften: Soften;
  readonly softenBack: SoftenBack;
  readonly sumRows: SumRows;
  readonly repeatRow: RepeatRow;
  readonly addRow: RepeatRow;
  readonly fillAfter: FillAfter;
  readonly maskRows: MaskRows;
  readonly listOthers: ListOthers;
  readonly sparseProduct: SparseProduct;
  readonly shrink: Shrink;
  readonly expand: Expand;
  readonly move: Move;
}

/** A matrix in the memory, row after row. */
export interface Rows {
  readonly numbers: Float32Array;
  /** Address of the first number. */
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Products {
  readonly loops: Loops;
  /** Room for a matrix, and for rows that a block which begins anywhere uses beyond its end. It holds what it held. */
  rows(rows: number, columns: number): Rows;
  /** Room for so many numbers and no more. */
  row(columns: number): Rows;
  /** `out = left × right`; with `adds`, that added to `out`. Numbers of columns are multiples of eight. */
  multiply(left: Rows, right: Rows, out: Rows, adds?: boolean): void;
  /** `out = left × transpose of right`. */
  multiplyTurned(left: Rows, right: Rows, out: Rows): void;
  /** `out = transpose of left × right`. */
  turnedMultiply(left: Rows, right: Rows, out: Rows): void;
  /** Gives back all that was taken since `mark`. */
  mark(): number;
  release(mark: number): void;
}

const PAGE = 64 * 1024;
const LINE = 64;

/** A memory of so many bytes that threads share. */
export function openMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

/** Products whose arrays lie from `first` to before `end`. `width` is that of the rows that are normalised. */
export function openProducts(
  memory: WebAssembly.Memory,
  first: number,
  end: number,
  width: number,
): Products {
  const functions = [
    floatProduct('product', false),
    floatProduct('productAdd', true),
    floatProduct('turnedProduct', false, true),
    packPanels(),
    packTurned(),
    normalise('normalise', width),
    normaliseBack(width),
    soften(),
    softenBack(),
    sumRows(),
    repeatRow('repeatRow', false),
    repeatRow('addRow', true),
    fillAfter(),
    maskRows(),
    listOthers(),
    sparseProduct(),
    shrink(),
    expand(),
    move(),
  ];
  const loops = openFunctions(memory, functions, true) as unknown as Loops;
  let next = roundUp(first, LINE);

  /** Takes the next free place. */
  function take(bytes: number): number {
    const at = next;
    next += roundUp(bytes, LINE);
    if (next > end) throw new Error('the memory for training is too small');
    return at;
  }
  function matrix(at: number, rows: number, columns: number): Rows {
    return { numbers: new Float32Array(memory.buffer, at, rows * columns), at, rows, columns };
  }
  function run(
    product: FloatProduct,
    left: readonly [at: number, bytes: number],
    panels: number,
    shared: number,
    out: Rows,
  ): void {
    const rows = roundUp(out.rows, ROWS);
    const panelBytes = 4 * PANEL * shared;
    product(...left, panels, 4 * PANEL, panelBytes, shared, out.at, 4 * out.columns, rows, out.columns);
  }
  function panelsOf({ at, rows, columns }: Rows, wide: number): number {
    const to = take(4 * rows * columns);
    loops.packPanels(at, 4 * columns, rows, columns, to, 4 * wide);
    return to;
  }
  /** Runs `body`, which may take room for a while. */
  function passing(body: () => void): void {
    const mark = next;
    body();
    next = mark;
  }

  return {
    loops,
    rows: (rows, columns) => matrix(take(4 * (rows + ROWS) * columns), rows, columns),
    row: (columns) => matrix(take(4 * columns), 1, columns),
    multiply(left, right, out, adds = false) {
      passing(() => {
        const product = adds ? loops.productAdd : loops.product;
        run(product, [left.at, 4 * left.columns], panelsOf(right, PANEL), left.columns, out);
      });
    },
    multiplyTurned(left, right, out) {
      passing(() => {
        const to = take(4 * right.rows * right.columns);
        const { at, rows, columns } = right;
        loops.packTurned(at, 4 * columns, rows, columns, to, rows, PANEL, 1);
        run(loops.product, [left.at, 4 * left.columns], to, columns, out);
      });
    },
    turnedMultiply(left, right, out) {
      passing(() => {
        run(loops.turnedProduct, [panelsOf(left, ROWS), 0], panelsOf(right, PANEL), left.rows, out);
      });
    },
    mark: () => next,
    release(mark) {
      next = mark;
    },
  };
}
