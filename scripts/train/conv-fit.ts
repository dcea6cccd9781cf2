/** Trains the convolution net and shrinks it to what is shipped. */
import { adam } from './adam.ts';
import { seeded, shuffle } from './chance.ts';
import { batchGradients, type ConvExample, type ConvNet, newNet } from './conv-net.ts';

export interface ConvPlan {
  readonly filters: number;
  readonly softmax: 0 | 3;
  readonly headCount: number;
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  /** 0: word vectors stay as they are. */
  readonly wordRate: number;
  readonly dropped: number;
  readonly hidden: number;
  readonly positives: number;
  readonly seed: number;
}

const KERNEL_DECAY = 1e-5;
const HEAD_DECAY = 1e-4;
/** The rate falls to this share of its start by the last epoch. */
const LAST_RATE = 0.25;

/** `start` holds the word vectors to begin with, `words × dims`. `each` hears of progress. */
export function fitConv(
  start: Float32Array,
  dims: number,
  examples: readonly ConvExample[],
  plan: ConvPlan,
  each: (epoch: number) => void = () => {},
): ConvNet {
  const random = seeded(plan.seed);
  const net = newNet(start, { ...plan, dims }, random);
  const slots = new Int32Array(start.length / dims).fill(-1);
  const movers = {
    kernel: adam(net.kernel),
    kernelBias: adam(net.kernelBias),
    heads: adam(net.heads),
    headBias: adam(net.headBias),
    embeddings: adam(net.embeddings),
  };
  const order = Uint32Array.from({ length: examples.length }, (_, i) => i);
  const batchPlan = { ...plan, classWeights: balance(examples), wordsLearn: plan.wordRate > 0, random };
  const steps = plan.epochs * Math.ceil(examples.length / plan.batch);
  let step = 0;

  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += plan.batch) {
      const batch = Array.from(order.subarray(from, from + plan.batch), (i) => examples[i] as ConvExample);
      const g = batchGradients(net, batch, batchPlan, slots);
      const share = 1 - (1 - LAST_RATE) * (step / steps);
      movers.kernel.step(g.kernel, plan.rate * share, KERNEL_DECAY);
      movers.kernelBias.step(g.kernelBias, plan.rate * share);
      movers.heads.step(g.heads, plan.rate * share, HEAD_DECAY);
      movers.headBias.step(g.headBias, plan.rate * share);
      if (plan.wordRate > 0) {
        movers.embeddings.tick();
        g.words.forEach((word, s) => {
          if (word > 0) movers.embeddings.row(g.embeddings, s, word, dims, plan.wordRate * share);
        });
      }
      step += 1;
    }
    each(epoch);
  }
  return net;
}

function balance(examples: readonly ConvExample[]): number[] {
  const mass = [0, 0, 0];
  for (const { sentiment, weight } of examples)
    if (sentiment >= 0) mass[sentiment] = (mass[sentiment] as number) + weight;
  const total = mass.reduce((a, b) => a + b, 0);
  return mass.map((m) => total / (3 * Math.max(1, m)));
}

/** Steps to either side of zero that a number of a word vector may take: six bits pack better than eight. */
const STEPS = 31;

/** Word vectors as bytes, each with a scale of its own. */
export function shrinkWords(vectors: Float32Array, dims: number): { bytes: Int8Array; scales: Float32Array } {
  const bytes = new Int8Array(vectors.length);
  const scales = new Float32Array(vectors.length / dims);
  for (let w = 0; w < scales.length; w += 1) {
    let most = 0;
    for (let d = 0; d < dims; d += 1) most = Math.max(most, Math.abs(vectors[w * dims + d] as number));
    const scale = most / STEPS || 1;
    scales[w] = scale;
    for (let d = 0; d < dims; d += 1)
      bytes[w * dims + d] = Math.round((vectors[w * dims + d] as number) / scale);
  }
  return { bytes, scales };
}
