/**
 * The first run, from the sign-in link to counted posts: by mouse, then by keyboard alone. A real service without any brand,
 * against fakes of three sites, a policy page and a mail server. The stop-watch is printed.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { fakeHackerNews } from '../fakes/hacker-news.ts';
import { fakeLemmy } from '../fakes/lemmy.ts';
import { fakeMastodon } from '../fakes/mastodon.ts';
import { BASIC } from '../fakes/policies.ts';
import { fakePolicyPage } from '../fakes/policy-page.ts';
import type { FakePost } from '../fakes/posts.ts';
import { type FakeSite, fakeSite } from '../fakes/site.ts';
import {
  launchBrowser,
  overflow,
  type Server,
  shotFolder,
  signIn,
  startServer,
  watch,
} from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { smtpServer, type TestSmtp } from '../support/smtp.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const LOOKS = [
  { name: '1280', width: 1280, height: 900 },
  { name: '1920', width: 1920, height: 1080 },
  { name: '390', width: 390, height: 844 },
] as const;

/** Posts about two brands, one in another sense, every ten minutes until now. */
function posts(from: number): FakePost[] {
  const says = (i: number) =>
    [
      `Fernway changed its privacy terms without asking (${i})`,
      `Paylane sold my account data, I am leaving (${i})`,
      `I deleted the Fernway app, privacy means nothing to them (${i})`,
      `a fernway path <img src=x onerror=alert(1)> between the ferns (${i})`,
    ][i % 4]!;
  const end = Math.floor(Date.now() / 1000) * 1000 - 60_000;
  return Array.from({ length: 40 }, (_, i) => ({
    n: from + i,
    at: end - (39 - i) * 600_000,
    author: `author-${i}`,
    text: says(i),
    likes: i,
    rating: 3,
  }));
}

let sites: FakeSite[] = [];
let smtp: TestSmtp;
let server: Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let wrong: string[];
let shots: string;
let policyUrl: string;

beforeAll(async () => {
  const dir = tempDir();
  sites = await Promise.all([
    fakeSite(fakeHackerNews(posts(1))),
    fakeSite(fakeMastodon(posts(101))),
    fakeSite(fakeLemmy(posts(201))),
    fakeSite(fakePolicyPage(() => `Last updated: 12 November 2026\n${BASIC}`)),
  ]);
  const [hackerNews, mastodon, lemmy, policy] = sites.map(({ url }) => url);
  policyUrl = `${policy}/privacy`;
  smtp = await smtpServer();
  // Taxonomies alone: no brand, no source, no route.
  const config = join(dir, 'config');
  mkdirSync(config);
  cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  server = await startServer(join(dir, 'data'), {
    OUTCRY_CONFIG_DIR: config,
    OUTCRY_DEMO: '0',
    OUTCRY_FETCH_PRIVATE: '1',
    OUTCRY_PREVIEW_SITES: `hacker-news=${hackerNews} mastodon=${mastodon} lemmy=${lemmy}`,
    SMTP_URL: smtp.url,
  });
  browser = await launchBrowser();
  context = await browser.newContext({ baseURL: server.url, viewport: LOOKS[0] });
  wrong = watch(context);
  page = await context.newPage();
  shots = shotFolder(dir);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await smtp?.down();
  for (const site of sites) await site.close();
});

/** Nothing is wider than its window, in each size, light and dark; with $OUTCRY_SHOTS also pictures. */
async function look(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const { name: size, ...viewport } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.waitForFunction('document.readyState === "complete"');
      expect(await overflow(page), `${name} at ${size}`).toEqual([]);
      if (process.env.OUTCRY_SHOTS === undefined) continue;
      await page.screenshot({
        path: join(shots, `setup-${name}-${size}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(LOOKS[0]);
}

const press = (name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const heading = (name: RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Counted posts on the page of the brand, without a restart. */
async function counted(slug: string): Promise<void> {
  await eventually(
    `posts about ${slug} are counted`,
    async () => {
      const html = await (await context.request.get(`/watching?brand=${slug}&fragment=1`)).text();
      return /[1-9]\d* posts? scored/.test(html);
    },
    500,
  );
}

describe('first run', () => {
  it('by mouse: from the link to counted posts', async () => {
    const began = performance.now();
    await signIn(page, server.link);
    await page.goto('/');
    await heading(/^Set up your brand$/);
    await look('1-brand');
    await page.getByLabel('What is your brand called?').fill('Fernway');
    await press('Continue');

    await heading(/^What people call Fernway$/);
    const preview = page.locator('#preview');
    await preview.getByText(/posts a day/).waitFor();
    await preview.getByRole('heading', { name: /^Caught/ }).waitFor();
    await look('2-terms');
    // What is typed changes the preview without a click.
    await page.getByLabel('Phrases that mean something else').fill('fernway path');
    await preview.getByText('in an exclusion').first().waitFor();
    await press('Save and continue');

    await heading(/^Where to listen for Fernway$/);
    await look('3-sources');
    await page.locator('#hacker-news').getByRole('button', { name: 'Test Hacker News' }).click();
    await page
      .locator('#hacker-news')
      .getByText(/^Read 40 posts, 20 about Fernway, newest/)
      .waitFor();
    await press('Add Hacker News');
    await page.getByText('Hacker News is added.').waitFor();
    for (const name of ['Mastodon', 'Lemmy']) await press(`Add ${name}`);
    await look('3-sources-added');
    await page.getByRole('link', { name: 'Continue' }).click();

    await heading(/^Who is notified$/);
    await page.getByLabel('E-mail addresses').fill('pr@example.com');
    await press('Send a test');
    await page.getByText('Test sent to pr@example.com.').waitFor();
    expect((await smtp.parsed()).map(({ subject }) => subject)).toContain(
      '[Outcry] Test: alerts arrive here',
    );
    await look('4-alerts');
    await press('Save and continue');

    await heading(/^Your policy and known dates$/);
    await page.getByLabel('Address').fill(policyUrl);
    await press('Test');
    await page.getByText(/last changed on 12 Nov/).waitFor();
    await look('5-policy');
    await press('Watch this page');
    await page.getByText('The page is watched.').waitFor();
    await page.getByLabel('What changed').fill('New privacy policy');
    await page.getByLabel('Announced').fill('2026-11-12');
    await page.getByLabel('Where the dates come from').fill('https://fernway.example/privacy');
    await press('Add the date');
    await page.getByText('“New privacy policy” is added.').waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();

    await heading(/^Watching Fernway$/);
    const typed = performance.now();
    await counted('fernway');
    await page.getByText(/[1-9]\d* posts? scored/).waitFor();
    await page.locator('[data-post]:not([data-post="none"])').first().waitFor();
    await look('6-watching');
    const done = performance.now();
    const seconds = (ms: number) => (ms / 1000).toFixed(1);
    console.log(
      `first run by mouse: ${seconds(typed - began)} s to the last step, ${seconds(done - began)} s to counted posts`,
    );
    await page.goto('/');
    const main = page.getByRole('main');
    await main.getByRole('link', { name: 'Fernway', exact: true }).first().waitFor();
    await main
      .getByText(/Newest post/)
      .first()
      .waitFor();
  });

  it('by keyboard alone: another brand, with steps skipped and taken up again', async () => {
    const began = performance.now();
    await page.goto('/setup');
    /** Moves on by Tab until the control has the focus. */
    const tabTo = async (name: RegExp, role: 'button' | 'link' | 'textbox') => {
      const target = page.getByRole(role, { name }).first();
      await target.waitFor();
      for (let i = 0; i < 150; i += 1) {
        if (await target.evaluate((one) => one.ownerDocument.activeElement === one)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${role} ${String(name)}`);
    };
    const enter = async (name: RegExp, role: 'button' | 'link' = 'button') => {
      await tabTo(name, role);
      await page.keyboard.press('Enter');
    };
    await enter(/^Set up another brand$/);
    await eventually(
      'the field is empty',
      async () => (await page.locator('#brand-name').inputValue()) === '',
    );
    await tabTo(/called/, 'textbox');
    await page.keyboard.type('Paylane');
    await page.keyboard.press('Enter');
    await heading(/^What people call Paylane$/);
    await enter(/^Save and continue$/);
    await heading(/^Where to listen for Paylane$/);
    await enter(/^Add Hacker News$/);
    await page.getByText('Hacker News is added.').waitFor();
    await enter(/^Continue$/, 'link');
    await heading(/^Who is notified$/);
    await enter(/^Skip for now$/);
    await heading(/^Your policy/);
    await enter(/^Skip for now$/);
    await heading(/^Watching Paylane$/);
    // A step that was skipped is taken up again.
    await enter(/Alerts/, 'link');
    await heading(/^Who is notified$/);
    await tabTo(/^E-mail/, 'textbox');
    await page.keyboard.type('paylane@example.com');
    await enter(/^Save and continue$/);
    await heading(/^Your policy/);
    await counted('paylane');
    console.log(`first run by keyboard: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  });

  it('works without scripts, and shows what was entered when it is refused', async () => {
    const bare = await browser.newContext({
      baseURL: server.url,
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    const plain = await bare.newPage();
    await plain.goto('/setup/terms');
    await plain.getByLabel('Names that mean Paylane and nothing else').fill('');
    await plain.getByRole('button', { name: 'Save and continue' }).click();
    await plain.getByText(/at least one name/).waitFor();
    await plain.getByLabel('Names that mean Paylane and nothing else').fill('Paylane\nPaylane app');
    await plain.getByRole('button', { name: 'Update preview' }).click();
    await plain.getByText(/posts a day/).waitFor();
    expect(await plain.getByLabel('Names that mean Paylane and nothing else').inputValue()).toContain(
      'Paylane app',
    );
    await bare.close();
  });

  it('raised no error in the browser', () => {
    expect(wrong).toEqual([]);
  });
});
