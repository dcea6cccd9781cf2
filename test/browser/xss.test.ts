/** Text from outside never executes: forty payloads in every slot, seen by a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailHtml } from '../../src/alert/mail-html.ts';
import { launchBrowser, signIn, watch } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { tempDirs } from '../support/temp.ts';
import { type HostileSite, hostileFacts, openHostileSite } from './hostile-site.ts';
import { PAYLOADS } from './payloads.ts';

const BARE = 'http://bare.test/';
const tempDir = tempDirs();
let site: HostileSite;
let browser: Browser;
let context: BrowserContext;
let ran: number[];
let wrong: string[];
let pages: Page[];

/** A browser whose pages tell of every payload that ran. */
async function listening(options = {}): Promise<{ context: BrowserContext; ran: number[] }> {
  const made = await browser.newContext(options);
  const calls: number[] = [];
  await made.exposeBinding('__x', (_source, n: number) => void calls.push(n));
  return { context: made, ran: calls };
}

beforeAll(async () => {
  site = await openHostileSite(tempDir());
  browser = await launchBrowser();
  ({ context, ran } = await listening({ baseURL: site.url }));
  wrong = watch(context);
  pages = [await context.newPage(), await context.newPage(), await context.newPage()];
  await signIn(pages[0]!, site.link);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Live markup that no page of ours has, and the words of the page with its titles. */
const LOOK = `(() => {
  const bad = [...document.scripts].map((one) => 'script ' + one.textContent);
  for (const one of document.querySelectorAll('*')) {
    for (const { name, value } of one.attributes) {
      if (/^on/i.test(name)) bad.push(one.tagName + ' ' + name);
      const leads = /^(href|src|action|formaction|data|xlink:href|srcdoc)$/i.test(name);
      if (leads && (/^\\s*(javascript|vbscript):/i.test(value) || name === 'srcdoc')) bad.push(one.tagName + ' ' + value);
    }
  }
  const named = [...document.querySelectorAll('[title],[aria-label]')];
  const words = named.flatMap((one) => [one.getAttribute('title'), one.getAttribute('aria-label')]);
  return { bad, text: [document.documentElement.textContent, ...words].join(' ') };
})()`;

interface Look {
  readonly path: string;
  readonly status: number;
  readonly bad: string[];
  readonly text: string;
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Loads every path once, a few at a time. */
async function visit(paths: readonly string[]): Promise<Look[]> {
  const left = [...paths];
  const looks: Look[] = [];
  const work = async (page: Page) => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const response = await page.goto(path);
      const { bad, text } = await page.evaluate<{ bad: string[]; text: string }>(LOOK);
      looks.push({ path, status: response?.status() ?? 0, bad, text: squeeze(text) });
    }
  };
  await Promise.all(pages.map(work));
  return looks;
}

const withCode = (looks: readonly Look[]) =>
  looks.flatMap(({ path, bad }) => bad.map((what) => `${path}: ${what}`));

/** How many of the payloads a text holds as text. */
const held = (text: string) => PAYLOADS.filter((payload) => text.includes(squeeze(payload))).length;

describe('texts of the ledger', () => {
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
  ])('%s shows them as text', async (path, least) => {
    const [look] = await visit([path]);
    expect(look?.status).toBe(200);
    expect(look?.bad).toEqual([]);
    expect(held(look?.text ?? '')).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['brand', (n: number) => `/brands/evil-${n}`],
    ['incident', (n: number) => `/incidents/case-${n}`],
    ['mentions', (n: number) => `/mentions?brand=evil-${n}`],
    [
      'comparison',
      (n: number) => `/compare?incident=case-${n}&incident=case-${(n + 1) % PAYLOADS.length}&align=onset`,
    ],
    ['mail', (n: number) => `/mail/${2 * n + 1}`],
    ['HTML of a mail', (n: number) => `/mail/${2 * n + 1}/html`],
  ])('each %s page shows its own as text', async (_name, pathOf) => {
    const looks = await visit(PAYLOADS.map((_, n) => pathOf(n)));
    expect(looks.map((look) => look.status).filter((status) => status !== 200)).toEqual([]);
    expect(withCode(looks)).toEqual([]);
    const without = PAYLOADS.filter((payload, n) => {
      const text = looks.find((look) => look.path === pathOf(n))?.text ?? '';
      return !text.includes(squeeze(payload));
    });
    expect(without).toEqual([]);
  });
});

it('what an address says comes back as text or not at all', async () => {
  const paths = PAYLOADS.map(encodeURIComponent).flatMap((p) => [
    `/mentions?brand=acme&source=${p}&category=${p}&from=${p}&only=${p}&order=${p}&page=${p}`,
    `/compare?incident=${p}&incident=case-0&align=${p}&scale=${p}`,
    `/brands/evil-0?range=${p}&bucket=${p}&fresh=${p}`,
    `/login/${p}`,
  ]);
  const looks = await visit(paths);
  expect(withCode(looks)).toEqual([]);
  // 401 and 429 are of links that sign nobody in.
  const statuses = looks.filter((look) => !look.path.startsWith('/login/')).map((look) => look.status);
  expect(new Set(statuses)).toEqual(new Set([200, 400]));
});

it('so far nothing ran, nothing was refused by the policy, nothing failed', () => {
  // A page that answers 400, 401, 404 or 429 stands in the console, too; that is no refusal by the policy.
  expect(wrong.filter((text) => !/status of (40[014]|429)/.test(text))).toEqual([]);
  expect(ran).toEqual([]);
  expect(site.failures).toEqual([]);
});

/** Shows each page without any policy; returns the numbers of the payloads that ran, each once. */
async function showBare(
  documents: readonly string[],
  click = false,
): Promise<{ ran: Set<number>; bad: string[] }> {
  const bare = await listening();
  let page = await bare.context.newPage();
  const bad: string[] = [];
  let html = '';
  await bare.context.route('**/*', (route) =>
    route.request().url() === BARE ? route.fulfill({ contentType: 'text/html', body: html }) : route.abort(),
  );
  for (html of documents) {
    // What runs may lead the page elsewhere, just when the next one is loaded.
    if (click) page = await bare.context.newPage();
    await page.goto(BARE);
    if (click)
      await page
        .locator('#link')
        .click({ timeout: 300, noWaitAfter: true })
        .catch(() => undefined);
    else bad.push(...(await page.evaluate<{ bad: string[] }>(LOOK)).bad);
  }
  if (click) await eventually('payloads run where nothing stops them', () => bare.ran.length >= 10, 5_000);
  await bare.context.close();
  return { ran: new Set(bare.ran), bad };
}

describe('without the policy, escaping alone', () => {
  it('nothing runs in the HTML of a mail', async () => {
    const mails = PAYLOADS.flatMap((payload) =>
      [true, false].map((chart) => mailHtml(hostileFacts(payload), chart)),
    );
    expect(held(squeeze(mails.join(' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>')))).toBeGreaterThan(
      10,
    );
    expect(await showBare(mails)).toEqual({ ran: new Set(), bad: [] });
  });

  it('nothing runs in pages, printable comparisons and charts', async () => {
    const documents = await Promise.all(
      PAYLOADS.flatMap((_, n) => {
        const query = `incident=case-${n}&incident=case-${(n + 1) % PAYLOADS.length}&align=onset`;
        return [`/brands/evil-${n}`, `/compare/file?format=html&${query}`];
      }).map(async (path) => (await context.request.get(path)).text()),
    );
    expect(documents).toHaveLength(2 * PAYLOADS.length);
    expect(await showBare(documents)).toEqual({ ran: new Set(), bad: [] });
  });

  it('control: the same payloads, not escaped, do run', async () => {
    const documents = PAYLOADS.map(
      (p) => `<!doctype html><title>t</title><a id="link" href="${p}">here</a><p title='${p}'>${p}</p>`,
    );
    const control = await showBare(documents, true);
    process.stderr.write(`xss control: ${control.ran.size} of ${PAYLOADS.length} payloads ran\n`);
    expect(control.ran.size).toBeGreaterThanOrEqual(10);
  });

  it('control: under a policy like ours the browser tells of them', async () => {
    const { context: strict, ran: calls } = await listening();
    const told = watch(strict);
    const page = await strict.newPage();
    const headers = { 'content-security-policy': "default-src 'none'", 'content-type': 'text/html' };
    await page.route('**/*', (route) => route.fulfill({ headers, body: PAYLOADS.slice(0, 20).join('') }));
    await page.goto(BARE);
    await eventually('a refusal is told', () => told.length > 0);
    expect(calls).toEqual([]);
    expect(await page.evaluate<{ bad: string[] }>(LOOK).then(({ bad }) => bad.length)).toBeGreaterThan(5);
    await strict.close();
  });
});
