/** Linear models over hashed features (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning"). */
import type { Features } from './features.ts';

export interface LinearWeights {
  /** The table has 2^bits rows. */
  readonly bits: number;
  readonly heads: number;
  /** `rows × heads`, quantised; a weight is `table · scale[head]`. */
  readonly table: Int8Array;
  readonly scales: Float32Array;
  readonly bias: Float32Array;
}

/** Letter groups are many and alike: they weigh this much as a group, against 1 for the words. */
const LETTERS_WEIGHT = 0.5;

/** Scale of each word feature and each letter feature of a text, so that long and short texts compare. */
export function featureScales(words: number, count: number): readonly [number, number] {
  return [1 / Math.sqrt(Math.max(1, words)), LETTERS_WEIGHT / Math.sqrt(Math.max(1, count - words))];
}

/** Logits of the five heads (sentiment, packs) into `out`. Written out, since every text goes through it. */
export function readFive(weights: LinearWeights, features: Features, out: Float32Array): void {
  const { table, scales, bias, bits } = weights;
  const { hashes, words, count } = features;
  const shift = 32 - bits;
  const [wordScale, letterScale] = featureScales(words, count);
  let [a, b, c, d, e] = [0, 0, 0, 0, 0];
  for (let i = 0; i < words; i += 1) {
    const row = ((hashes[i] as number) >>> shift) * 5;
    a += table[row] as number;
    b += table[row + 1] as number;
    c += table[row + 2] as number;
    d += table[row + 3] as number;
    e += table[row + 4] as number;
  }
  let [la, lb, lc, ld, le] = [0, 0, 0, 0, 0];
  for (let i = words; i < count; i += 1) {
    const row = ((hashes[i] as number) >>> shift) * 5;
    la += table[row] as number;
    lb += table[row + 1] as number;
    lc += table[row + 2] as number;
    ld += table[row + 3] as number;
    le += table[row + 4] as number;
  }
  const sums = [a, b, c, d, e];
  const letters = [la, lb, lc, ld, le];
  for (let h = 0; h < 5; h += 1)
    out[h] =
      (bias[h] as number) +
      (scales[h] as number) * (wordScale * (sums[h] as number) + letterScale * (letters[h] as number));
}
