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

/** Heads of a table that `readSix` reads. */
const SIX = 6;

/** Logits of the six heads (sentiment, packs, any pack) into `out`. Written out, since every text goes through it. */
export function readSix(weights: LinearWeights, features: Features, out: Float32Array): void {
  const { table, scales, bias, bits } = weights;
  const { hashes, words, count } = features;
  const shift = 32 - bits;
  const [wordScale, letterScale] = featureScales(words, count);
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < words; i += 1) {
    const row = ((hashes[i] as number) >>> shift) * SIX;
    a += table[row] as number;
    b += table[row + 1] as number;
    c += table[row + 2] as number;
    d += table[row + 3] as number;
    e += table[row + 4] as number;
    f += table[row + 5] as number;
  }
  let [la, lb, lc, ld, le, lf] = [0, 0, 0, 0, 0, 0];
  for (let i = words; i < count; i += 1) {
    const row = ((hashes[i] as number) >>> shift) * SIX;
    la += table[row] as number;
    lb += table[row + 1] as number;
    lc += table[row + 2] as number;
    ld += table[row + 3] as number;
    le += table[row + 4] as number;
    lf += table[row + 5] as number;
  }
  const sums = [a, b, c, d, e, f];
  const letters = [la, lb, lc, ld, le, lf];
  for (let h = 0; h < SIX; h += 1)
    out[h] =
      (bias[h] as number) +
      (scales[h] as number) * (wordScale * (sums[h] as number) + letterScale * (letters[h] as number));
}

/** Tables of the same size side by side, as one with the heads of all in order. */
export function besides(tables: readonly LinearWeights[]): LinearWeights {
  const bits = tables[0]?.bits ?? 0;
  const heads = tables.reduce((sum, one) => sum + one.heads, 0);
  const table = new Int8Array(heads * 2 ** bits);
  let at = 0;
  for (const one of tables) {
    if (one.bits !== bits) throw new RangeError('tables of different sizes');
    for (let row = 0; row < 2 ** bits; row += 1)
      for (let h = 0; h < one.heads; h += 1)
        table[row * heads + at + h] = one.table[row * one.heads + h] as number;
    at += one.heads;
  }
  const joined = (name: 'scales' | 'bias') => Float32Array.from(tables.flatMap((one) => [...one[name]]));
  return { bits, heads, table, scales: joined('scales'), bias: joined('bias') };
}
