/**
 * Steps of GDELT's timelinevolraw as a stored answer has them (bwoods1998/long-term-capital-management,
 * gdelt_timelinevolraw): every quarter hour with the number of all articles as `norm`, some steps thin, some not there.
 */
import { describe, expect, it } from 'vitest';
import { gdeltConnector } from '../../../../src/source/controls/gdelt.ts';
import type { FetchedPage } from '../../../../src/net/guarded-fetch.ts';
import { NOW } from './recorded.ts';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
const MIDNIGHT = Date.UTC(2026, 2, 2);

interface Step {
  readonly at: number;
  readonly value: number;
  readonly norm?: number;
}

const steps = (hours: number): Step[] =>
  Array.from({ length: hours * 4 }, (_, i) => ({
    at: MIDNIGHT + i * QUARTER,
    value: 3,
    norm: 3_000 + (i % 5) * 400,
  }));

async function hoursOf(shown: readonly Step[]) {
  const data = shown.map(({ at, ...rest }) => ({
    date: `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    ...rest,
  }));
  return hoursIn(JSON.stringify({ timeline: [{ series: 'Article Count', data }] }), 'application/json');
}

async function hoursIn(body: string, type: string) {
  const page = (url: string): FetchedPage => ({
    status: 200,
    url,
    headers: new Map([['content-type', type]]),
    body,
  });
  const connector = gdeltConnector({
    id: 'gdelt:x',
    clock: () => NOW,
    fetch: async (url) => page(url),
    baseUrl: 'https://g.example',
    query: '"acme"',
  });
  const found = new Map<number, number>();
  for await (const { points } of connector.read(
    JSON.stringify({ subject: '"acme"', until: MIDNIGHT + 12 * HOUR }),
    new AbortController().signal,
  ))
    for (const { start, value } of points) found.set((start - MIDNIGHT) / HOUR, value);
  return [...found];
}

describe('an hour of GDELT', () => {
  it('counts where its steps were seen', async () => {
    expect(await hoursOf(steps(3))).toEqual([
      [0, 12],
      [1, 12],
      [2, 12],
    ]);
  });

  it('is missing, not zero, where its only step is thin', async () => {
    const shown = steps(4).filter(({ at }) => at < MIDNIGHT + 2 * HOUR || at >= MIDNIGHT + 3 * HOUR);
    shown.push({ at: MIDNIGHT + 2 * HOUR, value: 0, norm: 203 });
    expect((await hoursOf(shown)).map(([hour]) => hour)).toEqual([0, 1, 3]);
  });

  it('is missing where most of its steps are', async () => {
    const one = (step: Step) =>
      step.at >= MIDNIGHT + HOUR && step.at < MIDNIGHT + 2 * HOUR && step.at % HOUR !== 0;
    expect((await hoursOf(steps(3).filter((step) => !one(step)))).map(([hour]) => hour)).toEqual([0, 2]);
  });

  it('counts with a thin step left out, and at night', async () => {
    const shown = steps(3).map((step, i) => (i === 5 ? { ...step, value: 99, norm: 100 } : step));
    expect(await hoursOf(shown)).toEqual([
      [0, 12],
      [1, 9],
      [2, 12],
    ]);
    const night = steps(3).map((step) => (step.at < MIDNIGHT + HOUR ? { ...step, norm: 1_200 } : step));
    expect(await hoursOf(night)).toHaveLength(3);
  });

  it('is zero where everything was seen and nothing was about the brand', async () => {
    expect(await hoursOf(steps(2).map((step) => ({ ...step, value: 0 })))).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  it('counts without norms by its steps alone', async () => {
    expect(await hoursOf(steps(2).map(({ at, value }) => ({ at, value })))).toEqual([
      [0, 12],
      [1, 12],
    ]);
  });
});

it.each(['text/html; charset=utf-8', 'text/plain', 'application/json'])(
  'words in place of JSON are a failure, as %s',
  async (type) => {
    await expect(hoursIn('Your query was too short or too long.', type)).rejects.toThrow(
      /rejects the query: Your query/,
    );
    await expect(hoursIn('Please limit requests to one every 5 seconds.', type)).rejects.toMatchObject({
      name: 'RetryLaterError',
    });
    await expect(hoursIn('<html>502 Bad Gateway', type)).rejects.toMatchObject({ name: 'SourceShapeError' });
  },
);
