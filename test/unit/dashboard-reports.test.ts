/** Reports: the numbers of a week are those of the database, an incident's report says what its page says. */
import { beforeAll, describe, expect, it } from 'vitest';
import { noChangeText, weekNumbers } from '../../src/report/week/line.ts';
import { lastWeek, loadWeek, weekStart } from '../../src/report/week/week.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { config, dashboardFixture, type Fixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

let f: Fixture;
let headers: Record<string, string>;
let owner: Record<string, string>;
const WEEK = weekStart(ONSET);
beforeAll(async () => {
  f = await dashboardFixture({ deps: { settings: [{ what: 'Queue', value: 'embedded', by: 'QUEUE_URL' }] } });
  headers = await f.cookie('viewer');
  owner = await f.cookie('admin');
});
const page = async (path: string, as = headers) => {
  const response = await f.app.request(path, { headers: as });
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
};

describe('weeks', () => {
  it('begin on Monday', () => {
    // 24 November 2026 is a Tuesday.
    const tuesday = Date.UTC(2026, 10, 24, 15);
    expect(new Date(weekStart(tuesday)).toISOString()).toBe('2026-11-23T00:00:00.000Z');
    expect(new Date(weekStart(Date.UTC(2026, 10, 23))).toISOString()).toBe('2026-11-23T00:00:00.000Z');
    expect(new Date(weekStart(Date.UTC(2026, 10, 22, 23))).toISOString()).toBe('2026-11-16T00:00:00.000Z');
    expect(new Date(lastWeek(tuesday)).toISOString()).toBe('2026-11-16T00:00:00.000Z');
  });

  it('count what the database counts, beside the week before', async () => {
    const week = await loadWeek(f.store.read, config, WEEK, f.deps.clock());
    const one = week.brands.find(({ brand }) => brand.slug === 'spotify')!;
    const sum = async (from: number, to: number) => {
      const range = { brandId: one.brand.id, widthMs: HOUR_MS, from, to };
      const buckets = await f.store.read.counts.buckets(range);
      return buckets.reduce((total, { all }) => total + all, 0);
    };
    expect(one.counts.all).toBe(await sum(WEEK, WEEK + 7 * DAY_MS));
    expect(one.before?.all).toBe(await sum(WEEK - 7 * DAY_MS, WEEK));
    expect(one.counts.all).toBeGreaterThan(one.before?.all ?? 0);
    expect(one.daily.reduce<number>((total, day) => total + (day ?? 0), 0)).toBe(one.counts.negative);
    expect(one.incidents.map(({ slug }) => slug)).toEqual(['spotify-2015']);
    expect(noChangeText(one)).toBeUndefined();
    expect(weekNumbers(one).at(-1)?.rest).toMatch(/^\+\d[\d,]*%$/);
  });

  it('do not compare with hours that are missing, and say so of the same number', () => {
    const of = (all: number, missingHours = 0) => ({ all, negative: 0, betrayal: 0, missingHours });
    const line = (counts: ReturnType<typeof of>, before?: ReturnType<typeof of>) => {
      const week = { counts, ...(before ? { before } : {}) };
      return [weekNumbers(week).at(-1)?.rest, noChangeText(week)];
    };
    expect(line(of(50), of(100))).toEqual(['−50%', undefined]);
    expect(line(of(100), of(100))).toEqual(['±0%', undefined]);
    expect(line(of(50), of(100, 3))).toEqual(['', 'Not compared with the week before: hours are missing.']);
    expect(line(of(50, 3), of(100))[0]).toBe('');
    expect(line(of(50))).toEqual(['', 'No week before to compare with.']);
  });

  it('stand in one line, each with its share and its change', () => {
    const counts = { all: 1_804, negative: 488, betrayal: 31, missingHours: 0 };
    const before = { all: 1_500, negative: 349, betrayal: 41, missingHours: 0 };
    const numbers = weekNumbers({
      counts,
      before,
      negativeShare: { value: 0.2705, lower: 0.25, upper: 0.291 },
      betrayalShare: { value: 0.017, lower: 0.012, upper: 0.024 },
    });
    expect(numbers.map(({ count, rest }) => `${count}, ${rest}`)).toEqual([
      '488 negative, 27% ±2, +40%',
      '31 of broken trust, 2% ±0.6, −24%',
      '1,804 posts, +20%',
    ]);
  });

  it('a page shows them, one brand alone, and says when there is nothing', async () => {
    const day = new Date(ONSET).toISOString().slice(0, 10);
    const all = await page(`/reports/week?from=${day}`);
    expect(all).toContain('Spotify');
    expect(all).toContain('/reports/incidents/spotify-2015');
    expect(all).not.toContain(HOSTILE);
    expect(await page(`/reports/week?from=${day}&brand=spotify`)).not.toContain('week-evil');
    expect(await page('/reports/week?from=2001-01-01')).toContain('No brand has data');
    expect(await page('/reports/week?from=nonsense')).toContain('Week of');
  });
});

describe('an incident', () => {
  it('is reported in full, without buttons, and names its input', async () => {
    const html = await page('/reports/incidents/spotify-2015');
    const own = html.slice(html.indexOf('<article class="report"'), html.indexOf('</article></main>'));
    expect(own).toContain('Posts with the most reach');
    expect(own).toContain('Timeline');
    // What leads on from a screen and how often a mail was tried are no part of a sheet of paper.
    const printed = own.replace(/<(a|span)[^>]*class="no-print"[^>]*>.*?<\/\1>/gs, '');
    expect(own).toContain('Why this score?');
    expect(printed).not.toMatch(/Why this score|Open on /);
    expect(own).not.toContain('Attempts');
    expect(own).toMatch(/Input [0-9a-f]{16}/);
    expect(own).not.toContain('<form');
    expect(own).not.toContain('<button');
    expect(own).not.toContain(HOSTILE);
    expect((await f.app.request('/reports/incidents/none', { headers })).status).toBe(404);
  });
});

it('the list leads to both, and is empty on a fresh installation', async () => {
  const html = await page('/reports');
  expect(html).toContain('/reports/incidents/spotify-2015');
  expect(html).toContain('/reports/week?from=');
  const fresh = await dashboardFixture({ empty: true });
  const answer = await fresh.app.request('/reports', { headers: await fresh.cookie('viewer') });
  expect(await answer.text()).toContain('No incidents yet');
});

it('settings are for owners', async () => {
  const html = await page('/settings', owner);
  expect(html).toContain('QUEUE_URL');
  expect(html).toContain('Takes more than it needs');
  expect((await f.app.request('/settings', { headers })).status).toBe(403);
});
