/**
 * Fits linear heads over hashed features: softmax for sentiment, logistic for the rest, AdaGrad (Duchi et al.
 * 2011), with features dropped by chance.
 */
import { featureScales, type LinearWeights } from '../../src/score/model/linear.ts';
import { seeded, shuffle } from './chance.ts';

export interface LinearExample {
  /** Feature hashes; the first `words` are those of words. */
  readonly hashes: Uint32Array;
  readonly words: number;
  /** Class of the softmax over the first three heads, −1 not known. Ignored where there is no softmax. */
  readonly sentiment: number;
  /** One for each logistic head: 1, 0, or −1 not known. */
  readonly targets: Int8Array;
  readonly weight: number;
}

export interface LinearPlan {
  readonly bits: number;
  /** Three when the first three heads are sentiment, else 0. */
  readonly softmax: 0 | 3;
  readonly logistic: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of features left out at each look. */
  readonly dropped: number;
  /** Features seen fewer times are left at zero. */
  readonly least: number;
  readonly seed: number;
  /** Weight of positives of the logistic heads. */
  readonly positives: number;
}

const EPSILON = 1e-8;

export function fitLinear(examples: readonly LinearExample[], plan: LinearPlan): LinearWeights {
  const { bits, softmax, logistic, epochs, rate, dropped, seed } = plan;
  const heads = softmax + logistic;
  const rows = 2 ** bits;
  const shift = 32 - bits;
  const random = seeded(seed);
  const common = countRows(examples, rows, shift, plan.least);
  const table = new Float32Array(rows * heads);
  const squares = new Float32Array(rows * heads).fill(EPSILON);
  const bias = new Float64Array(heads);
  const biasSquares = new Float64Array(heads).fill(EPSILON);
  const classWeights = balance(examples);
  const order = Uint32Array.from({ length: examples.length }, (_, i) => i);
  const logits = new Float64Array(heads);
  const slope = new Float64Array(heads);
  const picked = new Int32Array(20_000);

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const at of order) look(examples[at] as LinearExample);
  }
  return quantise(table, bits, heads, Float32Array.from(bias));

  function look(example: LinearExample): void {
    const { hashes, words } = example;
    const [wordScale, letterScale] = featureScales(words, hashes.length);
    const grow = 1 / (1 - dropped);
    let wordsPicked = 0;
    let n = 0;
    for (let i = 0; i < hashes.length; i += 1) {
      const row = (hashes[i] as number) >>> shift;
      if (common[row] === 0 || random() < dropped) continue;
      picked[n] = row * heads;
      n += 1;
      if (i < words) wordsPicked = n;
    }
    for (let h = 0; h < heads; h += 1) {
      let w = 0;
      let l = 0;
      for (let i = 0; i < wordsPicked; i += 1) w += table[(picked[i] as number) + h] as number;
      for (let i = wordsPicked; i < n; i += 1) l += table[(picked[i] as number) + h] as number;
      logits[h] = (bias[h] as number) + grow * (wordScale * w + letterScale * l);
    }
    slopes(example);
    for (let h = 0; h < heads; h += 1) {
      const g = slope[h] as number;
      if (g === 0) continue;
      biasSquares[h] = (biasSquares[h] as number) + g * g;
      bias[h] = (bias[h] as number) - (rate * g) / Math.sqrt(biasSquares[h] as number);
      for (let i = 0; i < n; i += 1) {
        const j = (picked[i] as number) + h;
        const step = g * grow * (i < wordsPicked ? wordScale : letterScale);
        const square = (squares[j] as number) + step * step;
        squares[j] = square;
        table[j] = (table[j] as number) - (rate * step) / Math.sqrt(square);
      }
    }
  }

  function slopes(example: LinearExample): void {
    slope.fill(0);
    if (softmax === 3 && example.sentiment >= 0) {
      const [a, b, c] = [logits[0] as number, logits[1] as number, logits[2] as number];
      const most = Math.max(a, b, c);
      const e = [Math.exp(a - most), Math.exp(b - most), Math.exp(c - most)] as const;
      const total = e[0] + e[1] + e[2];
      const weight = example.weight * (classWeights[example.sentiment] as number);
      for (let h = 0; h < 3; h += 1)
        slope[h] = weight * ((e[h] as number) / total - (h === example.sentiment ? 1 : 0));
    }
    for (let k = 0; k < logistic; k += 1) {
      const target = example.targets[k] as number;
      if (target < 0) continue;
      const p = 1 / (1 + Math.exp(-(logits[softmax + k] as number)));
      slope[softmax + k] = example.weight * (target === 1 ? plan.positives : 1) * (p - target);
    }
  }
}

function countRows(
  examples: readonly LinearExample[],
  rows: number,
  shift: number,
  least: number,
): Uint8Array {
  const counts = new Uint8Array(rows);
  for (const { hashes } of examples)
    for (const hash of hashes) {
      const row = hash >>> shift;
      if ((counts[row] as number) < 255) counts[row] = (counts[row] as number) + 1;
    }
  return counts.map((count) => (count >= least ? 1 : 0));
}

/** Weights that make the three classes equal. */
function balance(examples: readonly LinearExample[]): number[] {
  const mass = [0, 0, 0];
  for (const { sentiment, weight } of examples)
    if (sentiment >= 0) mass[sentiment] = (mass[sentiment] as number) + weight;
  const total = mass.reduce((a, b) => a + b, 0);
  return mass.map((m) => total / (3 * Math.max(1, m)));
}

/** Share of a head's largest weights that are cut off. */
const CUT = 1e-4;

function quantise(table: Float32Array, bits: number, heads: number, bias: Float32Array): LinearWeights {
  const scales = new Float32Array(heads);
  const small = new Int8Array(table.length);
  for (let h = 0; h < heads; h += 1) {
    const sizes: number[] = [];
    for (let j = h; j < table.length; j += heads)
      if (table[j] !== 0) sizes.push(Math.abs(table[j] as number));
    sizes.sort((a, b) => a - b);
    const scale = (sizes[Math.floor(sizes.length * (1 - CUT))] ?? 1) / 127;
    scales[h] = scale;
    for (let j = h; j < table.length; j += heads)
      small[j] = Math.max(-127, Math.min(127, Math.round((table[j] as number) / scale)));
  }
  return { bits, heads, table: small, scales, bias };
}
