/**
 * `npm run train -- --second --out FILE [--data BENCH] [--seed N] [--passes N] [--tweets N] [--limit N] [--threads N]`
 * fine-tunes the encoder of the second reading. The same seed gives the same bytes, with any number of threads.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../../config/env.ts';
import { HEADS } from '../../../src/score/model/heads.ts';
import { writeWeights } from '../../../src/score/model/weights-file.ts';
import { createPieces } from '../../../src/score/second/pieces.ts';
import { openSecondReading } from '../../../src/score/second/reading.ts';
import { normalise } from '../../../src/score/normalise.ts';
import { seeded, shuffle } from '../chance.ts';
import { type Prepared, targetsOf } from '../prepare.ts';
import { readTraining } from '../training-set.ts';
import { fitEncoder } from './fit.ts';
import { measure } from './measure.ts';
import { ENCODER, readPackage } from './package.ts';
import type { Example } from './share.ts';
import { trained } from './trained.ts';

/** Pieces of a text that training reads. */
const MOST = 64;
/** Steps between two lines of progress. */
const OFTEN = 25;
/** Held-out texts that are read at the end. */
const MEASURED = 1500;

const { values } = parseArgs({
  options: {
    second: { type: 'boolean' },
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string' },
    tweets: { type: 'string', default: '16000' },
    passes: { type: 'string', default: '3' },
    rate: { type: 'string', default: '1e-4' },
    'head-rate': { type: 'string', default: '1e-3' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string' },
  },
});
const startedAt = performance.now();
const say = (line: string) =>
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);

const weights = readPackage(ENCODER);
const pieces = createPieces(weights.vocabulary);
const { fit, held } = readTraining(resolve(values.data ?? join(packageRoot, '../shared/bench')));
const seed = Number(values.seed);
const chosen = shuffled(fit)
  .filter(fewTweets(Number(values.tweets)))
  .slice(0, Number(values.limit ?? fit.length));
const examples = chosen
  .map(({ row }): Example => {
    const target = { sentiment: row.sentiment, others: targetsOf(row), weight: 1 };
    return { pieces: pieces.read(normalise(row.text).text).slice(0, MOST), target };
  })
  .filter((example) => example.pieces.length > 0);
const many = examples.reduce((sum, example) => sum + example.pieces.length, 0);
say(`${examples.length} texts of ${(many / examples.length).toFixed(1)} pieces`);

const plan = {
  headCount: HEADS,
  rate: Number(values.rate),
  headRate: Number(values['head-rate']),
  seed,
  threads: Number(values.threads),
};
let sum = 0;
let since = 0;
let begun = 0;
const net = await fitEncoder(
  weights,
  examples,
  { ...plan, passes: Number(values.passes) },
  (step, steps, loss) => {
    if (step === 0) {
      begun = performance.now();
      say(`the first layer is read, ${cpuMinutes()} CPU minutes so far`);
      return;
    }
    sum += loss;
    since += 1;
    if (step % OFTEN !== 0 && step !== steps) return;
    const left = ((performance.now() - begun) / step) * (steps - step);
    say(
      `step ${step} of ${steps}: loss ${(sum / since).toFixed(3)}, ${(left / 60_000).toFixed(1)} minutes left`,
    );
    sum = 0;
    since = 0;
  },
);
say(`trained, ${cpuMinutes()} CPU minutes so far`);

const written = writeWeights(trained(weights, net));
if (values.out !== undefined) {
  writeFileSync(resolve(values.out), written);
  say(`${resolve(values.out)}: ${(written.length / 1e6).toFixed(2)} MB`);
}
const reading = openSecondReading(written);
const few = shuffled(held)
  .slice(0, MEASURED)
  .map(({ row }) => row);
say(`held out: ${measure(few, reading.read(few.map(({ text }) => normalise(text).text)))}`);

function cpuMinutes(): string {
  const { user, system } = process.cpuUsage();
  return ((user + system) / 6e7).toFixed(2);
}

function shuffled(texts: readonly Prepared[]): Prepared[] {
  const order = Uint32Array.from(texts, (_, i) => i);
  shuffle(order, seeded(seed));
  return Array.from(order, (i) => texts[i] as Prepared);
}

/** Lets all texts pass but tweets beyond so many: they are far more than all others. */
function fewTweets(most: number): (text: Prepared) => boolean {
  let seen = 0;
  return ({ row }) => {
    if (row.origin !== 'tweet') return true;
    seen += 1;
    return seen <= most;
  };
}
