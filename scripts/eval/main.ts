/** `npm run eval -- --data BENCH`: what both readings reach here, beside the npm packages, in one run. */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../config/env.ts';
import { WEIGHTS_PATH } from '../../src/score/model/model.ts';
import { SECOND_PATH } from '../../src/score/second/model.ts';
import { benchScore } from '../bench/score.ts';
import { betrayalMeasures } from './betrayal-measures.ts';
import { readings } from './readings.ts';
import { sentimentMeasures } from './sentiment-measures.ts';
import { header, lineOf } from './table.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const bench = resolve(values.data ?? join(packageRoot, '../shared/bench'));
if (!existsSync(join(bench, 'sentiment/tweeteval-val.jsonl'))) {
  console.error(`The bench data is not in ${bench}. Name its folder: npm run eval -- --data FOLDER`);
  process.exit(2);
}
const pair = readings();
const size = (file: string) => `${(statSync(file).size / 1e6).toFixed(2)} MB`;
console.log(`${pair[1].scorer.version}, weights ${size(WEIGHTS_PATH)} and ${size(SECOND_PATH)}\n`);
console.log(header());
for (const measure of [...betrayalMeasures(bench), ...sentimentMeasures(bench)])
  console.log(lineOf(measure, pair));

console.log(
  '\n| speed | texts per CPU-second | against wink-nlp in the same run | goal |\n|---|---|---|---|',
);
for (const { name, textsPerCpuSecond, ratio, goal } of await benchScore())
  console.log(`| ${name} | ${Math.round(textsPerCpuSecond)} | ${ratio.toFixed(2)} × | ${goal ?? '—'} |`);
