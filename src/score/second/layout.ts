/** Where weights and rows lie in the encoder's memory. */
import { packFloats, packWhole, roundUp, ROWS } from './product-code.ts';
import { STRIP } from './sparse-code.ts';
import {
  type EncoderWeights,
  MATRICES,
  type MatrixName,
  MOST_PIECES,
  NORMS,
  shapeOf,
  shrinkColumns,
  type Sizes,
} from './weights.ts';

const PAGE = 64 * 1024;
/** Areas begin at multiples of a line of the processor's memory. */
const LINE = 64;
/** Matrices whose products are in floats: what is summed is sparse, or there is one row a text. */
const IN_FLOATS: ReadonlySet<MatrixName> = new Set(['narrow0', 'narrow1', 'pool']);

/** Bytes of each area for so many rows and texts at a time. */
export function areasOf(sizes: Sizes, rows: number, texts: number): Record<string, number> {
  const { dims, width, wide, heads } = sizes;
  const most = rows + ROWS;
  const largest = Math.max(3 * width, wide);
  const mostTexts = roundUp(texts, ROWS);
  const areas: Record<string, number> = {
    pieces: 4 * most * dims,
    stream: 4 * most * width,
    even: 4 * most * width,
    whole: 2 * most * width,
    scales: 4 * most,
    large: 4 * most * largest,
    list: 8 * (most * wide + 1),
    ends: 4 * (most + 1),
    keys: (4 * (MOST_PIECES * width)) / heads,
    shares: 4 * (MOST_PIECES + ROWS) * MOST_PIECES,
    means: 4 * mostTexts * width,
    wideMeans: 4 * mostTexts * wide,
    answers: 4 * mostTexts * width,
  };
  for (const name of MATRICES) {
    const [from, to] = shapeOf(name, sizes);
    areas[name] = (IN_FLOATS.has(name) ? 4 : 2) * from * to;
    areas[`${name}-scales`] = 4 * to;
    areas[`${name}-bias`] = 4 * to;
  }
  for (const name of NORMS) for (const part of ['gain', 'shift']) areas[`${name}-${part}`] = 4 * width;
  return areas;
}

/** Puts the weights where the loops read them. */
export function placeWeights(
  weights: EncoderWeights,
  at: (name: string) => number,
  buffer: ArrayBuffer,
): void {
  const { sizes, matrices, norms } = weights;
  const put = (name: string, numbers: Float32Array) =>
    new Float32Array(buffer, at(name), numbers.length).set(numbers);
  for (const name of MATRICES) placeMatrix(name);
  for (const name of NORMS) {
    put(`${name}-gain`, norms[name].gain);
    put(`${name}-shift`, norms[name].bias);
  }

  function placeMatrix(name: MatrixName): void {
    const [from, to] = shapeOf(name, sizes);
    const { numbers, bias } = scaled(name);
    put(`${name}-bias`, bias);
    const floats = () => new Float32Array(buffer, at(name), from * to);
    if (name === 'narrow0') packStrips(numbers, from, to, floats());
    else if (IN_FLOATS.has(name)) packFloats(numbers, from, to, floats());
    else {
      const small = shrinkColumns(numbers, to);
      put(`${name}-scales`, small.scales);
      new Int16Array(buffer, at(name), from * to).set(packWhole(Int16Array.from(small.bytes), from, to));
    }
  }

  /** Queries are divided by the root of a head's size here, once. */
  function scaled(name: MatrixName): { numbers: Float32Array; bias: Float32Array } {
    const { numbers, bias } = matrices[name];
    if (name !== 'attend0' && name !== 'attend1') return { numbers, bias };
    const third = shapeOf(name, sizes)[1] / 3;
    const share = (x: number, i: number) =>
      i % (3 * third) < third ? x / Math.sqrt(third / sizes.heads) : x;
    return { numbers: numbers.map(share), bias: bias.map(share) };
  }
}

/** `shared × columns` numbers in strips of columns. */
function packStrips(from: Float32Array, shared: number, columns: number, packed: Float32Array): void {
  for (let k = 0; k < shared; k += 1)
    for (let c = 0; c < columns; c += 1)
      packed[(Math.floor(c / STRIP) * shared + k) * STRIP + (c % STRIP)] = from[k * columns + c] as number;
}

/** Areas of the given sizes one after the other in a memory of their own. */
export function layOut(areas: Readonly<Record<string, number>>): {
  memory: WebAssembly.Memory;
  at: (name: string) => number;
} {
  const places = new Map<string, number>();
  let next = LINE;
  for (const [name, size] of Object.entries(areas)) {
    places.set(name, next);
    next += roundUp(size, LINE);
  }
  const memory = new WebAssembly.Memory({ initial: Math.ceil(next / PAGE) });
  return {
    memory,
    at(name) {
      const place = places.get(name);
      if (place === undefined) throw new Error(`there is no area ${name}`);
      return place;
    },
  };
}
