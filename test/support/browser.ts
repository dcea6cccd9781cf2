/** A real browser on a real server: Chromium, the built command line, and a watch on what goes wrong in a page. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Running, startCli } from './cli.ts';
import { eventually, HANG_MS } from './eventually.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium whose pages wait as long as any other test does. */
export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing: install Chromium or set CHROMIUM`);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, timeout: HANG_MS });
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await open(options);
    context.setDefaultTimeout(HANG_MS);
    return context;
  };
  return browser;
}

export interface Server {
  /** Without a slash at the end. */
  readonly url: string;
  /** Signs in once; empty where somebody has signed in before. */
  readonly link: string;
  readonly running: Running;
  stop(): Promise<void>;
}

/** Starts `outcry start` on a free port of loopback and waits for its address, and for its link before the first sign-in. */
export async function startServer(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  { signedIn = false }: { readonly signedIn?: boolean } = {},
): Promise<Server> {
  const running = startCli(['start'], { PORT: '0', OUTCRY_DATA_DIR: dataDir, ...env });
  const printed = (pattern: RegExp) => pattern.exec(running.stderr())?.[1];
  const both = () => {
    if (running.child.exitCode !== null) throw new Error(`outcry start has ended: ${running.stderr()}`);
    const url = printed(/^Outcry is at (http\S+)$/m);
    const link = signedIn ? '' : printed(/^Sign in once with (http\S+)$/m);
    return url !== undefined && link !== undefined ? { url, link } : undefined;
  };
  const { url, link } = await eventually('outcry start prints its address', both).catch((error) => {
    running.child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    link,
    running,
    async stop() {
      running.child.kill('SIGTERM');
      await running.exited;
    },
  };
}

/** Opens the link and presses its button. */
export async function signIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('header.site .menu').first().waitFor({ state: 'attached' });
}

/** Messages of the console that are errors, failures of scripts, dialogs, refusals of the policy. */
export function watch(context: BrowserContext): string[] {
  const seen: string[] = [];
  context.on('console', (message) => {
    const refused = /content security policy|refused to/i.test(message.text());
    if (message.type() === 'error' || refused) seen.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => seen.push(`script: ${error.error().message}`));
  context.on('page', (page) => {
    page.on('dialog', (dialog) => {
      seen.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss().catch(() => undefined);
    });
  });
  return seen;
}

/** What makes the page wider than its window, by tag and class; empty where nothing does. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const wide = document.documentElement.scrollWidth;
    const room = document.documentElement.clientWidth;
    if (wide <= room) return [];
    const guilty = [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > room + 0.5)
      .map((one) => one.tagName + '.' + (one.getAttribute('class') ?? ''));
    return [wide + ' px wide in ' + room, ...guilty.slice(0, 5)];
  })()`);
}

/** Where screenshots go: $OUTCRY_SHOTS, or `folder`. */
export function shotFolder(folder: string): string {
  const target = process.env.OUTCRY_SHOTS ?? join(folder, 'shots');
  mkdirSync(target, { recursive: true });
  return target;
}
