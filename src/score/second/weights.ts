/** The weights of the encoder: what there is, how large it is, and how it lies in a file. */
import type { WeightsFile } from '../model/weights-file.ts';
import type { Piece } from './pieces.ts';

export interface Sizes {
  readonly pieces: number;
  /** Numbers of a piece's vector, and between the heads of the first layer. */
  readonly dims: number;
  /** Numbers of a place in a text after the first layer. */
  readonly width: number;
  /** Numbers inside the feed-forward parts. */
  readonly wide: number;
  /** Heads of attention. */
  readonly heads: number;
}

export const MATRICES = [
  'across',
  'attend0',
  'join0',
  'widen0',
  'narrow0',
  'attend1',
  'join1',
  'widen1',
  'narrow1',
  'pool',
] as const;
export type MatrixName = (typeof MATRICES)[number];

/** Before attention and before the feed-forward part of each layer. */
export const NORMS = ['attend0', 'widen0', 'attend1', 'widen1'] as const;
export type NormName = (typeof NORMS)[number];

/** `numbers` are `from × to`: a row for each number that comes in. */
export interface Matrix {
  readonly numbers: Float32Array;
  readonly bias: Float32Array;
}

export interface EncoderWeights {
  readonly sizes: Sizes;
  readonly vocabulary: readonly Piece[];
  /** `pieces × dims`. */
  readonly embeddings: Float32Array;
  readonly matrices: Readonly<Record<MatrixName, Matrix>>;
  readonly norms: Readonly<Record<NormName, { readonly gain: Float32Array; readonly bias: Float32Array }>>;
}

/** Most pieces of a text that are read. */
export const MOST_PIECES = 128;
/** Steps to either side of zero that a weight may take. */
export const WEIGHT_STEPS = 127;

/** Rows and columns of a matrix. */
export function shapeOf(name: MatrixName, { dims, width, wide }: Sizes): readonly [number, number] {
  const shapes: Readonly<Record<MatrixName, readonly [number, number]>> = {
    across: [dims, width],
    attend0: [dims, 3 * dims],
    join0: [dims, width],
    widen0: [width, wide],
    narrow0: [wide, width],
    attend1: [width, 3 * width],
    join1: [width, width],
    widen1: [width, wide],
    narrow1: [wide, width],
    pool: [width, width],
  };
  return shapes[name];
}

/** A matrix as small whole numbers, each column with a scale of its own. */
export function shrinkColumns(
  numbers: Float32Array,
  columns: number,
): { bytes: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(columns);
  const bytes = new Int8Array(numbers.length);
  for (let i = 0; i < numbers.length; i += columns)
    for (let c = 0; c < columns; c += 1)
      scales[c] = Math.max(scales[c] as number, Math.abs(numbers[i + c] as number));
  for (let c = 0; c < columns; c += 1) scales[c] = (scales[c] as number) / WEIGHT_STEPS || 1;
  for (let i = 0; i < numbers.length; i += columns)
    for (let c = 0; c < columns; c += 1)
      bytes[i + c] = Math.round((numbers[i + c] as number) / (scales[c] as number));
  return { bytes, scales };
}

/** Signal of a place in the text: sines, then cosines (Vaswani et al. 2017). */
export function timing(place: number, dims: number): Float32Array {
  const half = dims / 2;
  const frequency = (i: number) => Math.exp((-Math.log(10_000) * i) / (half - 1));
  return Float32Array.from({ length: dims }, (_, i) =>
    i < half ? Math.sin(place * frequency(i)) : Math.cos(place * frequency(i - half)),
  );
}

/** The parts of a file of weights that hold an encoder. */
export function writeEncoder(weights: EncoderWeights): WeightsFile {
  const { sizes, vocabulary, embeddings, matrices, norms } = weights;
  const arrays: Record<string, Int8Array | Float32Array> = {};
  const scales = new Float32Array(sizes.pieces);
  const bytes = new Int8Array(embeddings.length);
  for (let piece = 0; piece < sizes.pieces; piece += 1) {
    const vector = embeddings.subarray(piece * sizes.dims, (piece + 1) * sizes.dims);
    const scale = vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / WEIGHT_STEPS || 1;
    scales[piece] = scale;
    bytes.set(
      vector.map((x) => Math.round(x / scale)),
      piece * sizes.dims,
    );
  }
  arrays['embeddings'] = bytes;
  arrays['embeddings-scales'] = scales;
  for (const name of MATRICES) {
    const small = shrinkColumns(matrices[name].numbers, shapeOf(name, sizes)[1]);
    arrays[name] = small.bytes;
    arrays[`${name}-scales`] = small.scales;
    arrays[`${name}-bias`] = matrices[name].bias;
  }
  for (const name of NORMS) {
    arrays[`${name}-norm-gain`] = norms[name].gain;
    arrays[`${name}-norm-bias`] = norms[name].bias;
  }
  const words = { pieces: vocabulary.map(([text, score]) => `${score} ${text}`) };
  return { facts: { sizes }, arrays, words };
}

/** One array of a file. Throws when it is absent. */
function partOf({ arrays }: WeightsFile, name: string): Int8Array | Float32Array {
  const found = arrays[name];
  if (found === undefined) throw new Error(`the file of weights has no ${name}`);
  return found;
}

/** Bytes times their scales: one a column, or with `rows` one a row. */
function grown(file: WeightsFile, name: string, columns: number, rows = false): Float32Array {
  const scales = partOf(file, `${name}-scales`);
  const bytes = partOf(file, name);
  const numbers = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i += columns)
    for (let c = 0; c < columns; c += 1)
      numbers[i + c] = (bytes[i + c] as number) * (scales[rows ? i / columns : c] as number);
  return numbers;
}

/** A matrix that was written by `shrinkColumns`, with its bias. Throws when a part is absent. */
export function readMatrix(file: WeightsFile, name: string, columns: number): Matrix {
  return { numbers: grown(file, name, columns), bias: partOf(file, `${name}-bias`) as Float32Array };
}

/** The encoder of a file of weights. Throws when a part is absent. */
export function readEncoder(file: WeightsFile): EncoderWeights {
  const { facts, words } = file;
  const sizes = facts['sizes'] as Sizes;
  const norm = (name: NormName) => ({
    gain: partOf(file, `${name}-norm-gain`) as Float32Array,
    bias: partOf(file, `${name}-norm-bias`) as Float32Array,
  });
  return {
    sizes,
    vocabulary: (words['pieces'] ?? []).map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(space + 1), Number(line.slice(0, space))] as const;
    }),
    embeddings: grown(file, 'embeddings', sizes.dims, true),
    matrices: record(MATRICES, (name) => readMatrix(file, name, shapeOf(name, sizes)[1])),
    norms: record(NORMS, norm),
  };
}

export function record<Name extends string, T>(
  names: readonly Name[],
  make: (name: Name) => T,
): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, T>;
}
