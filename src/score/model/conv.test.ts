import { describe, expect, it } from 'vitest';
import { tokenise } from '../tokens.ts';
import { type ConvWeights, createConv } from './conv.ts';

const NONE: ReadonlySet<string> = new Set();
const WORDS = ['<pad>', '<unknown>', '<name>', '<url>', 'they', 'sold', 'my', 'number', '!'];
const DIMS = 6;
const HEADS = 2;

/** Numbers between −1 and 1 that look random and are not. */
function numbers(many: number, seed: number): Float32Array {
  return Float32Array.from({ length: many }, (_, i) => Math.sin(seed + 12.9898 * i) * Math.cos(seed * i));
}

function weightsOf(filters: number): ConvWeights {
  return {
    words: WORDS,
    dims: DIMS,
    filters,
    headCount: HEADS,
    embeddings: Int8Array.from(numbers(WORDS.length * DIMS, 1), (x, i) =>
      i < DIMS ? 0 : Math.round(31 * x),
    ),
    scales: Float32Array.from(WORDS, (_, i) => 0.02 + i / 500),
    kernel: numbers(DIMS * 3 * filters, 2),
    kernelBias: numbers(filters, 3).map((x) => x / 4),
    heads: numbers(filters * HEADS, 4),
    headBias: numbers(HEADS, 5),
  };
}

/** The answers of the filters and their places, by the definition. */
function plainly(w: ConvWeights, words: readonly number[]): { answers: number[]; places: number[] } {
  const padded = [0, ...words, 0];
  const answers: number[] = [];
  const places: number[] = [];
  for (let f = 0; f < w.filters; f += 1) {
    let best = 0;
    let place = -1;
    for (let i = 0; i < words.length; i += 1) {
      let sum = w.kernelBias[f]!;
      for (let k = 0; k < 3; k += 1)
        for (let d = 0; d < DIMS; d += 1) {
          const word = padded[i + k]!;
          sum +=
            w.embeddings[word * DIMS + d]! *
            w.scales[word]! *
            w.kernel[d * 3 * w.filters + k * w.filters + f]!;
        }
      if (sum > best) [best, place] = [sum, i];
    }
    answers.push(best);
    places.push(place);
  }
  return { answers, places };
}

describe.each([8, 12, 80])('a net of %i filters', (filters) => {
  const weights = weightsOf(filters);
  const conv = createConv(weights);

  it.each([
    ['they sold my number!', [4, 5, 6, 7, 8]],
    ['they', [4]],
    ['https://example.org @someone quux number', [3, 2, 1, 7]],
  ])('answers %j as its definition does', (text, words) => {
    const { all } = tokenise(text);
    const { answers, places } = plainly(weights, words);
    const read = conv.read(all, NONE);
    for (let f = 0; f < filters; f += 1) expect(read[f]).toBeCloseTo(answers[f]!, 2);
    const far = [...conv.places()].filter((place, f) => place !== places[f] && answers[f]! > 0.01);
    expect(far).toEqual([]);
  });

  it('reads nothing in nothing', () => {
    expect([...conv.read([], NONE)]).toEqual(Array.from({ length: filters }, () => 0));
  });

  it('reads a masked word as a name', () => {
    const { all } = tokenise('sold number');
    const [masked, plain] = [conv.read(all, new Set(['number'])).slice(), plainly(weights, [5, 2]).answers];
    plain.forEach((answer, f) => expect(masked[f]).toBeCloseTo(answer, 2));
  });
});
