/** Matrix products for training, over arrays that lie in one memory of WebAssembly. */
import { openFunctions } from '../../../src/score/model/wasm-module.ts';
import {
  type FloatProduct,
  floatProduct,
  packFloats,
  PANEL,
  roundUp,
  ROWS,
} from '../../../src/score/second/product-code.ts';

export interface Products {
  /** An array of zeros in the memory, with room for the rows that a block reads and writes beyond its end. */
  floats(rows: number, columns: number): Float32Array;
  /** `out = left × right`; with `adds`, that added to `out`. Numbers of columns are multiples of eight. */
  multiply(left: Rows, right: Float32Array, out: Rows, adds?: boolean): void;
  /** `to` becomes `from` with rows and columns exchanged. */
  turn(from: Rows, to: Float32Array): void;
  /** Gives back all arrays that were taken since `mark`. */
  mark(): number;
  release(mark: number): void;
}

export interface Rows {
  readonly numbers: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

const PAGE = 64 * 1024;

/** `fused` needs `node --experimental-wasm-relaxed-simd`. */
export function openProducts(megabytes: number, fused: boolean): Products {
  const memory = new WebAssembly.Memory({ initial: (megabytes * 1024 * 1024) / PAGE });
  const loops = openFunctions(memory, [
    floatProduct('set', false, fused),
    floatProduct('add', true, fused),
  ]) as Record<'set' | 'add', FloatProduct>;
  let next = 64;

  /** The next free place, where there is room. */
  function room(bytes: number): number {
    if (next + bytes > memory.buffer.byteLength) throw new Error('the memory for training is too small');
    return next;
  }

  return {
    floats(rows, columns) {
      const bytes = 4 * roundUp(rows, ROWS) * columns;
      room(bytes);
      const taken = new Float32Array(memory.buffer, next, rows * columns).fill(0);
      next += roundUp(bytes, 64);
      return taken;
    },
    multiply(left, right, out, adds = false) {
      const run = adds ? loops.add : loops.set;
      const down = 4 * out.columns;
      // In plain rows of a power of two the numbers of a column would push one another out of the nearest memory.
      const size = left.columns * out.columns;
      const packed = new Float32Array(memory.buffer, room(4 * size), size);
      packFloats(right, left.columns, out.columns, packed);
      run(
        left.numbers.byteOffset,
        4 * left.columns,
        packed.byteOffset,
        4 * PANEL,
        4 * PANEL * left.columns,
        left.columns,
        out.numbers.byteOffset,
        down,
        roundUp(left.rows, ROWS),
        out.columns,
      );
    },
    turn({ numbers, rows, columns }, to) {
      for (let r = 0; r < rows; r += 1)
        for (let c = 0; c < columns; c += 1) to[c * rows + r] = numbers[r * columns + c] as number;
    },
    mark: () => next,
    release(mark) {
      next = mark;
    },
  };
}
