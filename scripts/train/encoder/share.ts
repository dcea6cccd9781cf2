/** What one thread does of a training: the same steps as the others, each with its shares of every batch. */
import type { EncoderWeights } from '../../../src/score/second/weights.ts';
import { seeded, shuffle } from '../chance.ts';
import { findGradients } from './gradients.ts';
import { type Ground, openGround, type OpenGround, SHARES } from './ground.ts';
import { type Target, usualLogits } from './loss.ts';
import { fillLowers, type Lowers, placeLower } from './lowers.ts';
import { meeting } from './meeting.ts';
import { headsBegin, type Net, startNet } from './net.ts';

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
  /** At most `SHARES`. */
  readonly threads: number;
}

/** All that a thread needs; what it writes lies in memory that all have. */
export interface Training {
  /** As a file of eight bits gives them back: so the product will run the first layer. */
  readonly shipped: EncoderWeights;
  /** Where the second layer begins. */
  readonly start: EncoderWeights;
  readonly examples: readonly Example[];
  readonly plan: FitPlan;
  readonly ground: Ground;
  readonly lowers: Lowers;
  readonly meeting: SharedArrayBuffer;
  /** Of each share, 64-bit. */
  readonly losses: SharedArrayBuffer;
}

const BATCH = 32;
/** Batches whose texts are sorted by length together. */
const SORTED = 16;
const WARM_UP = 0.1;
const FIRST = 0.9;
const SECOND = 0.999;

/** `step` 0 says that the first layer is done; otherwise `loss` is the mean of the step's texts. */
export type Progress = (step: number, steps: number, loss: number) => void;

/** Thread `who` of `plan.threads`; thread 0 reports. */
export function runShares(training: Training, who: number, report: Progress): Net {
  const { shipped, start, examples, plan, lowers } = training;
  const ground = openGround(training.ground, who);
  const { products, net, slopes } = ground;
  const meet = meeting(training.meeting, plan.threads);
  const losses = new Float64Array(training.losses);
  const random = seeded(plan.seed);
  const texts = examples.map(({ pieces }) => pieces);
  if (who === 0) {
    const targets = examples.map(({ target }) => target);
    startNet(net, start, seeded(plan.seed + 1), usualLogits(targets, plan.headCount));
  }
  fillLowers(lowers, shipped, texts, plan.threads, who, products);
  meet();
  if (who === 0) report(0, stepsOf(examples.length, plan), 0);
  const steps = stepsOf(examples.length, plan);
  let step = 0;

  for (let pass = 0; pass < plan.passes; pass += 1)
    for (const batch of batches(texts, random)) {
      step += 1;
      for (let share = who; share < SHARES; share += plan.threads)
        losses[share] = learn(
          share,
          batch.filter((_, i) => i % SHARES === share),
        );
      meet();
      const rise = step / (WARM_UP * steps);
      const fall = (steps - step + 1) / ((1 - WARM_UP) * steps);
      move(ground, plan, who, step, Math.min(rise, fall, 1), batch.length);
      if (who === 0) report(step, steps, losses.reduce((a, b) => a + b, 0) / batch.length);
      meet();
    }
  return net;

  function learn(share: number, some: readonly number[]): number {
    const to = slopes[share] as Net;
    if (some.length === 0) {
      to.all.fill(0);
      return 0;
    }
    const lengths = some.map((text) => (texts[text] as Int32Array).length);
    const targets = some.map((text) => (examples[text] as Example).target);
    let row = 0;
    const batch = {
      lengths,
      targets,
      place(rows: OpenGround['net']['parts']['pool']['numbers']) {
        some.forEach((text, i) => {
          placeLower(lowers, text, rows, row, products);
          row += lengths[i] as number;
        });
      },
    };
    return findGradients(net, start.norms, batch, to, products);
  }
}

function stepsOf(many: number, { passes }: FitPlan): number {
  return passes * Math.ceil(many / BATCH);
}

/** A thread moves its part of the numbers, by the slopes of all shares. */
function move(
  ground: OpenGround,
  plan: FitPlan,
  who: number,
  step: number,
  share: number,
  texts: number,
): void {
  const { net, mean, square, slopes, products } = ground;
  const heads = headsBegin(net);
  const bounds = [0, heads, net.all.length];
  const rates = [plan.rate, plan.headRate];
  rates.forEach((rate, i) => {
    const [first, end] = [bounds[i] as number, bounds[i + 1] as number];
    const cut = (n: number) => first + 4 * Math.floor(((end - first) * n) / plan.threads / 4);
    const from = cut(who);
    const many = (who === plan.threads - 1 ? end : cut(who + 1)) - from;
    const at = ({ all }: Net) => all.byteOffset + 4 * from;
    const now = (rate * share) / (1 - FIRST ** step);
    const spread = 1 / Math.sqrt(1 - SECOND ** step);
    products.loops.move(
      at(net),
      at(mean),
      at(square),
      at(slopes[0]),
      at(slopes[1]),
      4 * many,
      1 / texts,
      now,
      spread,
    );
  });
}

/** Batches of texts of similar length, in an order of chance. */
function* batches(texts: readonly Int32Array[], random: () => number): Generator<readonly number[]> {
  const order = Uint32Array.from(texts, (_, i) => i);
  shuffle(order, random);
  for (let from = 0; from < order.length; from += BATCH * SORTED) {
    const near = Array.from(order.subarray(from, from + BATCH * SORTED));
    near.sort((a, b) => (texts[a] as Int32Array).length - (texts[b] as Int32Array).length);
    const starts = Uint32Array.from({ length: Math.ceil(near.length / BATCH) }, (_, i) => i * BATCH);
    shuffle(starts, random);
    for (const at of starts) yield near.slice(at, at + BATCH);
  }
}
