/** Posts of which only the day is known, and a burst in dates with the day first (cases 7 and 10). */
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/domain/series.ts';
import { fileTests, type Ground } from './ground.ts';

const { ground } = fileTests();

interface Spike {
  readonly kind: string;
  readonly onset: string;
  readonly severity: number;
}

async function spikes({ run }: Ground): Promise<Spike[]> {
  return JSON.parse((await run('spikes', '--brand', 'acme', '--json')).stdout) as Spike[];
}

/** Rows of `days` days from `start`: `usual` a day, and `burst` more on two of them. */
function rows(
  start: number,
  days: number,
  usual: number,
  burst: { readonly from: number; readonly count: number },
  write: (at: number, k: number) => string,
): string {
  const lines = ['id,date,review'];
  for (let day = 0; day < days; day += 1) {
    const at = start + day * DAY_MS;
    for (let k = 0; k < usual; k += 1)
      lines.push(`${lines.length},${write(at, k)},Search is slow again number ${lines.length}`);
    if (day !== burst.from && day !== burst.from + 1) continue;
    for (let k = 0; k < burst.count; k += 1)
      lines.push(
        `${lines.length},${write(at, k)},You sold my contacts to advertisers number ${lines.length}`,
      );
  }
  return `${lines.join('\n')}\n`;
}

const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('days alone', () => {
  it('10: 90 days of dates without a time, two of them a burst: one backlash, from its day', async () => {
    const place = ground();
    const text = rows(Date.UTC(2026, 2, 1), 90, 20, { from: 70, count: 400 }, isoDay);
    const { json, stderr } = await place.load('days.csv', text, '--wait');
    expect(json).toMatchObject({ read: 2_600, accepted: 2_600, precision: 'day' });
    expect(stderr).toMatch(/day/i);
    const found = await spikes(place);
    expect(found.map(({ kind, onset }) => [kind, onset.slice(0, 10)])).toEqual([['backlash', '2026-05-10']]);
    expect(found[0]!.severity).toBeGreaterThanOrEqual(6);
  });

  it.each([
    ['07:00-07:00 everywhere', (at: number) => `${isoDay(at)}T07:00:00-07:00`],
    ['noon everywhere', (at: number) => `${isoDay(at)} 12:00`],
  ])('10: the same time of day everywhere is no time of day: %s', async (_name, write) => {
    const place = ground();
    const text = rows(Date.UTC(2026, 3, 1), 50, 8, { from: 39, count: 120 }, write);
    await place.load('days.csv', text, '--wait');
    const found = await spikes(place);
    expect(found.map(({ kind, onset }) => [kind, onset.slice(0, 10)])).toEqual([['backlash', '2026-05-10']]);
  });

  it('10: days without a burst raise nothing', async () => {
    const place = ground();
    const text = rows(Date.UTC(2026, 3, 1), 50, 8, { from: -9, count: 0 }, isoDay);
    await place.load('days.csv', text, '--wait');
    expect(await spikes(place)).toEqual([]);
  });

  it('7: a burst of 10 May in dates with the day first is one backlash, and not eight in other months', async () => {
    const place = ground();
    const two = (n: number) => String(n).padStart(2, '0');
    const write = (at: number, k: number) => {
      const date = new Date(at);
      return `${two(date.getUTCDate())}-${two(date.getUTCMonth() + 1)}-2026 ${two((k * 7) % 24)}:${two((k * 11) % 60)}`;
    };
    const text = rows(Date.UTC(2026, 2, 20), 60, 12, { from: 51, count: 250 }, write);
    const { json } = await place.load('days-first.csv', text, '--wait');
    expect(json).toMatchObject({ read: 1_220, accepted: 1_220, rejected: 0, dateOrder: 'dmy' });
    const found = await spikes(place);
    expect(found.map(({ kind, onset }) => [kind, onset.slice(0, 7)])).toEqual([['backlash', '2026-05']]);
  });
});
