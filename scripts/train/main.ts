/**
 * `npm run train -- --data BENCH`: from texts to `src/score/weights/model.bin`, the same bytes for the same seed.
 * `--nets FILE` takes the nets of an earlier file, to work on the rest.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { LINEAR_HEADS, SENTIMENTS } from '../../src/score/model/heads.ts';
import { besides } from '../../src/score/model/linear.ts';
import { openModel, VALENCE_STEP, WEIGHTS_PATH } from '../../src/score/model/model.ts';
import { parseWeights, type WeightsFile, writeWeights } from '../../src/score/model/weights-file.ts';
import { PARTS, trainConv } from './conv-part.ts';
import { fitLinear } from './linear-fit.ts';
import { linearExample, type Prepared } from './prepare.ts';
import { fitStack } from './stack-fit.ts';
import { readTraining } from './training-set.ts';
import { readVader } from './vader.ts';

const LINEAR_BITS = 19;
/** Own texts against a tweet: of feelings both tell alike, of broken trust own texts alone. */
const OWN_FEELINGS = 2;
const OWN_TRUST = 2;
const TWEETS_FOR_TRUST = 1;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    vectors: { type: 'string' },
    part: { type: 'string' },
    nets: { type: 'string' },
  },
});
const bench = resolve(values.data ?? join(packageRoot, '../shared/bench'));
const seed = Number(values.seed);
const startedAt = performance.now();

function say(line: string): void {
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

async function main(): Promise<void> {
  if (values.part !== undefined) {
    const net = trainConv(values.part, bench, values.vectors as string, seed, say);
    writeFileSync(values.out as string, writeWeights(net));
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'outcry-train-'));
  const parts = Object.keys(PARTS).map((part) => ({ part, file: join(folder, `${part}.bin`) }));
  const learning =
    values.nets === undefined &&
    Promise.all(parts.map(({ part, file }) => another(['--part', part, '--out', file])));
  const set = readTraining(bench);
  say(`${set.fit.length} texts to learn from, ${set.held.length} held out for the last step`);

  const linear = besides([fitFeelings(set.fit), fitTrust(set.fit)]);
  say('the linear model is done');
  await learning;
  const files = values.nets === undefined ? parts.map(({ file }) => file) : [resolve(values.nets)];
  const nets = files.map((file) => parseWeights(readFileSync(file)));
  rmSync(folder, { recursive: true });

  const valences = readVader();
  const bytes = Int8Array.from(valences, ([, valence]) => Math.round(valence / VALENCE_STEP));
  const file: WeightsFile = {
    facts: {
      version: '',
      dims: nets[0]?.facts['dims'],
      filters: Object.assign({}, ...nets.map(({ facts }) => facts['filters'])),
      linearBits: LINEAR_BITS,
      stack: {},
      confusion: [],
    },
    arrays: {
      ...Object.assign({}, ...nets.map(({ arrays }) => arrays)),
      linear: linear.table,
      'linear-scales': linear.scales,
      'linear-bias': linear.bias,
      valences: bytes,
    },
    words: {
      ...Object.assign({}, ...nets.map(({ words }) => words)),
      'valence-words': valences.map(([word]) => word),
    },
  };
  const { packs } = loadConfig(join(packageRoot, 'config'));
  const fitted = fitStack(openModel(file), packs, set.held);
  const hash = createHash('sha256').update(writeWeights(file)).update(JSON.stringify(fitted)).digest('hex');
  const facts = { ...file.facts, ...fitted, version: `model-${hash.slice(0, 8)}` };
  const out = values.out === undefined ? WEIGHTS_PATH : resolve(values.out);
  const written = writeWeights({ ...file, facts });
  writeFileSync(out, written);
  say(`${out}: ${(written.length / 1e6).toFixed(2)} MB, ${facts.version}`);
}

const LINEAR = { bits: LINEAR_BITS, least: 2, seed };

function fitFeelings(fit: readonly Prepared[]) {
  const examples = fit
    .filter(({ row }) => row.sentiment >= 0)
    .map((text) => linearExample(text, text.row.origin === 'tweet' ? 1 : OWN_FEELINGS));
  return fitLinear(examples, {
    ...LINEAR,
    softmax: 3,
    logistic: 0,
    epochs: 3,
    rate: 0.1,
    dropped: 0.2,
    positives: 1,
  });
}

/** Tweets are one in a few, since broken trust is all but absent there. */
function fitTrust(fit: readonly Prepared[]) {
  const examples = fit
    .filter(({ row }, i) => row.origin !== 'tweet' || i % TWEETS_FOR_TRUST === 0)
    .map((text) => linearExample(text, text.row.origin === 'tweet' ? 1 : OWN_TRUST));
  const logistic = LINEAR_HEADS - SENTIMENTS.length;
  return fitLinear(examples, {
    ...LINEAR,
    softmax: 0,
    logistic,
    epochs: 6,
    rate: 0.3,
    dropped: 0.4,
    positives: 1,
  });
}

/** The net learns in a process of its own, beside the linear models. */
function another(args: readonly string[]): Promise<void> {
  const script = fileURLToPath(import.meta.url);
  const own = ['--data', bench, '--seed', String(seed), '--vectors', values.vectors ?? ''];
  const child = spawn(process.execPath, [...process.execArgv, script, ...own, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`the net's process ended with ${code}`)),
    );
  });
}

await main();
