/** Two people at one incident, and a post that its author takes back, as pages, files and the search show it. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import type { Store } from '../../src/store/store.ts';
import { shotFolder, signIn } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { openTestStore } from '../support/installation.ts';
import { BRANDS, freshPosts, type WatchGround } from './watch-ground.ts';

export interface Team {
  readonly ground: WatchGround;
  readonly browser: Browser;
  readonly page: Page;
}

const SECOND = 'second@example.org';

async function secondPage({ ground, browser }: Team): Promise<Page> {
  const env = { ...ground.env, OUTCRY_DATA_DIR: ground.dir, PUBLIC_URL: ground.server.url };
  const { stdout, stderr, code } = await runCli(['user', 'add', SECOND, '--role', 'analyst'], env);
  if (code !== 0) throw new Error(stderr);
  const context = await browser.newContext({ baseURL: ground.server.url });
  const page = await context.newPage();
  await signIn(page, stdout.trim());
  return page;
}

async function mentionsCounted(store: Store): Promise<number> {
  const brand = await store.read.brands.bySlug(BRANDS.outcry);
  const range = { brandId: brand!.id, widthMs: HOUR_MS, from: 0, to: Number.MAX_SAFE_INTEGER };
  return (await store.read.counts.buckets(range)).reduce((sum, one) => sum + one.all, 0);
}

async function acknowledging(open: () => Team, shots: string): Promise<void> {
  const { page } = open();
  const second = await secondPage(open());
  await page.goto('/incidents');
  const path = await page.locator('main a[href^="/incidents/fernway"]').first().getAttribute('href');
  await page.goto(path!);
  await second.goto(path!);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.waitForURL((url) => url.pathname === path);
  await second.getByRole('button', { name: 'Acknowledge' }).click();
  expect(await second.textContent('h1')).toBe('Changed by someone else');
  await second.screenshot({ path: join(shots, 'second-to-acknowledge.png') });
  await second.getByRole('link', { name: 'Show the incident' }).click();
  const notified = await second.locator('main').textContent();
  expect(notified).toContain('admin@localhost');
  expect(await second.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  const entries = await second.locator('li, tr', { hasText: /acknowledged/ }).allTextContents();
  expect(entries.filter((entry) => entry.includes(SECOND))).toEqual([]);
  await second.screenshot({ path: join(shots, 'acknowledged.png') });
  await second.context().close();
}

async function takenBack(open: () => Team, shots: string): Promise<void> {
  const { ground, page } = open();
  const store = openTestStore(ground.dir);
  const [post] = freshPosts(1, 'Soon taken back');
  await ground.send([post!]);
  await page.goto(`/brands/${BRANDS.outcry}`);
  const shown = page.locator('[data-live-list] article', { hasText: 'Soon taken back' });
  await shown.waitFor();
  const brand = await store.read.brands.bySlug(BRANDS.outcry);
  const all = {
    brandId: brand!.id,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    order: 'newest',
    limit: 5,
  } as const;
  const search = { ...all, brandIds: [all.brandId], most: 5, text: '"Soon taken back"' };
  const among = (await store.read.search.find(search))?.ids ?? [];
  const [kept] = await store.read.mentions.list({ ...all, among });
  await eventually('it is scored', async () => (await store.read.mentions.unscored()).pending === 0);
  const before = await mentionsCounted(store);
  const ctx = {
    store,
    queue: { enqueue: async () => undefined },
    clock: Date.now,
    pseudonymKey: 'k',
    onLostJob: () => undefined,
  };
  const deletions = [{ externalId: kept!.externalId }];
  const { erased } = await acceptPage(ctx, { source: kept!.source, mentions: [], deletions, apart: true });
  expect(erased).toBe(1);
  const address = `/mentions?brand=${BRANDS.outcry}&q=${encodeURIComponent('"Soon taken back"')}`;
  await page.goto(address);
  expect(await page.locator('article.mention').count()).toBe(0);
  await page.screenshot({ path: join(shots, 'taken-back.png') });
  expect((await page.context().request.get(`/mentions/${kept!.id}`)).status()).toBe(410);
  for (const path of [
    `/brands/${BRANDS.outcry}`,
    '/',
    `/mentions?brand=${BRANDS.outcry}&order=newest`,
    `/mentions/export?brand=${BRANDS.outcry}&format=csv`,
    `/mentions/export?brand=${BRANDS.outcry}&format=jsonl`,
    `/api/v1/mentions?brand=${BRANDS.outcry}`,
  ]) {
    const response = await page.context().request.get(path);
    expect([path, response.status()]).toEqual([path, 200]);
    expect([path, (await response.text()).includes('Soon taken back')]).toEqual([path, false]);
  }
  await page.goto(`/mentions?brand=${BRANDS.outcry}&order=newest`);
  expect(await page.locator('main').textContent()).toContain('1 mention counted but not shown');
  expect(await mentionsCounted(store)).toBe(before);
  await store.close();
}

/** The tests, on a watch that is open. */
export function team(open: () => Team, folder: string): void {
  const shots = shotFolder(folder);
  it('when two people acknowledge at once, the second sees the conflict and nothing is lost', () =>
    acknowledging(open, shots));
  it('a post that was taken back is gone everywhere within a minute, and its count stays', () =>
    takenBack(open, shots));
}
