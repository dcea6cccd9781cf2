/**
 * A collector falls silent while people watch: the page says so, operators get one mail, executives none; what it
 * missed comes back at once and alarms nobody. Real pages, real connector and stages on a clock that is moved on.
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sourceId } from '../../src/domain/source.ts';
import type { feed as feedSource } from '../../src/source/connectors/feed.ts';
import type { SettingsOf } from '../../src/source/definition.ts';
import { createApp } from '../../dashboard/app.tsx';
import { createLoginLink } from '../../dashboard/auth/login-link.ts';
import { listen } from '../../dashboard/main.ts';
import type { NewMention } from '../../src/domain/mention.ts';
import type { Route } from '../../src/domain/alert.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { collectStage } from '../../workers/collect.ts';
import { drain } from '../../workers/drain.ts';
import { checkSources } from '../../workers/source-health.ts';
import { launchBrowser, shotFolder, signIn } from '../support/browser.ts';
import { type FeedServer, feedServer } from '../support/feed-server.ts';
import { type Entry, rss } from '../support/feeds.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

type FeedSource = SettingsOf<typeof feedSource>;

const tempDir = tempDirs();
const OUTCRY = 'Fernway betrayed us: it sold our private location data without consent. Deleting my account';
const START = Date.UTC(2026, 2, 30, 12);
let now = START;
let site: FeedServer;
let one: TestInstallation;
let browser: Browser;
let page: Page;
let close: (() => Promise<void>) | undefined;

const feed: FeedSource = {
  slug: 'trails',
  type: 'feed',
  url: '',
  brands: ['fernway'],
  keep: 'all',
  everyMinutes: 5,
  enabled: true,
};
const route = (name: string, more: Partial<Route>): Route => ({
  name,
  brands: ['*'],
  recipients: byMail(`${name}@example.com`),
  kinds: ['backlash', 'attention', 'outage'],
  minSeverity: 1,
  maxPerHour: 10,
  ...more,
});

const entry = (id: string, at: number, text: string): Entry => ({
  id: `https://trails.example/${id}`,
  title: 'Fernway',
  text: `${text} (${id})`,
  at,
});

/** Six posts an hour for four weeks, as if the feed had been read all the time. */
function history(): NewMention[] {
  return Array.from({ length: 28 * 24 * 6 }, (_, i) => ({
    source: sourceId(feed),
    externalId: `old-${i}`,
    kind: 'post' as const,
    text: `Fernway showed me a nice trail near the lake today (${i})`,
    publishedAt: START - 28 * DAY_MS + i * 10 * MINUTE_MS,
    brands: ['fernway'],
  }));
}

beforeAll(async () => {
  site = await feedServer();
  Object.assign(feed, { url: `${site.url}/trails` });
  const dir = tempDir();
  const routes = [
    route('operators', { audience: 'operator', kinds: [] }),
    route('executives', { audience: 'executive' }),
    route('team', {}),
  ];
  one = await openTestInstallation({
    dir,
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [brandOf('fernway', 'Fernway')], sources: [feed], routes },
    clock: () => now,
  });
  const { ctx, store, config } = one;
  await acceptPage(ctx, { source: sourceId(feed), mentions: history(), completeUntil: START });
  site.set('/trails', { body: rss([entry('a', START - MINUTE_MS, 'A nice trail on Fernway')]) });
  await round();
  await drain(ctx);
  const app = createApp({
    store,
    config,
    clock: () => now,
    publicUrl: 'http://127.0.0.1',
    mailDir: join(dir, 'mail'),
  });
  const server = await listen(app, 0, '127.0.0.1');
  close = () => server.close();
  browser = await launchBrowser();
  page = await (await browser.newContext({ baseURL: `http://127.0.0.1:${server.port}` })).newPage();
  await store.tx((tx) =>
    tx.people.addUser({ email: 'pr@example.com', role: 'admin', brands: null, at: now }),
  );
  const link = await createLoginLink(store, () => now, 'pr@example.com', `http://127.0.0.1:${server.port}`);
  await signIn(page, link);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
  await one?.close();
  await site?.close();
});

/** One turn of the collector, and of those who watch it. */
async function round(): Promise<void> {
  await collectStage(one.ctx, { source: sourceId(feed) });
  // The process has been up for a day.
  await checkSources({ ...one.ctx, startedAt: START - DAY_MS });
}
const mails = async () => {
  await page.goto('/mail');
  return (await page.locator('main').textContent()) ?? '';
};

it('says so on the page and to operators, and its return alarms nobody', async () => {
  await page.goto('/brands/fernway');
  expect(await page.textContent('main')).not.toMatch(/down for/i);
  expect(await page.locator('.mood').first().textContent()).not.toMatch(/incomplete/i);
  const stoppedAt = now;

  site.set('/trails', { status: 503 });
  for (let turn = 0; turn < 40; turn += 1) {
    now += 15 * MINUTE_MS;
    await round();
    await drain(one.ctx);
  }
  await page.goto('/brands/fernway');
  await page.screenshot({ path: join(shotFolder(tempDir()), 'silent.png') });
  expect(await page.locator('.mood .state').first().textContent()).toMatch(/incomplete/i);
  expect(await page.textContent('main')).toMatch(/feed:trails down for/);
  await page.goto('/sources');
  expect(await page.textContent('main')).toMatch(/is down: numbers are incomplete/);
  const down = await mails();
  expect(down.match(/operators@example\.com/g)).toHaveLength(1);
  expect(down).toContain('source-outage');
  expect(down).not.toMatch(/executives@|team@/);

  // All that people wrote meanwhile comes at once, an outcry long over among it.
  const burst = Array.from({ length: 200 }, (_, i) =>
    entry(`burst-${i}`, stoppedAt + HOUR_MS + i * MINUTE_MS, OUTCRY),
  );
  site.set('/trails', { body: rss(burst.reverse()) });
  now += 61 * MINUTE_MS;
  await round();
  await drain(one.ctx);
  const back = await mails();
  expect(back.match(/operators@example\.com/g)).toHaveLength(2);
  expect(back).not.toMatch(/executives@|team@/);
  const { all } = await one.store.read.mentions.shares(1, stoppedAt, now);
  expect(all).toBe(200);
});

it('the same posts, read as they come, alarm the team (control)', async () => {
  // A feed shows its newest entries, those of the last readings among them.
  let list: Entry[] = [];
  for (let turn = 0; turn < 48; turn += 1) {
    now += 5 * MINUTE_MS;
    const fresh = Array.from({ length: 9 }, (_, i) =>
      entry(`live-${turn}-${i}`, now - 5 * MINUTE_MS + i * 20_000, OUTCRY),
    );
    list = [...fresh.reverse(), ...list].slice(0, 40);
    site.set('/trails', { body: rss(list) });
    await round();
    if (turn % 12 === 11) await drain(one.ctx);
  }
  expect(await mails()).toMatch(/team@example\.com/);
});
