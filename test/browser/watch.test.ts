/** A person on watch: the first screen of an outcry, what is new without a reload, a broken connection, keys alone. */
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, overflow, shotFolder, signIn, startServer, watch } from '../support/browser.ts';
import { type CutProxy, cutProxy } from '../support/cut-proxy.ts';
import { eventually, pause } from '../support/eventually.ts';
import { tempDirs } from '../support/temp.ts';
import { team } from './team.ts';
import {
  BRANDS,
  eventPosts,
  freshPosts,
  openWatchGround,
  OUTAGE_THEMES,
  OUTCRY_THEMES,
  type WatchGround,
} from './watch-ground.ts';

const tempDir = tempDirs();
const WINDOW = { width: 1280, height: 900 };
/** Negative posts an hour: about 24 before, 226 then. */
const EVENT = 202;

let ground: WatchGround;
let proxy: CutProxy;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let wrong: string[];
let servers: { stop(): Promise<void> }[] = [];

const portOf = (url: string) => Number(new URL(url).port);

beforeAll(async () => {
  ground = await openWatchGround(tempDir());
  servers = [ground.server];
  proxy = await cutProxy(portOf(ground.server.url));
  await ground.send([
    ...eventPosts(BRANDS.outcry, OUTCRY_THEMES, EVENT),
    ...eventPosts(BRANDS.outage, OUTAGE_THEMES, EVENT),
  ]);
  browser = await launchBrowser();
  context = await browser.newContext({ baseURL: proxy.url, viewport: WINDOW });
  wrong = watch(context);
  page = await context.newPage();
  await signIn(page, ground.server.link);
  const judged = async (slug: string) => {
    const html = await (await context.request.get(`/brands/${slug}`)).text();
    return /the usual criticism|the usual number of posts/.test(html) && !/waits to be scored/.test(html);
  };
  await eventually(
    'both events are found',
    async () => (await judged(BRANDS.outcry)) && judged(BRANDS.outage),
    500,
  );
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  for (const server of servers) await server.stop();
});

/** Parts whose lower edge is below the window, or that are not there. */
async function below(selectors: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const selector of selectors) {
    const box = await page.locator(selector).last().boundingBox();
    if (!box || box.y < 0 || box.y + box.height > WINDOW.height)
      missing.push(`${selector} ${JSON.stringify(box)}`);
  }
  return missing;
}

const state = () => page.textContent('#live-state');
const shown = (words: string) => page.locator('[data-live-list] article', { hasText: words });

describe('the first screen', () => {
  it('shows without scrolling what happened in the last hour', async () => {
    await page.goto('/');
    expect(await page.textContent('.summary .state')).toBe('high alert');
    expect(await page.textContent('h1')).toMatch(
      /^Fernway: \d+(\.\d)?× the usual criticism, high for \d.* h, .*about “/,
    );
    expect(await page.textContent('h1')).toMatch(
      /Very likely because of “New policy asks for contacts and location” of \d/,
    );
    expect(await page.textContent('.figures')).toMatch(
      /Now>?\d+(\.\d)?× usual\d+ negative posts in the hour from .*; usually /,
    );
    expect(await page.textContent('.themes .share')).toMatch(/\d+% broken trust 95% interval \d+% to \d+%/);
    expect(await page.locator('.themes .pill.phrase').count()).toBe(5);
    expect(await page.locator('.top-posts li').count()).toBe(5);
    expect(await page.locator('.top-posts li a.out').count()).toBe(5);
    const parts = ['header .state', 'h1', '.figures', '.fresh', '.chart-wide svg', '.themes .share'];
    expect(await below([...parts, '.themes .pill.phrase', '.top-posts li'])).toEqual([]);
    expect(await page.locator('.chart-wide svg').textContent()).toContain('Announced');
    const bytes = await page.evaluate<number>(
      `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .reduce((sum, one) => sum + one.transferSize, 0)`,
    );
    expect(bytes).toBeLessThan(150_000);
  });

  it('an outage of equal volume makes complaints, and no betrayal alarm', async () => {
    await page.goto(`/brands/${BRANDS.outage}`);
    expect(await page.textContent('.summary .state')).toBe('attention');
    expect(await page.textContent('h1')).toMatch(
      /^Paylane: .*× the usual criticism.* People complain about what does not work, not about conduct\.$/,
    );
    await page.goto('/');
    expect(await page.locator('.tile', { hasText: 'Paylane' }).textContent()).toContain('attention');
  });

  it.each(['light', 'dark'] as const)('fits a phone and a desk, %s', async (colorScheme) => {
    const shots = shotFolder(tempDir());
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 380]) {
      await page.setViewportSize({ width, height: 900 });
      for (const [name, path] of [
        ['now', '/'],
        ['watch', `/brands/${BRANDS.outcry}`],
      ] as const) {
        await page.goto(path);
        expect([path, width, await overflow(page)]).toEqual([path, width, []]);
        await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${width}.png`) });
      }
    }
    await page.setViewportSize(WINDOW);
  });
});

describe('kept open', () => {
  it('new posts and bars appear without a reload', async () => {
    await page.goto(`/brands/${BRANDS.outcry}`);
    await eventually('it is live', async () => (await state()) === 'Live');
    await page.evaluate('window.untouched = true');
    const bars = () => page.locator('.chart details td').allTextContents();
    const before = await bars();
    await ground.send(freshPosts(3, 'Just now'));
    await shown('Just now').nth(2).waitFor();
    await eventually('the bar of this hour grew', async () => (await bars()).join() !== before.join());
    expect(await page.evaluate('window.untouched')).toBe(true);
    expect(await page.locator('article time').first().getAttribute('datetime')).toMatch(/Z$/);
  });

  it('paused it holds the list, and says how much is new', async () => {
    await page.getByRole('button', { name: 'Pause updates' }).click();
    expect(await state()).toMatch(/^Paused since \d\d:\d\d$/);
    await ground.send(freshPosts(4, 'While paused'));
    const button = page.getByRole('button', { name: 'Show 4 new posts' });
    await button.waitFor();
    expect(await shown('While paused').count()).toBe(0);
    await button.click();
    expect(await shown('While paused').count()).toBe(4);
    await page.getByRole('button', { name: 'Resume updates' }).click();
    expect(await state()).toBe('Live');
  });

  it('a broken connection says so, and catches up with nothing doubled', async () => {
    proxy.cut();
    await eventually('the page says so', async () => (await state())?.startsWith('Reconnecting since'));
    await ground.send(freshPosts(3, 'While away'));
    await pause(500);
    proxy.mend();
    await shown('While away').nth(2).waitFor();
    await eventually('it is live', async () => (await state()) === 'Live');
    expect(await shown('While away').count()).toBe(3);
  });

  it('the same after the server was started again', async () => {
    proxy.cut();
    await ground.server.stop();
    const env = { ...ground.env, PORT: String(portOf(ground.server.url)) };
    const again = await startServer(ground.dir, env, { signedIn: true });
    expect(again.running.stderr()).not.toContain('Sign in once with');
    servers = [again];
    await ground.send(freshPosts(2, 'After the restart'), again.url);
    proxy.mend();
    await shown('After the restart').nth(1).waitFor();
    expect(await shown('After the restart').count()).toBe(2);
    expect(await shown('While away').count()).toBe(3);
  });
});

it('where no stream gets through it looks every 15 seconds, and listens again when one does', async () => {
  const before = wrong.length;
  const own = await context.newPage();
  const ownState = () => own.textContent('#live-state');
  // The page's timers go by a clock of ours.
  await own.clock.install();
  await own.route('**/live?*', (route) => route.fulfill({ status: 503, body: '' }));
  await own.goto(`/brands/${BRANDS.outcry}`);
  const looking = async () => (await ownState()) === 'Not live, refreshing every 15 s';
  await eventually('it says that it looks', looking);
  // From here on time stands still, however long the scoring takes.
  await own.clock.pauseAt((await own.evaluate<number>('Date.now()')) + 500);
  let looks = 0;
  own.on('request', (request) => {
    if (!request.url().includes('/live?')) looks += 1;
  });
  await ground.send(freshPosts(2, 'By looking'));
  const fresh = own.locator('[data-live-list] article', { hasText: 'By looking' });
  await eventually('they are scored', async () => {
    const html = await (await context.request.get(`/brands/${BRANDS.outcry}`)).text();
    return html.split('By looking').length > 2;
  });
  expect([looks, await fresh.count()]).toEqual([0, 0]);
  await own.clock.resume();
  await own.clock.fastForward(15_000);
  await fresh.nth(1).waitFor();
  expect(looks).toBeGreaterThan(0);
  expect(await fresh.count()).toBe(2);
  await own.unroute('**/live?*');
  await own.clock.fastForward(15_000);
  await eventually('it is live', async () => (await ownState()) === 'Live');
  await own.close();
  // The refused streams, and nothing else.
  const refused = wrong.splice(before);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter((text) => !/status of 503/.test(text))).toEqual([]);
});

it('the whole watch with the keyboard alone', async () => {
  await page.goto('/');
  const at = (path: string) => page.waitForURL((url) => url.pathname === path);
  await page.keyboard.press('?');
  expect(await page.locator('#keys').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await page.locator('#keys').isVisible()).toBe(false);
  await page.keyboard.press('p');
  expect(await state()).toMatch(/^Paused/);
  await page.keyboard.press('p');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(await page.locator('.top-posts li').nth(1).getAttribute('class')).toContain('chosen');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.startsWith('/mentions/'));
  for (const [key, path] of [
    ['b', '/brands'],
    ['i', '/incidents'],
    ['m', '/mentions'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await at(path);
  }
  const field = page.locator('#filter-q');
  await page.goto('/brands');
  await page.keyboard.press('/');
  await at('/mentions');
  const focused = () => page.evaluate<string>('document.activeElement?.id');
  await eventually('the search has the cursor', async () => (await focused()) === 'filter-q');
  await field.focus();
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  expect(new URL(page.url()).pathname).toBe('/mentions');
  expect(await page.locator('#keys').isVisible()).toBe(false);
  await field.blur();
  await page.keyboard.press('?');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('#keys-on').isChecked()).toBe(false);
  await page.keyboard.press('?');
  expect(await page.locator('#keys').isVisible()).toBe(false);
});

team(() => ({ ground, browser, page }), tempDir());

it('no page complained but of the connection that was cut', () => {
  expect(wrong.filter((text) => !/ERR_(EMPTY_RESPONSE|CONNECTION|INCOMPLETE|SOCKET)/.test(text))).toEqual([]);
});
