/**
 * A convolution net over words: embeddings, one layer of filters over three words, the largest answer of each
 * filter, and linear heads (Kim 2014, "Convolutional Neural Networks for Sentence Classification").
 * What a word adds to the filters in each of its three places is computed once and kept, in small whole numbers,
 * so that reading a text is additions only and its memory fits the processor's.
 */
import type { Token } from '../tokens.ts';
import { LANES, openLoops } from './conv-loops.ts';
import { PAD, wordFinder } from './vocabulary.ts';

export interface ConvWeights {
  /** Words in order of their number; 0 is padding, 1 any unknown word. */
  readonly words: readonly string[];
  readonly dims: number;
  readonly filters: number;
  readonly headCount: number;
  /** `words × dims`, quantised; a word's vector is `embeddings · scale[word]`. */
  readonly embeddings: Int8Array;
  readonly scales: Float32Array;
  /** `dims × (3 · filters)`: for the word as left, middle, right of three. */
  readonly kernel: Float32Array;
  readonly kernelBias: Float32Array;
  /** `filters × headCount`. */
  readonly heads: Float32Array;
  readonly headBias: Float32Array;
}

/** Words of a text that are read. */
const MAX_WORDS = 400;
/** Sums are kept as multiples of this; three of them and a bias stay far inside 16 bits. */
const STEP = 1 / 1024;
const PAGE = 64 * 1024;

export interface Conv {
  /** Filter answers for a text. The buffer is used again. */
  read(all: readonly Token[], masked: ReadonlySet<string>): Float32Array;
  /** Places of the middle word at which each filter answered most in the text read last, −1 where it did not. */
  places(): Int32Array;
  /** The logit of head `head` given filter answers. */
  head(answers: Float32Array, head: number): number;
  readonly weights: ConvWeights;
}

export function createConv(weights: ConvWeights): Conv {
  const { words, dims, filters, embeddings, scales, kernel, kernelBias, heads, headBias, headCount } =
    weights;
  const numberOf = wordFinder(words);
  const padded = Math.ceil(filters / LANES) * LANES;
  const width = 3 * padded;
  const stride = 2 * padded;
  const at = layOut({
    here: 4 * (MAX_WORDS + 2),
    best: stride,
    bias: stride,
    kernel: 4 * dims * width,
    vectors: embeddings.length,
    sums: 2 * width * words.length,
  });
  const memory = new WebAssembly.Memory({ initial: Math.ceil(at.end / PAGE) });
  const loops = openLoops(memory);
  const { buffer } = memory;
  const here = new Int32Array(buffer, at.here, MAX_WORDS + 2);
  const best = new Int16Array(buffer, at.best, filters);
  const bias = new Int16Array(buffer, at.bias, filters);
  bias.set(kernelBias.map((b) => Math.round(b / STEP)));
  new Int8Array(buffer, at.vectors, embeddings.length).set(embeddings);
  const rows = new Float32Array(buffer, at.kernel, dims * width);
  for (let row = 0; row < 3 * dims; row += 1)
    rows.set(kernel.subarray(row * filters, (row + 1) * filters), row * padded);
  const filled = new Uint8Array(words.length);
  filled[PAD] = 1;
  const answers = new Float32Array(filters);
  let many = 0;

  function read(all: readonly Token[], masked: ReadonlySet<string>): Float32Array {
    many = Math.min(all.length, MAX_WORDS);
    here[0] = at.sums;
    for (let i = 0; i < many; i += 1) {
      const word = numberOf(all[i] as Token, masked);
      const sums = at.sums + 2 * width * word;
      if (filled[word] === 0) {
        const scale = (scales[word] as number) / STEP;
        loops.fill(at.vectors + word * dims, dims, at.kernel, sums, width, scale);
        filled[word] = 1;
      }
      here[i + 1] = sums;
    }
    here[many + 1] = at.sums;
    if (many === 0) return answers.fill(0);
    loops.strongest(at.here, many, at.best, at.bias, stride);
    for (let f = 0; f < filters; f += 1) answers[f] = (best[f] as number) * STEP;
    return answers;
  }

  function places(): Int32Array {
    const found = new Int32Array(filters).fill(-1);
    const sums = new Int16Array(buffer);
    for (let f = 0; f < filters; f += 1) {
      let most = 0;
      for (let i = 1; i <= many; i += 1) {
        let answer = bias[f] as number;
        for (let place = 0; place < 3; place += 1)
          answer += sums[((here[i + place - 1] as number) + place * stride) / 2 + f] as number;
        if (answer > most) {
          most = answer;
          found[f] = i - 1;
        }
      }
    }
    return found;
  }

  function head(given: Float32Array, at: number): number {
    let logit = headBias[at] as number;
    for (let f = 0; f < filters; f += 1)
      logit += (given[f] as number) * (heads[f * headCount + at] as number);
    return logit;
  }

  return { read, places, head, weights };
}

/** Addresses of areas of the given sizes, one after the other, on whole vectors. */
function layOut<Name extends string>(sizes: Readonly<Record<Name, number>>): Record<Name | 'end', number> {
  const at = {} as Record<Name | 'end', number>;
  let next = 0;
  for (const name of Object.keys(sizes) as Name[]) {
    at[name] = next;
    next += 16 * Math.ceil(sizes[name] / 16);
  }
  at.end = next;
  return at;
}
