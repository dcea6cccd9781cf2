import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { attributionText } from '../../report/text/attribution.ts';
import { type NewsPageViewSeries, movedFirst } from './news-series.ts';
import { attribute } from './attribute.ts';
import { findSpikes } from '../spike/find-spikes.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from '../spike/test-series.ts';

const AT = 9 * WEEK;
const HOURS = 12 * WEEK;
const ONSET = TEST_START + AT * HOUR_MS;
const announced = ONSET - 8 * HOUR_MS;
const change = {
  slug: 'a',
  brand: 'acme',
  title: 'The change',
  announced,
  touches: ['price_or_terms'],
  words: [],
  evidence: [],
};

/** Hourly news, or daily page views, with a burst of `height` from hour `at` on. */
function newsPageViews(
  at: number,
  height: number,
  widthMs = HOUR_MS,
  seed = 3,
  mean = 6,
): NewsPageViewSeries {
  const hourly = cyclicCounts({ mean, hours: HOURS, seed, dispersion: 0.3 }, burst(at, height, 24));
  const per = widthMs / HOUR_MS;
  const points = Array.from({ length: HOURS / per }, (_, i) => ({
    start: TEST_START + i * widthMs,
    value: hourly.slice(i * per, (i + 1) * per).reduce((a, b) => a + b, 0),
  }));
  return { counts: per === 24 ? 'page views' : 'news articles', widthMs, points };
}

describe('attribute beside attention', () => {
  const all = cyclicCounts({ mean: 5, hours: HOURS, seed: 1 }, burst(AT, 6, 30));
  // Without posts about what changes nothing is more than possible.
  const price = all.map((count, i) => (i >= AT && i < AT + 96 ? Math.round(count * 0.6) : 0));
  const series = brandOf({ all, price_or_terms: price });
  const spike = findSpikes(series)[0]!;
  const weigh = (list: NewsPageViewSeries[], one = change) =>
    attribute(spike, series, [one], [], { newsPageViews: list })[0]!;

  it('is very likely without any, and with one that stays as it was', () => {
    expect(weigh([]).verdict).toBe('very likely');
    expect(weigh([newsPageViews(AT, 1), newsPageViews(AT, 1, DAY_MS)]).verdict).toBe('very likely');
  });

  it.each([
    ['news a day before the change', newsPageViews(AT - 34, 5), 'news articles'],
    ['news some hours before it', newsPageViews(AT - 18, 5), 'news articles'],
    ['page views two days before it', newsPageViews(AT - 62, 5, DAY_MS), 'page views'],
  ])('cannot tell it apart where %s moved first', (_, moved, counts) => {
    const found = weigh([newsPageViews(AT, 1, DAY_MS, 9), moved]);
    expect(found.verdict).toBe('not distinguishable');
    expect(attributionText(found)).toContain(`${counts} moved first: `);
    expect(attributionText(found)).toMatch(
      /\d times their usual number in the (6|24) h from 2026-\d\d-\d\d .* before the change/,
    );
    expect(attributionText(found)).toMatch(/nothing links the rise to this change\.$/);
  });

  it.each([
    ['with the change', AT - 8],
    ['with the talk', AT],
    ['after it', AT + 20],
    ['weeks before it, and came back', AT - 20 * 24],
  ])('is as likely as before where attention moved %s', (_, at) => {
    const found = weigh([newsPageViews(at, 6), newsPageViews(at, 6, DAY_MS)]);
    expect(found.verdict).toBe('very likely');
    expect(attributionText(found)).not.toContain('moved first');
  });

  it('counts from the earliest date of the change', () => {
    const later = { ...change, observed: { after: ONSET - 50 * HOUR_MS, by: ONSET - 40 * HOUR_MS } };
    expect(attributionText(weigh([newsPageViews(AT - 34, 5)], later))).not.toContain('moved first');
  });

  it('leaves room for the day of a place that begins before the UTC day', () => {
    const day = { ...change, announced: Math.floor(announced / DAY_MS) * DAY_MS };
    const hoursBefore = (hours: number) => (day.announced - TEST_START) / HOUR_MS - hours;
    expect(attributionText(weigh([newsPageViews(hoursBefore(10), 8)], day))).not.toContain('moved first');
    expect(attributionText(weigh([newsPageViews(hoursBefore(30), 8)], day))).toContain('moved first');
  });
});

describe('movedFirst', () => {
  const moved = newsPageViews(AT - 34, 5);

  it('sees nothing from the moment on', () => {
    const upTo = { ...moved, points: moved.points.filter(({ start }) => start + HOUR_MS <= announced) };
    const loud = moved.points.map((p) => (p.start + HOUR_MS > announced ? { ...p, value: 1e6 } : p));
    const found = movedFirst([moved], announced, ONSET);
    expect(found?.multiple).toBeGreaterThan(2);
    expect(found!.to).toBeLessThanOrEqual(announced);
    expect(movedFirst([upTo], announced, ONSET)).toEqual(found);
    expect(movedFirst([{ ...moved, points: loud }], announced, ONSET)).toEqual(found);
  });

  it('says nothing without data, with too little past, or with holes where the move was', () => {
    expect(movedFirst([], announced, ONSET)).toBeUndefined();
    expect(movedFirst([{ ...moved, points: [] }], announced, ONSET)).toBeUndefined();
    const young = moved.points.filter(({ start }) => start > announced - 15 * DAY_MS);
    expect(movedFirst([{ ...moved, points: young }], announced, ONSET)).toBeUndefined();
    const holes = moved.points.filter(
      ({ start }) => start < announced - 40 * HOUR_MS || start % DAY_MS === 0,
    );
    expect(movedFirst([{ ...moved, points: holes }], announced, ONSET)).toBeUndefined();
  });

  it('takes no move of weeks before the talk', () => {
    expect(movedFirst([moved], announced, announced + 30 * DAY_MS)).toBeUndefined();
  });

  it('finds a rise in a series of low counts, and seldom where there is none', () => {
    let wrong = 0;
    let tries = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      for (const [width, mean] of [
        [HOUR_MS, 6],
        [HOUR_MS, 0.2],
        [DAY_MS, 6],
        [DAY_MS, 0.05],
      ] as const) {
        tries += 1;
        if (movedFirst([newsPageViews(0, 1, width, seed, mean)], announced, ONSET)) wrong += 1;
      }
    }
    expect(wrong / tries).toBeLessThan(0.02);
    expect(movedFirst([newsPageViews(AT - 34, 20, HOUR_MS, 5, 0.2)], announced, ONSET)).toBeDefined();
  });
});
