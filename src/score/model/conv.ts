/**
 * A convolution net over words: embeddings, one layer of filters over three words, the largest answer of each
 * filter, and linear heads (Kim 2014, "Convolutional Neural Networks for Sentence Classification").
 * What a word adds to the filters in each of its three places is computed once and kept, so that reading a text
 * is additions only.
 */
import type { Token } from '../tokens.ts';
import { PAD, UNKNOWN, vocabularyForm } from './vocabulary.ts';

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

/** Words whose sums are kept at hand, as they come. */
const KEPT = 12_000;
const MAX_WORDS = 400;

export interface Conv {
  /** Filter answers for a text. The buffer is used again. */
  read(all: readonly Token[], masked: ReadonlySet<string>): Float32Array;
  /** Place of the middle word at which a filter answered most, −1 where none did. */
  readonly places: Int32Array;
  /** The logit of head `head` given filter answers. */
  head(answers: Float32Array, head: number): number;
  readonly weights: ConvWeights;
}

export function createConv(weights: ConvWeights): Conv {
  const { words, dims, filters, embeddings, scales, kernel, kernelBias, heads, headBias, headCount } =
    weights;
  const width = 3 * filters;
  const numbers = new Map(words.map((word, i) => [word, i]));
  // Sums lie one after the other: place 0 is padding, then words as they come, then those of the text at hand
  // that found no place.
  const sums = new Float32Array((1 + KEPT + MAX_WORDS) * width);
  const placeOf = new Int32Array(words.length).fill(-1);
  const here = new Int32Array(MAX_WORDS);
  const answers = new Float32Array(filters);
  const places = new Int32Array(filters);
  let kept = 1;
  placeOf[PAD] = 0;

  function fillSum(word: number, at: number): void {
    sums.fill(0, at, at + width);
    const scale = scales[word] as number;
    for (let d = 0; d < dims; d += 1) {
      const x = scale * (embeddings[word * dims + d] as number);
      if (x === 0) continue;
      const row = d * width;
      for (let k = 0; k < width; k += 1)
        sums[at + k] = (sums[at + k] as number) + x * (kernel[row + k] as number);
    }
  }

  /** Where the sums of each word of the text begin. */
  function look(all: readonly Token[], many: number, masked: ReadonlySet<string>): void {
    let spare = 1 + KEPT;
    for (let i = 0; i < many; i += 1) {
      const word = numbers.get(vocabularyForm(all[i] as Token, masked)) ?? UNKNOWN;
      let place = placeOf[word] as number;
      if (place === -1) {
        if (kept <= KEPT) {
          place = kept;
          placeOf[word] = place;
          kept += 1;
        } else {
          place = spare;
          spare += 1;
        }
        fillSum(word, place * width);
      }
      here[i] = place * width;
    }
  }

  function read(all: readonly Token[], masked: ReadonlySet<string>): Float32Array {
    const many = Math.min(all.length, MAX_WORDS);
    look(all, many, masked);
    answers.fill(0);
    places.fill(-1);
    for (let i = 0; i < many; i += 1) {
      const left = i > 0 ? (here[i - 1] as number) : 0;
      const middle = (here[i] as number) + filters;
      const right = (i + 1 < many ? (here[i + 1] as number) : 0) + 2 * filters;
      strongest(sums, kernelBias, answers, places, left, middle, right, i);
    }
    return answers;
  }

  function head(given: Float32Array, at: number): number {
    let logit = headBias[at] as number;
    for (let f = 0; f < filters; f += 1)
      logit += (given[f] as number) * (heads[f * headCount + at] as number);
    return logit;
  }

  return { read, places, head, weights };
}

/** Keeps the largest answer of each filter. Apart and by arguments, so that the loop is compiled once and tight. */
function strongest(
  sums: Float32Array,
  bias: Float32Array,
  answers: Float32Array,
  places: Int32Array,
  left: number,
  middle: number,
  right: number,
  place: number,
): void {
  const filters = answers.length;
  for (let f = 0; f < filters; f += 1) {
    const answer =
      (sums[left + f] as number) +
      (sums[middle + f] as number) +
      (sums[right + f] as number) +
      (bias[f] as number);
    if (answer > (answers[f] as number)) {
      answers[f] = answer;
      places[f] = place;
    }
  }
}
