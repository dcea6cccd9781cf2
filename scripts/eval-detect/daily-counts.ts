/** The daily counts of the bench folder, outages missing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../src/domain/series.ts';

const OUTAGES = [
  '2023-07-30',
  '2023-09-22',
  '2023-09-23',
  '2023-09-24',
  '2023-10-10',
  '2023-10-18',
  '2023-11-30',
];

type Counts = readonly (number | null)[];

export interface DailyCounts {
  /** First day, ms. */
  readonly start: number;
  readonly total: Counts;
  readonly brands: ReadonlyMap<string, Counts>;
  readonly incidents: readonly { readonly brand: string; readonly at: number }[];
}

export function readDailyCounts(bench: string): DailyCounts {
  const [header = [], ...rows] = table(join(bench, 'incidents/daily-counts.csv'));
  const column = (k: number) =>
    rows.map((row) => (row[k] === '' || OUTAGES.includes(row[0] ?? '') ? null : Number(row[k])));
  const first = Date.parse(rows[0]?.[0] ?? '');
  for (const [i, row] of rows.entries())
    if (Date.parse(row[0] ?? '') !== first + i * DAY_MS) throw new Error(`${row[0]} is out of turn`);
  const [, ...incidents] = table(join(bench, 'incidents/incidents.csv'));
  return {
    start: first,
    total: column(header.indexOf('total_titles')),
    brands: new Map(header.slice(2).map((brand, k) => [brand, column(k + 2)])),
    incidents: incidents.map(([, , brand = '', date = '']) => ({ brand, at: Date.parse(date) })),
  };
}

function table(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
}
