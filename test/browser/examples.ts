/** A server with its two examples, scored and written about, and a browser that is signed in. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, type Server, signIn, startServer, watch } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';

export const INCIDENTS = ['spotify-2015', 'whatsapp-2016'] as const;
export const COMPARE = `/compare?${INCIDENTS.map((slug) => `incident=${slug}`).join('&')}`;

export interface Examples {
  readonly server: Server;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What any page of any signed-in browser complained about. */
  readonly wrong: string[];
  /** A further browser, signed in with a link of its own: as the first person, or as a new analyst of that address. */
  another(options?: BrowserContextOptions, analyst?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Opens both; on a failure nothing is left running. */
export async function openExamples(dataDir: string): Promise<Examples> {
  const server = await startServer(dataDir);
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const close = async () => {
    await browser.close();
    await server.stop();
  };
  try {
    return { server, browser, ...(await openPage(browser, server)), another, close };
  } catch (error) {
    await close();
    throw error;
  }

  async function another(options: BrowserContextOptions = {}, analyst?: string): Promise<Page> {
    const env = { OUTCRY_DATA_DIR: dataDir, PUBLIC_URL: server.url };
    const words = analyst ? ['add', analyst, '--role', 'analyst'] : ['login', 'admin@localhost'];
    const { stdout, code, stderr } = await runCli(['user', ...words], env);
    if (code !== 0) throw new Error(`user ${words[0]}: ${stderr}`);
    const made = await browser.newContext({ baseURL: server.url, ...options });
    const own = await made.newPage();
    await signIn(own, stdout.trim());
    return own;
  }
}

async function openPage(browser: Browser, server: Server) {
  const size = { width: 1280, height: 900 };
  const context = await browser.newContext({ baseURL: server.url, viewport: size });
  const wrong = watch(context);
  const page = await context.newPage();
  await signIn(page, server.link);
  const holds = async (path: string, ...words: RegExp[]) => {
    // A busy server may drop a connection that it kept; the next look tells.
    const answer = await context.request.get(path).catch(() => undefined);
    const text = (await answer?.text()) ?? '';
    return words.every((word) => word.test(text));
  };
  const there = async () =>
    (await holds('/incidents', /spotify-2015/, /whatsapp-2016/)) &&
    (await holds('/sources', / 0 waiting/)) &&
    (await holds('/mail', /href="\/mail\/1"/, /href="\/mail\/2"/));
  await eventually('both examples are there, scored and written about', there, 250);
  return { context, page, wrong };
}
