/** Shows HTML to a real browser and tells what ran and what live markup stood in it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';

const BARE = 'http://bare.test/';
/** Documents that the browser gets at once, each in a frame of its own where it shows them. */
const TOGETHER = 40;

export interface Look {
  /** Live markup that no page of ours has. */
  readonly bad: string[];
  /** The words of the page with its titles; runs of white space are one blank. */
  readonly text: string;
}

export const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

/** An expression: a function of a document. */
const LOOK = `((document) => {
  const own = (one) => one.textContent === '' && /^\\/assets\\/client\\.js\\?v=[0-9a-f]{16}$/.test(one.getAttribute('src'));
  const bad = [...document.scripts].filter((one) => !own(one)).map((one) => 'script ' + one.textContent);
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
})`;

/** The page as it stands. */
export async function lookAt(page: Page): Promise<Look> {
  const { bad, text } = await page.evaluate<Look>(`${LOOK}(document)`);
  return { bad, text: squeeze(text) };
}

/**
 * The same of documents that are parsed by the browser and not shown: nothing runs, is laid out or loaded, so it takes a
 * twentieth of the time. Scripting is off in them, so what stands in `noscript` is markup.
 */
export async function parseBare(browser: Browser, documents: readonly string[]): Promise<Look[]> {
  const page = await browser.newPage();
  try {
    const parse = `((html) => ${LOOK}(new DOMParser().parseFromString(html, 'text/html')))`;
    const looks: Look[] = [];
    for (let from = 0; from < documents.length; from += TOGETHER) {
      const some = JSON.stringify(documents.slice(from, from + TOGETHER));
      const found = await page.evaluate<Look[]>(`${some}.map(${parse})`);
      looks.push(...found.map(({ bad, text }) => ({ bad, text: squeeze(text) })));
    }
    return looks;
  } finally {
    await page.close();
  }
}

/** A browser whose pages tell of every payload that ran. */
export async function listening(
  browser: Browser,
  options = {},
): Promise<{ context: BrowserContext; ran: number[] }> {
  const made = await browser.newContext(options);
  const calls: number[] = [];
  await made.exposeBinding('__x', (_source, n: number) => void calls.push(n));
  return { context: made, ran: calls };
}

export interface Shown {
  /** Numbers of the payloads that ran. */
  readonly ran: Set<number>;
  /** One for each document, in order. */
  readonly looks: Look[];
}

const quoted = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Shows each document without any policy and with nothing to load. */
export async function showBare(browser: Browser, documents: readonly string[]): Promise<Shown> {
  const { context, ran } = await listening(browser);
  const looks: Look[] = [];
  for (let from = 0; from < documents.length; from += TOGETHER) {
    const some = documents.slice(from, from + TOGETHER);
    const frames = some.map((one) => `<iframe srcdoc="${quoted(one)}" width="800" height="600"></iframe>`);
    const body = `<!doctype html>${frames.join('')}`;
    const page = await context.newPage();
    await page.route('**/*', (route) =>
      route.request().url() === BARE
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body })
        : route.abort(),
    );
    await page.goto(BARE);
    // Two frames of the screen: animations begin, elements get their focus.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const found = await page.evaluate<Look[]>(
      `Array.from({ length: ${some.length} }, (_, i) => ${LOOK}(window.frames[i].document))`,
    );
    looks.push(...found.map(({ bad, text }) => ({ bad, text: squeeze(text) })));
    await page.close();
  }
  await context.close();
  return { ran: new Set(ran), looks };
}
