/** `outcry import` of files with dates and no times, and what `outcry spikes` finds in them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/domain/series.ts';
import { runCli } from '../support/cli.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const DAYS = 90;
/** The days with 400 angry posts more. */
const OUTCRY = [70, 71];

const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
const dateOf = (day: number) => new Date(today + (day - DAYS - 3) * DAY_MS).toISOString().slice(0, 10);

/** 20 ordinary posts a day, and the angry ones of the outcry, a row each. */
function rows(row: (n: number, date: string, text: string) => string, outcry = OUTCRY): string {
  const lines: string[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const add = (count: number, text: string) => {
      for (let k = 0; k < count; k += 1) lines.push(row(lines.length + 1, dateOf(day), text));
    };
    add(20, 'Search is slow again number');
    if (outcry.includes(day)) add(400, 'You sold my contacts to advertisers number');
  }
  return `${lines.join('\n')}\n`;
}

async function spikesIn(name: string, content: string) {
  const dir = tempDir();
  const file = join(dir, name);
  writeFileSync(file, content);
  const env = { OUTCRY_DATA_DIR: join(dir, 'data'), OUTCRY_DEMO: '0' };
  const imported = await runCli(['import', file, '--brand', 'acme', '--wait'], env);
  expect([imported.code, imported.stderr]).toEqual([0, expect.any(String)]);
  const spikes = await runCli(['spikes', '--brand', 'acme', '--json'], env);
  return JSON.parse(spikes.stdout) as Readonly<Record<string, unknown>>[];
}

it.each([
  ['dates in a CSV', 'acme.csv', `id,date,review\n${rows((n, date, text) => `${n},${date},${text} ${n}`)}`],
  [
    'noon everywhere',
    'noon.csv',
    `id,date,review\n${rows((n, date, text) => `${n},${date} 12:00:00,${text} ${n}`)}`,
  ],
  [
    'seven in the morning, Pacific time, everywhere',
    'seven.csv',
    `id,date,review\n${rows((n, date, text) => `${n},${date}T07:00:00-07:00,${text} ${n}`)}`,
  ],
  [
    'dates in JSON lines',
    'acme.jsonl',
    rows((n, date, text) => JSON.stringify({ id: `r${n}`, date, text: `${text} ${n}`, rating: 2 })),
  ],
])('%s: one severe backlash of its two days', async (_, name, content) => {
  expect(await spikesIn(name, content)).toMatchObject([
    {
      kind: 'backlash',
      precision: 'day',
      severity: 9,
      observed: 800,
      onset: `${dateOf(70)}T00:00:00.000Z`,
      end: `${dateOf(72)}T00:00:00.000Z`,
    },
  ]);
});

it('a plain file finds nothing (control)', async () => {
  const content = `id,date,review\n${rows((n, date, text) => `${n},${date},${text} ${n}`, [])}`;
  expect(await spikesIn('acme.csv', content)).toEqual([]);
});
