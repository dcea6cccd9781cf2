/**
 * `npm run train -- --second [--out FILE] [--data BENCH] [--seed N] [--passes N] [--tweets N] [--limit N] [--threads N]`
 * fine-tunes the encoder of the second reading and fits its last step beside the first reading that is in the repository.
 * The same seed gives the same bytes, with any number of threads. `--from FILE` takes the encoder of an earlier file.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../../config/env.ts';
import { loadConfig } from '../../../config/load.ts';
import { shippedModel } from '../../../src/score/model/model.ts';
import { parseWeights, type WeightsFile, writeWeights } from '../../../src/score/model/weights-file.ts';
import { ANSWERS } from '../../../src/score/second/heads.ts';
import { maskNames } from '../../../src/score/second/mask.ts';
import { type SecondHead, SECOND_PATH } from '../../../src/score/second/model.ts';
import { createPieces } from '../../../src/score/second/pieces.ts';
import { openSecondReading } from '../../../src/score/second/reading.ts';
import { normalise } from '../../../src/score/normalise.ts';
import { seeded, shuffle } from '../chance.ts';
import type { Prepared } from '../prepare.ts';
import { answersOf } from './answers.ts';
import { readTraining } from '../training-set.ts';
import { fitEncoder } from './fit.ts';
import { measure } from './measure.ts';
import { ENCODER, readPackage } from './package.ts';
import type { Example } from './share.ts';
import { fitSecondStack } from './stack-fit.ts';
import { trained } from './trained.ts';

/** Pieces of a text that training reads. */
const MOST = 64;
/** Steps between two lines of progress. */
const OFTEN = 25;

const { values } = parseArgs({
  options: {
    second: { type: 'boolean' },
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string' },
    tweets: { type: 'string', default: '20000' },
    passes: { type: 'string', default: '3' },
    rate: { type: 'string', default: '1e-4' },
    'head-rate': { type: 'string', default: '1e-3' },
    threads: { type: 'string', default: '2' },
    from: { type: 'string' },
    out: { type: 'string' },
  },
});
const startedAt = performance.now();
const say = (line: string) =>
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);

const { fit, held } = readTraining(resolve(values.data ?? join(packageRoot, '../shared/bench')));
const file = values.from === undefined ? await train() : parseWeights(readFileSync(resolve(values.from)));
const reading = openSecondReading(writeWeights(file));
const answers = reading.read(held.map(masked));
say(
  `held out: ${measure(
    held.map(({ row }) => row),
    answers,
  )}`,
);

const model = shippedModel();
const stack = fitSecondStack(model, loadConfig(join(packageRoot, 'config')).packs, held, answers);
const hash = createHash('sha256')
  .update(writeWeights({ ...file, facts: {} }))
  .update(JSON.stringify(stack))
  .digest('hex');
const facts: SecondHead = { version: `second-${hash.slice(0, 8)}`, besides: model.version, stack };
const out = values.out === undefined ? SECOND_PATH : resolve(values.out);
const written = writeWeights({ ...file, facts: { ...file.facts, ...facts } });
writeFileSync(out, written);
say(`${out}: ${(written.length / 1e6).toFixed(2)} MB, ${facts.version} beside ${facts.besides}`);

async function train(): Promise<WeightsFile> {
  const weights = readPackage(ENCODER);
  const pieces = createPieces(weights.vocabulary);
  const seed = Number(values.seed);
  const examples = shuffled(fit, seed)
    .filter(fewTweets(Number(values.tweets)))
    .slice(0, Number(values.limit ?? fit.length))
    .map((text): Example => {
      const target = { sentiment: text.row.sentiment, others: answersOf(text.row), weight: 1 };
      return { pieces: pieces.read(masked(text)).slice(0, MOST), target };
    })
    .filter((example) => example.pieces.length > 0);
  const many = examples.reduce((sum, example) => sum + example.pieces.length, 0);
  say(`${examples.length} texts of ${(many / examples.length).toFixed(1)} pieces`);

  const plan = {
    headCount: ANSWERS.length,
    rate: Number(values.rate),
    headRate: Number(values['head-rate']),
    seed,
    threads: Number(values.threads),
    passes: Number(values.passes),
  };
  let sum = 0;
  let since = 0;
  let begun = 0;
  const net = await fitEncoder(weights, examples, plan, (step, steps, loss) => {
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
  });
  say(`trained, ${cpuMinutes()} CPU minutes so far`);
  return trained(weights, net);
}

function masked({ row, read, names }: Prepared): string {
  return maskNames(normalise(row.text).text, read, names);
}

function cpuMinutes(): string {
  const { user, system } = process.cpuUsage();
  return ((user + system) / 6e7).toFixed(2);
}

function shuffled(texts: readonly Prepared[], seed: number): Prepared[] {
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
