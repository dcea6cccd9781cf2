/** What pages, the API, mails and comparisons say of sources that give dates without times: days, and never an hour. */
import { afterEach, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { incidentContent } from '../../src/report/notification/incident.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';
import { dashboardFixture } from '../unit/dashboard-fixture.ts';
import { day, fill, type Posts, spikesOf } from './daily-sources.ts';

interface Reply {
  readonly bucketSeconds: number;
  readonly buckets: readonly { readonly all: number }[];
  readonly mentions: readonly { readonly precision: string }[];
  readonly trajectory: { readonly halfLifeHours: { readonly value: number } };
}

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const outcry =
  (all: number, more: Readonly<Record<number, number>> = {}): Posts['on'] =>
  (i) => ({ all: all + (more[i] ?? 0), angry: more[i] ?? 0 });
const STORE: Posts = {
  source: 'app-store',
  dated: true,
  on: outcry(20, { 69: 400, 70: 400, 71: 100, 72: 40 }),
};
const CHAT: Posts = { source: 'chat', dated: false, on: outcry(72) };
/** `10 May 2026`, as pages write it. */
const TENTH = '10 May 2026';

/** A brand with 90 days of posts, looked at `hours` after the last of them. */
async function ground(sources: readonly Posts[], hours: number, days = 90) {
  const now = day(days) + hours * HOUR_MS;
  const config = { brands: [brandOf('acme', 'Acme'), brandOf('globex', 'Globex')] };
  open = await openTestInstallation({ dir: tempDir(), config, clock: () => now });
  await fill(open, 'acme', sources, 0, days);
  const spikes = await spikesOf(open, 'acme');
  const { app, cookie, apiToken, setNow } = await dashboardFixture({
    deps: { store: open.store, config: open.config },
  });
  setNow(now);
  const headers = await cookie('viewer');
  const text = async (path: string) => {
    const reply = await app.request(path, { headers });
    expect([path, reply.status]).toEqual([path, 200]);
    return (await reply.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  };
  const json = async (path: string) =>
    (await (await app.request(path, { headers: await apiToken('viewer') })).json()) as Reply;
  return { one: open, spikes, text, json, now };
}

/** Times of day in a text, without those of the timeline, of logins and of footers. */
const hoursIn = (text: string, of: string) => text.match(new RegExp(`${of} 2026, \\d\\d:\\d\\d`, 'g')) ?? [];

it('a brand whose only source gives dates is shown by day, everywhere', async () => {
  const { one, spikes, text, json } = await ground([STORE], 15 * 24);
  expect(spikes).toMatchObject([{ precision: 'day', onset: day(69) }]);
  const slug = spikes[0]!.incident!;
  const pages = [
    '/brands/acme',
    `/brands/acme?range=${slug}&bucket=hour`,
    `/incidents/${slug}`,
    `/reports/incidents/${slug}`,
  ];
  for (const path of pages) {
    const page = await text(path);
    expect([path, /10 May\b/.test(page)]).toEqual([path, true]);
    expect([path, hoursIn(page, '(?:8|9|10|11|12|13|14) May')]).toEqual([path, []]);
    expect([
      path,
      page.includes('This source gives dates without times: app-store. It is judged by day.'),
    ]).toEqual([path, true]);
    expect([path, page.includes('Negative posts about Acme per day')]).toEqual([path, true]);
    expect([path, / per hour| over 3 hours|(?<!\d)(?!24)\d+ h\b/.exec(page)?.[0]]).toEqual([path, undefined]);
  }
  const incident = await text(`/incidents/${slug}`);
  expect(incident).toMatch(/Half-life \d+ days?/);
  expect(incident).toMatch(/Recovery \d+ days/);
  expect(incident).toMatch(/4\d\d negative posts on 1[01] May/);
  const data = await json(`/api/v1/incidents/${slug}`);
  expect(data).toMatchObject({ trajectory: { precision: 'day' }, spikes: [{ precision: 'day' }] });
  expect(data.trajectory.halfLifeHours.value % 24).toBe(0);
  const series = await json('/api/v1/brands/acme/series?bucket=hour');
  expect(series).toMatchObject({ bucketSeconds: 86_400, dailySources: ['app-store'] });
  const list = await json('/api/v1/mentions?brand=acme&from=2026-05-10&to=2026-05-11');
  expect(list.mentions[0]).toMatchObject({ precision: 'day' });
  expect(
    hoursIn(await text('/mentions?brand=acme&from=2026-05-10T00:00Z&to=2026-05-11T00:00Z'), '10 May').length,
  ).toBeLessThanOrEqual(1);

  const found = (await one.store.read.incidents.find(slug))!;
  const report = await loadIncidentReport(one.store.read, one.config, found, one.ctx.clock());
  const brand = (await one.store.read.brands.bySlug('acme'))!;
  const mail = await incidentContent(one.store.read, brand, report, {
    publicUrl: 'http://x',
    now: one.ctx.clock(),
    stage: 'opened',
  });
  expect(JSON.stringify(mail)).not.toMatch(/\d\d:\d\d UTC/);
  expect(mail.meaning).toContain(`Since ${TENTH}, people wrote`);
});

it('while it lasts, the last full day is compared with normal, and the newest post is of a day', async () => {
  const { text, spikes } = await ground([STORE], 5, 71);
  expect(spikes).toMatchObject([{ precision: 'day', onset: day(69) }]);
  expect(spikes[0]?.end).toBeUndefined();
  const page = await text('/brands/acme');
  expect(page).toMatch(/high for 2 days/);
  expect(page).toMatch(/400 negative posts on 11 May/);
  expect(page).toMatch(/Newest post yesterday, 11 May/);
  expect(await text('/')).not.toMatch(/last full hour/);
});

it('beside a source with times, hours stay hours, and totals count both', async () => {
  const { text, json, spikes } = await ground([STORE, CHAT], 1);
  expect(spikes).toMatchObject([{ precision: 'day', onset: day(69) }]);
  const page = await text('/brands/acme');
  expect(page).toContain('Negative posts about Acme per hour');
  expect(page).toContain(
    'This source gives dates without times: app-store. It is judged by day. The bars of hours are without their posts.',
  );
  expect(page).toMatch(/last full hour/);
  const days = await json('/api/v1/brands/acme/series?bucket=day&from=2026-05-20&to=2026-05-27');
  expect(days.buckets.map(({ all }) => all)).toEqual(Array(7).fill(92));
  const hours = await json('/api/v1/brands/acme/series?bucket=hour&from=2026-05-20&to=2026-05-21');
  expect(hours.bucketSeconds).toBe(3_600);
  const sum = hours.buckets.reduce((total, { all }) => total + all, 0);
  expect(sum).toBe(72);
  const incident = await text(`/incidents/${spikes[0]!.incident}`);
  expect(incident).toContain('Negative posts about Acme per day');
  expect(hoursIn(incident, '(?:9|10|11|12) May')).toEqual([]);
});

it('the list of sources shows the day of the newest post of a source that gives dates, and the time of others', async () => {
  const { one, text } = await ground([STORE, CHAT], 9);
  for (const source of ['app-store', 'chat'])
    await one.store.tx((tx) => tx.sources.noteImported(source, { at: day(90), newestAt: day(89) }));
  const sources = await text('/sources');
  const row = (source: string, next: string) => sources.slice(sources.indexOf(source), sources.indexOf(next));
  expect(row(' app-store ', ' chat ').match(/30 May(?: 2026)?(?:, \d\d:\d\d)?/g)).toEqual(['30 May']);
  expect(sources.slice(sources.indexOf(' chat ')).match(/30 May(?: 2026)?, 00:00/g)).toHaveLength(1);
});

it('a comparison with an incident that is known by day is one of days', async () => {
  const { one, text } = await ground([STORE], 10 * 24);
  await fill(one, 'globex', [{ ...CHAT, on: outcry(72, { 60: 900 }) }], 0, 90);
  const [hourly] = await spikesOf(one, 'globex');
  expect(hourly?.precision).toBeUndefined();
  const slugs = (await one.store.read.incidents.all()).map(({ slug }) => slug);
  expect(slugs).toHaveLength(2);
  const page = await text(`/compare?incident=${slugs[0]}&incident=${slugs[1]}&scale=count`);
  expect(page).toContain('Negative posts a day');
  expect(page).toContain('Peak, per day');
  expect(page).toMatch(/Half-life \d+ days?/);
  expect(page).not.toMatch(/, \d\d:00 UTC/);
  expect(DAY_MS).toBe(24 * HOUR_MS);
});
