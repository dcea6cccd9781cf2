/** Fine-tunes the encoder's second layer with its heads. */
import { createEncoder } from '../../../src/score/second/encoder.ts';
import type { EncoderWeights } from '../../../src/score/second/weights.ts';
import { adam } from '../adam.ts';
import { seeded, shuffle } from '../chance.ts';
import { addGradients, type Batch } from './gradients.ts';
import type { Target } from './loss.ts';
import { type Net, newNet, startNet } from './net.ts';
import { openProducts } from './products.ts';

export interface Example {
  readonly pieces: Int32Array;
  readonly target: Target;
}

export interface FitPlan {
  readonly headCount: number;
  readonly passes: number;
  /** Largest rates: of the encoder, and of the heads, which begin with nothing. */
  readonly rate: number;
  readonly headRate: number;
  readonly seed: number;
  readonly fused: boolean;
}

const BATCH = 32;
/** Texts of a part: gradients are summed part by part, in order, so that they never depend on who computed them. */
const PART = 8;
/** Batches whose texts are sorted by length together. */
const SORTED = 16;
const WARM_UP = 0.1;
const MEGABYTES = 192;

/** Calls `each` after each batch with the mean loss of its texts. */
export function fitEncoder(
  weights: EncoderWeights,
  examples: readonly Example[],
  plan: FitPlan,
  each: (step: number, steps: number, loss: number) => void,
): Net {
  const random = seeded(plan.seed);
  const products = openProducts(MEGABYTES, plan.fused);
  const net = newNet(weights.sizes, plan.headCount, products);
  const slopes = newNet(weights.sizes, plan.headCount, products);
  startNet(net, weights, random);
  const encoder = createEncoder(weights);
  const body = net.parts.heads.numbers.byteOffset - net.all.byteOffset;
  const movers = [
    { mover: adam(net.all.subarray(0, body / 4)), from: 0, rate: plan.rate },
    { mover: adam(net.all.subarray(body / 4)), from: body / 4, rate: plan.headRate },
  ];
  const perPass = Math.ceil(examples.length / BATCH);
  const steps = plan.passes * perPass;
  let step = 0;

  for (let pass = 0; pass < plan.passes; pass += 1)
    for (const batch of batches(examples, random)) {
      let loss = 0;
      for (let from = 0; from < batch.length; from += PART) {
        const part = batch.slice(from, from + PART);
        loss += addGradients(net, weights.norms, batchOf(part), slopes, products);
      }
      for (let i = 0; i < slopes.all.length; i += 1) slopes.all[i] = (slopes.all[i] as number) / batch.length;
      const share = Math.min((step + 1) / (WARM_UP * steps), (steps - step) / ((1 - WARM_UP) * steps), 1);
      for (const { mover, from, rate } of movers)
        mover.step(from === 0 ? slopes.all.subarray(0, body / 4) : slopes.all.subarray(from), rate * share);
      step += 1;
      each(step, steps, loss / batch.length);
    }
  return net;

  function batchOf(part: readonly Example[]): Batch {
    const lowers = part.map(({ pieces }) => encoder.lower(pieces));
    const lower = new Float32Array(lowers.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const rows of lowers) {
      lower.set(rows, at);
      at += rows.length;
    }
    const lengths = part.map(({ pieces }) => pieces.length);
    return { lower, lengths, targets: part.map(({ target }) => target) };
  }
}

/** Batches of texts of similar length, in an order of chance. */
function* batches(examples: readonly Example[], random: () => number): Generator<Example[]> {
  const order = Uint32Array.from(examples, (_, i) => i);
  shuffle(order, random);
  for (let from = 0; from < order.length; from += BATCH * SORTED) {
    const near = Array.from(order.subarray(from, from + BATCH * SORTED), (i) => examples[i] as Example);
    near.sort((a, b) => a.pieces.length - b.pieces.length);
    const starts = Uint32Array.from({ length: Math.ceil(near.length / BATCH) }, (_, i) => i * BATCH);
    shuffle(starts, random);
    for (const start of starts) yield near.slice(start, start + BATCH);
  }
}
