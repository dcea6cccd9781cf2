/** `npm run train -- --second --data BENCH [--limit N] --out FILE`: fine-tunes the encoder of the second reading. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../../config/env.ts';
import { HEADS, SENTIMENTS } from '../../../src/score/model/heads.ts';
import { writeWeights } from '../../../src/score/model/weights-file.ts';
import { createPieces } from '../../../src/score/second/pieces.ts';
import { writeEncoder } from '../../../src/score/second/weights.ts';
import { normalise } from '../../../src/score/normalise.ts';
import { seeded, shuffle } from '../chance.ts';
import { targetsOf } from '../prepare.ts';
import { readTraining } from '../training-set.ts';
import { type Example, fitEncoder } from './fit.ts';
import { TRAINED } from './net.ts';
import { ENCODER, readPackage } from './package.ts';

/** Pieces of a text that training reads. */
const MOST = 64;
/** Steps between two lines of progress. */
const OFTEN = 4;

const { values } = parseArgs({
  options: {
    second: { type: 'boolean' },
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string' },
    passes: { type: 'string', default: '3' },
    fused: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const startedAt = performance.now();
const say = (line: string) =>
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);

const weights = readPackage(ENCODER);
const pieces = createPieces(weights.vocabulary);
const { fit } = readTraining(resolve(values.data ?? join(packageRoot, '../shared/bench')));
const order = Uint32Array.from(fit, (_, i) => i);
shuffle(order, seeded(Number(values.seed)));
const examples = Array.from(order.subarray(0, Number(values.limit ?? fit.length)), (i): Example => {
  const { row } = fit[i] as (typeof fit)[number];
  const target = { sentiment: row.sentiment, others: targetsOf(row), weight: 1 };
  return { pieces: pieces.read(normalise(row.text).text).subarray(0, MOST), target };
}).filter((example) => example.pieces.length > 0);
const many = examples.reduce((sum, example) => sum + example.pieces.length, 0);
say(`${examples.length} texts of ${(many / examples.length).toFixed(1)} pieces`);

const plan = { headCount: HEADS, rate: 1e-4, headRate: 2e-3, seed: Number(values.seed), fused: values.fused };
const used = process.cpuUsage();
let sum = 0;
const net = fitEncoder(weights, examples, { ...plan, passes: Number(values.passes) }, (step, steps, loss) => {
  sum += loss;
  if (step % OFTEN !== 0 && step !== steps) return;
  const spent = process.cpuUsage(used);
  const seconds = (spent.user + spent.system) / 1e6;
  const since = ((step - 1) % OFTEN) + 1;
  say(`step ${step} of ${steps}: loss ${(sum / since).toFixed(3)}, ${seconds.toFixed(0)} CPU s`);
  sum = 0;
});

const matrices = { ...weights.matrices };
for (const name of TRAINED)
  matrices[name] = { numbers: net.parts[name].numbers.slice(), bias: net.parts[name].bias.slice() };
const file = writeEncoder({ ...weights, matrices });
const written = writeWeights({
  ...file,
  facts: { ...file.facts, headCount: HEADS, sentiments: SENTIMENTS.length },
  arrays: {
    ...file.arrays,
    heads: net.parts.heads.numbers.slice(),
    'heads-bias': net.parts.heads.bias.slice(),
  },
});
if (values.out !== undefined) {
  writeFileSync(resolve(values.out), written);
  say(`${resolve(values.out)}: ${(written.length / 1e6).toFixed(2)} MB`);
}
