/** The convolution net while it learns: arrays of full precision, and one batch forward and back. */
import { UNKNOWN } from '../../src/score/model/vocabulary.ts';

export interface ConvExample {
  /** Numbers of the words, with padding at both ends. */
  readonly words: Int32Array;
  readonly sentiment: number;
  /** One for each head that stands alone: 1, 0, or −1 not known. */
  readonly targets: Int8Array;
  readonly weight: number;
}

export interface ConvNet {
  /** Answers: with `softmax` 3 the first three are classes; each of the others stands alone. */
  readonly headCount: number;
  readonly softmax: 0 | 3;
  readonly dims: number;
  readonly filters: number;
  readonly embeddings: Float32Array;
  readonly kernel: Float32Array;
  readonly kernelBias: Float32Array;
  readonly heads: Float32Array;
  readonly headBias: Float32Array;
}

/** Gradients of a batch; `rows` of the embedding gradient are the words of `words`. */
export interface Gradients {
  readonly kernel: Float32Array;
  readonly kernelBias: Float32Array;
  readonly heads: Float32Array;
  readonly headBias: Float32Array;
  readonly words: readonly number[];
  readonly embeddings: Float32Array;
}

export interface BatchPlan {
  /** Share of filter answers left out. */
  readonly dropped: number;
  /** Share of words read as unknown. */
  readonly hidden: number;
  readonly classWeights: readonly number[];
  /** Weight of the positives of heads that stand alone. */
  readonly positives: number;
  /** Word vectors learn too. */
  readonly wordsLearn: boolean;
  readonly random: () => number;
}

export interface Shape {
  readonly dims: number;
  readonly filters: number;
  readonly softmax: 0 | 3;
  readonly headCount: number;
}

/** Logit at which a head that stands alone begins: most texts are none of it. */
const RARE = -3;

export function newNet(embeddings: Float32Array, shape: Shape, random: () => number): ConvNet {
  const { dims, filters, headCount, softmax } = shape;
  const width = 3 * filters;
  const spread = Math.sqrt(6 / (3 * dims + filters));
  const around = (size: number, by: number) =>
    Float32Array.from({ length: size }, () => (random() - 0.5) * by);
  return {
    ...shape,
    embeddings,
    kernel: around(dims * width, 2 * spread),
    kernelBias: new Float32Array(filters),
    heads: around(filters * headCount, 0.3),
    headBias: Float32Array.from({ length: headCount }, (_, h) => (h < softmax ? 0 : RARE)),
  };
}

/** What each of `words` adds to the filters in its three places: `words.length × 3 · filters`. */
export function project(net: ConvNet, words: readonly number[]): Float32Array {
  const { dims, embeddings, kernel } = net;
  const width = 3 * net.filters;
  const sums = new Float32Array(words.length * width);
  for (let s = 0; s < words.length; s += 1) {
    const word = words[s] as number;
    if (word === 0) continue;
    const out = s * width;
    for (let d = 0; d < dims; d += 1) {
      const x = embeddings[word * dims + d] as number;
      const row = d * width;
      for (let k = 0; k < width; k += 1)
        sums[out + k] = (sums[out + k] as number) + x * (kernel[row + k] as number);
    }
  }
  return sums;
}

/** One batch: gradients of the loss. `slots` is scratch of one entry a word, all −1. */
export function batchGradients(
  net: ConvNet,
  batch: readonly ConvExample[],
  plan: BatchPlan,
  slots: Int32Array,
): Gradients {
  const { filters, dims, kernel, embeddings, heads, headBias, kernelBias, headCount } = net;
  const width = 3 * filters;
  const { random, dropped } = plan;
  const words: number[] = [];
  const texts = batch.map(({ words: text }) =>
    text.map((given) => {
      const word = given > UNKNOWN && random() < plan.hidden ? UNKNOWN : given;
      if (slots[word] === -1) {
        slots[word] = words.length;
        words.push(word);
      }
      return slots[word] as number;
    }),
  );
  for (const word of words) slots[word] = -1;
  const sums = project(net, words);
  const back = new Float32Array(sums.length);
  const g: Gradients = {
    kernel: new Float32Array(kernel.length),
    kernelBias: new Float32Array(filters),
    heads: new Float32Array(heads.length),
    headBias: new Float32Array(headCount),
    words,
    embeddings: new Float32Array(words.length * dims),
  };
  const answers = new Float32Array(filters);
  const places = new Int32Array(filters);
  const slope = new Float64Array(headCount);
  const grow = 1 / (1 - dropped);

  batch.forEach((example, b) => {
    const text = texts[b] as Int32Array;
    strongest(sums, text, filters, kernelBias, answers, places);
    const logits = Float64Array.from(headBias);
    for (let f = 0; f < filters; f += 1) {
      if ((places[f] as number) >= 0 && random() < dropped) places[f] = -1;
      if ((places[f] as number) < 0) continue;
      const answer = (answers[f] as number) * grow;
      for (let h = 0; h < headCount; h += 1)
        logits[h] = (logits[h] as number) + answer * (heads[f * headCount + h] as number);
    }
    lossSlopes(net.softmax, example, logits, slope, plan, batch.length);
    for (let h = 0; h < headCount; h += 1) g.headBias[h] = (g.headBias[h] as number) + (slope[h] as number);
    for (let f = 0; f < filters; f += 1) {
      const place = places[f] as number;
      if (place < 0) continue;
      const answer = (answers[f] as number) * grow;
      let down = 0;
      for (let h = 0; h < headCount; h += 1) {
        const s = slope[h] as number;
        const j = f * headCount + h;
        g.heads[j] = (g.heads[j] as number) + s * answer;
        down += s * (heads[j] as number);
      }
      down *= grow;
      g.kernelBias[f] = (g.kernelBias[f] as number) + down;
      for (let o = 0; o < 3; o += 1) {
        const j = (text[place - 1 + o] as number) * width + o * filters + f;
        back[j] = (back[j] as number) + down;
      }
    }
  });
  for (let s = 0; s < words.length; s += 1) {
    const word = words[s] as number;
    if (word === 0) continue;
    for (let k = 0; k < width; k += 1) {
      const down = back[s * width + k] as number;
      if (down === 0) continue;
      for (let d = 0; d < dims; d += 1) {
        const at = d * width + k;
        if (plan.wordsLearn)
          g.embeddings[s * dims + d] = (g.embeddings[s * dims + d] as number) + down * (kernel[at] as number);
        g.kernel[at] = (g.kernel[at] as number) + down * (embeddings[word * dims + d] as number);
      }
    }
  }
  return g;
}

/** The largest positive answer of each filter and where (place ≥ 1 in the padded text), −1 where none is. */
function strongest(
  sums: Float32Array,
  text: Int32Array,
  filters: number,
  bias: Float32Array,
  answers: Float32Array,
  places: Int32Array,
): void {
  answers.fill(0);
  places.fill(-1);
  const width = 3 * filters;
  for (let p = 1; p + 1 < text.length; p += 1) {
    const left = (text[p - 1] as number) * width;
    const middle = (text[p] as number) * width + filters;
    const right = (text[p + 1] as number) * width + 2 * filters;
    for (let f = 0; f < filters; f += 1) {
      const answer =
        (sums[left + f] as number) +
        (sums[middle + f] as number) +
        (sums[right + f] as number) +
        (bias[f] as number);
      if (answer > (answers[f] as number)) {
        answers[f] = answer;
        places[f] = p;
      }
    }
  }
}

function lossSlopes(
  softmax: 0 | 3,
  { sentiment, targets, weight }: ConvExample,
  logits: Float64Array,
  slope: Float64Array,
  plan: BatchPlan,
  size: number,
): void {
  slope.fill(0);
  if (softmax === 3 && sentiment >= 0) {
    const [a, b, c] = [logits[0] as number, logits[1] as number, logits[2] as number];
    const most = Math.max(a, b, c);
    const e = [Math.exp(a - most), Math.exp(b - most), Math.exp(c - most)];
    const total = (e[0] as number) + (e[1] as number) + (e[2] as number);
    const scale = (weight * (plan.classWeights[sentiment] as number)) / size;
    for (let h = 0; h < 3; h += 1) slope[h] = scale * ((e[h] as number) / total - (h === sentiment ? 1 : 0));
  }
  for (let k = 0; softmax + k < slope.length; k += 1) {
    const target = targets[k] as number;
    if (target < 0) continue;
    const p = 1 / (1 + Math.exp(-(logits[softmax + k] as number)));
    const scale = (weight * (target === 1 ? plan.positives : 1)) / size;
    slope[softmax + k] = scale * (p - target);
  }
}
