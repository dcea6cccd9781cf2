/**
 * Text from outside never executes: forty payloads in every slot. A real browser parses every answer; it shows every kind of
 * page and every payload at least once, all of them against all with `LONG=1` (`npm run test:long`).
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, signIn, watch } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { tempDirs } from '../support/temp.ts';
import { hostileMail, otherMails } from './hostile-mails.ts';
import { type HostileSite, openHostileSite } from './hostile-site.ts';
import { PAYLOADS } from './payloads.ts';
import { listening, lookAt, parseBare, showBare, squeeze } from './show.ts';
import { Visits } from './visits.ts';

const tempDir = tempDirs();
let site: HostileSite;
let browser: Browser;
let context: BrowserContext;
let ran: number[];
let wrong: string[];
let page: Page;
let visits: Visits;

beforeAll(async () => {
  site = await openHostileSite(tempDir());
  browser = await launchBrowser();
  ({ context, ran } = await listening(browser, { baseURL: site.url }));
  wrong = watch(context);
  page = await context.newPage();
  visits = new Visits(browser, context);
  await signIn(page, site.link);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** How many of the payloads a text holds as text. */
const held = (text: string) => PAYLOADS.filter((payload) => text.includes(squeeze(payload))).length;

/** The comparison of two cases; each case stands in one. */
function pairs(path: string, more: string): string[] {
  return Array.from(
    { length: PAYLOADS.length / 2 },
    (_, i) => `${path}?incident=case-${2 * i}&incident=case-${2 * i + 1}&align=onset${more}`,
  );
}

/** Paths of pages that are one payload's own. */
const OWN = {
  brand: (n: number) => `/brands/evil-${n}`,
  incident: (n: number) => `/incidents/case-${n}`,
  mentions: (n: number) => `/mentions?brand=evil-${n}`,
  mail: (n: number) => `/mail/${2 * n + 1}`,
  'HTML of a mail': (n: number) => `/mail/${2 * n + 1}/html`,
  'list of muted posts': (n: number) => `/mentions?brand=evil-${n}&show=muted`,
  'list with a tag': (n: number) => `/mentions?brand=evil-${n}&tag=${encodeURIComponent(PAYLOADS[n]!)}`,
  'list with a search': (n: number) => `/mentions?brand=evil-${n}&q=${encodeURIComponent(PAYLOADS[n]!)}`,
  answer: (n: number) => `/drafts/${n + 1}`,
  post: (n: number) => `/mentions/${site.posts[n]}?explain=1`,
  'person to edit': (n: number) => `/people?edit=${n + 1}`,
  'token to replace': (n: number) => `/people?replace=${n + 1}`,
  'token to revoke': (n: number) => `/people?revoke=${n + 1}`,
} as const;

describe('texts of the database', () => {
  it('came through webhook and import', () => {
    expect(site.doors).toEqual([
      { accepted: PAYLOADS.length, rejected: PAYLOADS.length },
      { accepted: PAYLOADS.length, rejected: PAYLOADS.length },
    ]);
  });

  it.each([
    ['/mentions?brand=acme&order=newest', 40],
    ['/brands', 40],
    ['/incidents', 40],
    ['/policy-changes', 40],
    ['/sources', 40],
    ['/dead-letters', 40],
    ['/dead-letters?page=2', 40],
    ['/dead-letters?page=3', 20],
    ['/mail', 40],
    ['/compare', 40],
    ['/audit', 40],
    ['/people', 40],
    ['/alerts', 40],
    ['/mutes', 40],
    ['/drafts', 40],
  ])('%s shows them as text', async (path, least) => {
    expect((await page.goto(path))?.status()).toBe(200);
    const { bad, text } = await lookAt(page);
    expect(bad).toEqual([]);
    expect(held(text)).toBeGreaterThanOrEqual(least);
  });

  it.each(Object.entries(OWN))('each %s page shows its own as text', async (_name, pathOf) => {
    // The policy at work, on the first and the last.
    for (const n of [0, PAYLOADS.length - 1]) {
      expect((await page.goto(pathOf(n)))?.status()).toBe(200);
      expect((await lookAt(page)).bad).toEqual([]);
    }
    const { answers, looks } = await visits.look(visits.ofKind(pathOf));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(PAYLOADS.filter((payload, n) => !looks[n]?.text.includes(squeeze(payload)))).toEqual([]);
  });

  it.each([
    ['comparison', pairs('/compare', '')],
    ['printable comparison', pairs('/compare/file', '&format=html')],
  ])('each %s shows both of its own as text', async (_name, paths) => {
    expect((await page.goto(pairs('/compare', '')[0]!))?.status()).toBe(200);
    expect((await lookAt(page)).bad).toEqual([]);
    const isShown = visits.nextKind((i) => [2 * i, 2 * i + 1]);
    const { answers, looks } = await visits.look(paths.map((path, i) => ({ path, isShown: isShown(i) })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const without = PAYLOADS.filter(
      (payload, n) => !looks[Math.floor(n / 2)]?.text.includes(squeeze(payload)),
    );
    expect(without).toEqual([]);
  });
});

/** Kinds of pages that are asked for with a payload; the first of each with its policy. */
async function askWith(pathsOf: readonly ((payload: string) => string)[]) {
  const kinds = pathsOf.map((pathOf) => visits.ofKind((n) => pathOf(encodeURIComponent(PAYLOADS[n]!))));
  for (const [first] of kinds) await page.goto(first!.path);
  return visits.look(kinds.flat());
}

it('pages that say no show what they were asked as text or not at all', async () => {
  const paths = [
    (p: string) => `/${p}`,
    (p: string) => `/brands/${p}`,
    (p: string) => `/incidents/${p}`,
    (p: string) => `/mentions/${p}`,
    (p: string) => `/drafts/${p}`,
    (p: string) => `/mail/${p}`,
    (p: string) => `/reports/week?from=${p}&brand=${p}`,
    (p: string) => `/reports/incidents/${p}`,
    (p: string) => `/mentions/export?brand=${p}&format=${p}`,
  ];
  const { answers } = await askWith(paths);
  expect(answers.filter(({ status }) => status >= 400).length).toBeGreaterThan(7 * PAYLOADS.length);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

it('what an address says comes back as text or not at all', async () => {
  const paths = [
    (p: string) => `/mentions?brand=acme&source=${p}&category=${p}&from=${p}&only=${p}&order=${p}&page=${p}`,
    (p: string) => `/compare?incident=${p}&incident=case-0&align=${p}&scale=${p}`,
    (p: string) => `/brands/evil-0?range=${p}&bucket=${p}&fresh=${p}`,
    (p: string) => `/login/${p}`,
  ];
  const { answers } = await askWith(paths);
  // 401 and 429 are of links that sign nobody in.
  const statuses = answers.filter(({ path }) => !path.startsWith('/login/')).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 400]));
});

it('so far nothing ran, nothing was refused by the policy, nothing failed', () => {
  // A page that answers 400, 401, 404 or 429 stands in the console, too; that is no refusal by the policy.
  expect(wrong.filter((text) => !/status of (40[014]|429)/.test(text))).toEqual([]);
  expect(ran).toEqual([]);
  expect(site.failures).toEqual([]);
});

it('the browser showed every payload', () => {
  expect(visits.shown).toEqual(new Set(PAYLOADS.keys()));
});

describe('without the policy, escaping alone', () => {
  it('nothing runs in the HTML of a mail', async () => {
    const ways = [
      (payload: string) => hostileMail(payload, new Uint8Array(1)),
      (payload: string) => hostileMail(payload),
      ...[0, 1, 2, 3].map((kind) => (payload: string) => otherMails(payload)[kind]!),
    ];
    const texts: string[] = [];
    for (const [kind, way] of ways.entries()) {
      const looks = await visits.lookAtKind(`mail of kind ${kind}, payload`, way);
      texts.push(looks.map(({ text }) => text).join(' '));
    }
    expect(otherMails('').length).toBe(4);
    expect(texts.map(held)).toEqual(ways.map(() => PAYLOADS.length));
  });

  it('control: the same payloads, not escaped, do run, and are seen where they only lead', async () => {
    const documents = PAYLOADS.map(
      (p) => `<!doctype html><title>t</title><a href="${p}">here</a><p title='${p}'>${p}</p>`,
    );
    const control = await showBare(browser, documents);
    const seen = control.looks.filter(({ bad }) => bad.length > 0).length;
    process.stderr.write(`xss control: ${control.ran.size} of ${PAYLOADS.length} ran, ${seen} seen\n`);
    expect(control.ran.size).toBeGreaterThanOrEqual(10);
    expect(seen).toBeGreaterThanOrEqual(35);
    const parsed = await parseBare(browser, documents);
    expect(parsed.filter(({ bad }) => bad.length > 0).length).toBeGreaterThanOrEqual(35);
  });

  it('control: under a policy like ours the browser reports them', async () => {
    const { context: strict, ran: calls } = await listening(browser);
    const notified = watch(strict);
    const own = await strict.newPage();
    const headers = { 'content-security-policy': "default-src 'none'", 'content-type': 'text/html' };
    await own.route('**/*', (route) => route.fulfill({ headers, body: PAYLOADS.slice(0, 20).join('') }));
    await own.goto('http://bare.test/');
    await eventually('a refusal is reported', () => notified.length > 0);
    expect(calls).toEqual([]);
    expect((await lookAt(own)).bad.length).toBeGreaterThan(5);
    await strict.close();
  });
});
