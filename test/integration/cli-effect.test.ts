/** `outcry effect`: counts in, the effect of a date out. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/domain/clock.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';
import { expectOneLine } from './cli-one-line.ts';

const dir = tempDirs()();
const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;
const date = (day: number) => new Date(START + day * DAY).toISOString().slice(0, 10);

interface Interval {
  value: number;
  lower: number;
  upper: number;
  censored?: boolean;
}
interface Output {
  baseline: Interval;
  onset: string | null;
  peak: { value: number; multiple: number; at: string };
  excess: Interval;
  halfLifeHours: Interval;
  recoveryHours: Interval;
  pValue: number;
  control: string | null;
  until: string;
  buckets: { present: number; missing: number };
  response?: {
    left: Interval | null;
    expected?: Interval;
    pValue?: number;
    reason: string;
    sentence: string;
  };
}

/** Ten weeks of Acme with a burst of about 240 from day 60 on, of a brand without one, and of a total. */
function file(name: string, change: (line: string, day: number) => string = (line) => line): string {
  const random = seededRandom(5);
  const lines = Array.from({ length: 70 }, (_, day) => {
    const above = day < 60 ? 0 : 100 * 0.6 ** (day - 60);
    const acme = sampleCount(6, 0.1, random) + sampleCount(above, 0, random);
    return change(`${date(day)},${acme},${sampleCount(3, 0.1, random)},${900 + (day % 7) * 20}`, day);
  });
  const path = join(dir, name);
  writeFileSync(path, ['date,Acme,"Other, Inc",total', ...lines, ''].join('\n'));
  return path;
}

async function effect(...words: string[]): Promise<Output> {
  const { code, stdout, stderr } = await runVerb(['effect', ...words], { OUTCRY_DATA_DIR: dir });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.endsWith('}\n')).toBe(true);
  return JSON.parse(stdout) as Output;
}

function expectInterval({ lower, value, upper }: Interval): void {
  expect(lower).toBeLessThanOrEqual(value);
  expect(value).toBeLessThanOrEqual(upper);
}

describe('effect', () => {
  it('tells the effect of a burst with intervals, the same each time', async () => {
    const words = [file('burst.csv'), '--column', 'Acme', '--at', date(60), '--controls', 'Other,total'];
    const unknown = await runVerb(['effect', ...words], {});
    expectOneLine(unknown, 1, /no column Other\. It has: Acme, Other, Inc, total\./);
    const output = await effect(...words.with(-1, 'total'));
    for (const key of ['baseline', 'excess', 'halfLifeHours', 'recoveryHours'] as const)
      expectInterval(output[key]);
    expect(output.onset).toBe(`${date(60)}T00:00:00.000Z`);
    expect(output.baseline.value).toBeGreaterThan(3);
    expect(output.baseline.value).toBeLessThan(9);
    expect(output.peak.multiple).toBeCloseTo(output.peak.value / output.baseline.value, 3);
    expect(output.excess.value).toBeGreaterThan(200);
    expect(output.excess.value).toBeLessThan(300);
    expect(output.excess.lower).toBeGreaterThan(0);
    expect(output.pValue).toBeLessThan(0.001);
    expect(output.halfLifeHours.censored).toBe(false);
    expect(typeof output.recoveryHours.censored).toBe('boolean');
    expect(output.until).toBe(`${date(67)}T00:00:00.000Z`);
    expect(await effect(...words.with(-1, 'total'))).toEqual(output);
  });

  it('finds nothing where nothing is, and says so in interval and p-value alike', async () => {
    const output = await effect(file('other.csv'), '--column', 'Other, Inc', '--at', date(60));
    expect(output.pValue).toBeGreaterThanOrEqual(0.05);
    expect(output.excess.lower).toBeLessThanOrEqual(0);
    expect(output.excess.upper).toBeGreaterThanOrEqual(0);
    expect(output).toMatchObject({ onset: null, control: null });
  });

  it('--response: what was left in the 72 hours after, and why there is no verdict', async () => {
    const random = seededRandom(11);
    const hours = Array.from({ length: 60 * 24 + 240 }, (_, i) => {
      const above = i < 60 * 24 ? 0 : 80 * 0.5 ** ((i - 60 * 24) / 30);
      const at = new Date(START + i * 3_600_000).toISOString();
      return `${at},${sampleCount(5, 0.1, random) + sampleCount(above, 0, random)}`;
    });
    const path = join(dir, 'hours.csv');
    writeFileSync(path, ['time,Acme', ...hours, ''].join('\n'));
    const at = (hour: number) => new Date(START + 60 * DAY + hour * 3_600_000).toISOString();
    const words = [path, '--column', 'Acme', '--at', date(60)];
    const { response, ...rest } = await effect(...words, '--response', at(30));
    expect(rest).toEqual(await effect(...words));
    expect(response).toMatchObject({
      at: at(30),
      verdict: 'not distinguishable',
      outcries: 0,
      alike: { outcries: 0, asFar: 0 },
      reason: expect.stringMatching(/takes 39 outcries without a response .* none is known/),
    });
    expect(response?.left?.lower).toBeLessThan(0.37);
    expect(response?.left?.upper).toBeGreaterThan(0.37);
    expect([response?.expected, response?.pValue]).toEqual([undefined, undefined]);
    expect(response?.sentence).toContain(response?.reason);
    const late = await effect(...words, '--response', at(200));
    expect(late.response).toMatchObject({
      left: null,
      reason: 'Only 40 hours of counts follow it, and 72 are needed.',
    });
    const days = await effect(file('days.csv'), '--column', 'Acme', '--at', date(60), '--response', date(61));
    expect(days.response?.reason).toContain('the counts are by day');
    expect(days.response?.left?.value).toBeGreaterThan(0.2);
    expectOneLine(
      await runVerb(['effect', ...words, '--response', '2031-01-01'], {}),
      1,
      /holds 2026-01-01.* --response must be inside/,
    );
  });

  it('--missing, an empty cell and a row that is not there are the same', async () => {
    const days = [20, 33, 62];
    const place = ['--column', 'Acme', '--at', date(60), '--until', date(65)];
    const named = await effect(
      file('zero.csv', (line, day) => (days.includes(day) ? `${date(day)},0,0,0` : line)),
      ...place,
      '--missing',
      [...days.map(date), '2031-01-01'].join(','),
    );
    const empty = await effect(
      file('empty.csv', (line, day) => (days.includes(day) ? `${date(day)},,,` : line)),
      ...place,
    );
    const gone = await effect(
      file('gone.csv', (line, day) => (days.includes(day) ? '' : line)),
      ...place,
    );
    expect(named.buckets).toEqual({ present: 4, missing: 1 });
    expect(empty).toEqual(named);
    expect(gone).toEqual(named);
  });

  it.each([
    [['--column', 'Acme', '--at', date(5)], /only 5 days of counts lie before the date; at least 14/],
    [['--column', 'Acme', '--at', '2031-01-01'], /holds 2026-01-01.* --at must be inside/],
    [['--column', 'Nobody', '--at', date(60)], /no column Nobody/],
  ])('fails clearly: %j', async (words, text) => {
    expectOneLine(await runVerb(['effect', file('fails.csv'), ...words], {}), 1, text);
  });

  it('names the line of a broken cell', async () => {
    const path = file('broken.csv', (line, day) => (day === 9 ? `${date(9)},many,1,1` : line));
    const result = await runVerb(['effect', path, '--column', 'Acme', '--at', date(60)], {});
    expectOneLine(result, 1, /line 11: "many" is not a count/);
  });

  it.each([
    [['--column', 'Acme'], /say when with --at/],
    [['--at', date(60)], /name the column of counts with --column/],
    [['--column', 'Acme', '--at', 'soon'], /--at: "soon" is not a time/],
    [['--column', 'Acme', '--at', date(60), '--until', date(60)], /--until must be later/],
    [['--column', 'Acme', '--at', date(60), '--response', date(60)], /--response must be later/],
    [['--column', 'Acme', '--at', date(60), '--controls', 'Acme'], /own control/],
    [['--column', 'Acme', '--at', date(60), '--missing', 'x'], /--missing: "x"/],
  ])('wrong usage: %j', async (words, text) => {
    expectOneLine(await runVerb(['effect', file('use.csv'), ...words], {}), 2, text);
  });
});
