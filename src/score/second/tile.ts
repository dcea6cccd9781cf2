/** The memory that a batch of texts is read in, with the weights, and the steps over all of its rows. */
import { openFunctions } from '../model/wasm-module.ts';
import { areasOf, layOut, placeWeights } from './layout.ts';
import {
  type FloatProduct,
  floatProduct,
  PANEL,
  roundUp,
  ROWS,
  type WholeProduct,
  wholeProduct,
} from './product-code.ts';
import {
  type Normalise,
  normalise,
  type Shrink,
  shrink,
  type Soften,
  soften,
  type SumRows,
  sumRows,
} from './row-code.ts';
import { type ListActive, listActive, type SparseProduct, sparseProduct, STRIP } from './sparse-code.ts';
import { type EncoderWeights, type MatrixName, type NormName, shapeOf } from './weights.ts';

interface Loops {
  readonly product: FloatProduct;
  readonly productAdd: FloatProduct;
  readonly shrink: Shrink;
  readonly soften: Soften;
  readonly listActive: ListActive;
  readonly sparseProduct: SparseProduct;
  readonly sumRows: SumRows;
}

export type Tile = ReturnType<typeof openTile>;

export function openTile(weights: EncoderWeights, rows: number, texts: number) {
  const { sizes, matrices } = weights;
  const { dims, width, wide } = sizes;
  const areas = areasOf(sizes, rows, texts);
  const { at, memory } = layOut(areas);
  const { buffer } = memory;
  const floats = (name: string) => new Float32Array(buffer, at(name), (areas[name] as number) / 4);
  const functions = openFunctions(memory, [
    ...[dims, width].flatMap((n) => [wholeProduct(`set${n}`, n, false), wholeProduct(`add${n}`, n, true)]),
    ...[dims, width].map((n) => normalise(`normalise${n}`, n)),
    floatProduct('product', false),
    floatProduct('productAdd', true),
    shrink(),
    soften(),
    listActive(),
    sparseProduct(),
    sumRows(),
  ]);
  const loops = functions as unknown as Loops;
  placeWeights(weights, at, buffer);
  const narrowBias = [matrices.narrow0.bias, matrices.narrow1.bias] as const;

  const wholeRows = (kind: 'set' | 'add', name: MatrixName, rowsNow: number, out: number) => {
    const [from, to] = shapeOf(name, sizes);
    const product = functions[`${kind}${from}`] as WholeProduct;
    const right = [at(name), at(`${name}-scales`), at(`${name}-bias`)] as const;
    product(at('whole'), at('scales'), ...right, out, roundUp(rowsNow, ROWS), 4 * to);
  };

  const [means, wideMeans, stream] = [floats('means'), floats('wideMeans'), floats('stream')];
  return {
    at: {
      pieces: at('pieces'),
      stream: at('stream'),
      even: at('even'),
      large: at('large'),
      keys: at('keys'),
      shares: at('shares'),
    },
    loops,
    pieces: floats('pieces'),
    stream,
    large: floats('large'),
    keys: floats('keys'),
    shares: floats('shares'),
    /** The answers of `pool`, `texts × width`, without its bias. */
    answers: floats('answers'),

    /** Rows of floats to the 16-bit rows that the next product reads. */
    shrink(from: number, columns: number, rowsNow: number): void {
      loops.shrink(from, at('whole'), at('scales'), rowsNow, columns);
    },
    normalise(name: NormName, from: number, rowsNow: number): void {
      const columns = name === 'attend0' ? dims : width;
      const run = functions[`normalise${columns}`] as Normalise;
      run(from, at('even'), at(`${name}-gain`), at(`${name}-shift`), rowsNow);
      loops.shrink(at('even'), at('whole'), at('scales'), rowsNow, columns);
    },
    multiply(name: MatrixName, rowsNow: number): void {
      wholeRows('set', name, rowsNow, name === 'across' ? at('stream') : at('large'));
    },
    multiplyAdd(name: MatrixName, rowsNow: number): void {
      wholeRows('add', name, rowsNow, at('stream'));
    },
    /** Adds what the first feed-forward part answers to the stream. */
    narrow(rowsNow: number): void {
      const bias = narrowBias[0];
      for (let i = 0; i < rowsNow * width; i += 1)
        stream[i] = (stream[i] as number) + (bias[i % width] as number);
      loops.listActive(at('large'), at('list'), at('ends'), rowsNow, wide, 4 * STRIP);
      for (let strip = 0; strip < width; strip += STRIP)
        loops.sparseProduct(
          at('ends'),
          at('narrow0') + 4 * wide * strip,
          at('stream') + 4 * strip,
          rowsNow,
          4 * width,
        );
    },
    /** The means of text `t` over its rows: of the stream, and of what the last feed-forward part found. */
    average(t: number, row: number, length: number): void {
      const mean = means.subarray(t * width, (t + 1) * width).fill(0);
      const inner = wideMeans.subarray(t * wide, (t + 1) * wide).fill(0);
      if (length === 0) return;
      const bias = narrowBias[1];
      loops.sumRows(at('stream') + 4 * row * width, at('means') + 4 * t * width, length, width, -Infinity);
      loops.sumRows(at('large') + 4 * row * wide, at('wideMeans') + 4 * t * wide, length, wide, 0);
      for (let d = 0; d < width; d += 1) mean[d] = (mean[d] as number) / length + (bias[d] as number);
      for (let d = 0; d < wide; d += 1) inner[d] = (inner[d] as number) / length;
    },
    /** From means to answers: the last feed-forward part is linear after its ReLU, so its mean is enough. */
    pool(many: number): void {
      const few = roundUp(many, ROWS);
      const panel = 4 * PANEL;
      loops.productAdd(
        at('wideMeans'),
        4 * wide,
        at('narrow1'),
        panel,
        panel * wide,
        wide,
        at('means'),
        4 * width,
        few,
        width,
      );
      loops.product(
        at('means'),
        4 * width,
        at('pool'),
        panel,
        panel * width,
        width,
        at('answers'),
        4 * width,
        few,
        width,
      );
    },
  };
}
