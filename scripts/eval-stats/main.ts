/**
 * `npm run eval:stats [-- --only SECTION]`: how often each sentence about a rate, an interval or a difference holds on made
 * series, in one table. Each section is a file of this folder; seeds are its own, and differ from those of any test.
 */
import { parseArgs } from 'node:util';
import { shareRows } from './shares.ts';
import type { TableRow } from '../eval-detect/table-row.ts';
import { answerRows } from './answers.ts';
import { courses } from './courses.ts';
import { attributionRows } from './attribution.ts';
import { phraseRows } from './phrases.ts';

/** By name, in the order of the table. */
const SECTIONS: Readonly<Record<string, () => readonly TableRow[] | Promise<readonly TableRow[]>>> = {
  answers: answerRows,
  courses,
  phrases: phraseRows,
  attribution: attributionRows,
  shares: shareRows,
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = Object.entries(SECTIONS).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.error(`No section ${values.only ?? ''}. There are: ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}
console.log('| measure | here | goal | beside it |\n|---|---|---|---|');
for (const [name, rows] of chosen) {
  const started = performance.now();
  for (const { measure, value, goal = '', rivals = '' } of await rows())
    console.log(`| ${measure} | ${value} | ${goal} | ${rivals} |`);
  console.error(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
