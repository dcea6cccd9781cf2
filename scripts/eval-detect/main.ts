/** `npm run eval:detect -- --data BENCH`: what detection, effect and kind reach here, beside other rules, in one table. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../config/env.ts';
import { attributionReport } from './attributions.ts';
import { nbCusum } from './cusum.ts';
import { effectRows } from './effects.ts';
import { incidentReport } from './incidents.ts';
import { delayRows, madeYearRows } from './made-years.ts';
import { loadNab } from './nab-score.ts';
import { outcryReport } from './outcries.ts';
import { nabTable, scoreOf } from './nab.ts';
import type { TableRow } from './table-row.ts';

const { values } = parseArgs({ options: { data: { type: 'string' } } });
const bench = resolve(values.data ?? join(packageRoot, '../shared/bench'));
if (!existsSync(join(bench, 'spikes/nab')) || !existsSync(join(bench, 'incidents'))) {
  console.error(`The bench data is not in ${bench}. Name its folder: npm run eval:detect -- --data FOLDER`);
  process.exit(2);
}

/** What is said of each case, after the table. */
const lines: string[] = [];
console.log('Seeds: thinning and gaps 1 to 5, injected pulses 1, simulated incidents 1 to 50.\n');
console.log('| measure | here | goal | beside it |\n|---|---|---|---|');
section('NAB', () => [...(nabTable(join(bench, 'spikes/nab')) ?? []), cusumRow()]);
section('effect', () => effectRows(bench));
section('outcries', () => {
  const { rows, details } = outcryReport(bench);
  lines.push(...details);
  return rows;
});
section('made years', () => [...madeYearRows(), ...delayRows()]);
section('incidents', () => incidentReport(bench).rows);
section('attribution', () => attributionReport(bench).rows);
if (lines.length > 0) console.log(`\n${lines.join('\n')}`);

function cusumRow(): TableRow {
  const score = scoreOf(loadNab(join(bench, 'spikes/nab')) ?? [], nbCusum());
  const three = [score.standard, score.lowFp, score.lowFn].map((value) => value.toFixed(1)).join(' / ');
  const rivals = `${three}; ${score.hits}/${score.windows}, ${score.falseAlarms}`;
  return { measure: 'NAB, NB-CUSUM (Höhle and Paul 2008) as a rival', value: '—', rivals };
}

function section(name: string, rows: () => readonly TableRow[]): void {
  const started = performance.now();
  for (const { measure, value, goal = '', rivals = '' } of rows())
    console.log(`| ${measure} | ${value} | ${goal} | ${rivals} |`);
  console.error(`${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
