/** Starts the thread that answers heavy pages. */
import type { Env } from '../../config/env.ts';
import type { ConfigFiles } from '../../config/load.ts';
import { HeavyPages } from '../../dashboard/heavy/pages.ts';
import { PageThread } from '../../dashboard/heavy/page-thread.ts';
import { startThread, threadFile } from '../thread/start.ts';
import type { Installation } from './installation.ts';

/** No page takes nearly as long; a hostile one is ended. */
const LIMIT_MS = 30_000;
/** Several times what the largest pages and files need. */
const MEGABYTES = 512;

/** SQLite answers in the thread itself; PostgreSQL works while the thread renders another page. */
const PAGES_ON_POSTGRES = 3;

/** What the thread gets when it starts. */
export interface PageThreadData {
  readonly env: Env;
  /** The files; what people entered is in the database. */
  readonly files: ConfigFiles;
  /** Version of the scorer. */
  readonly scorer: string;
}

/** The pages that a thread answers. It starts at once: the first reader should not wait for it. */
export function heavyPages({ env, files, log }: Installation, scorer: string): HeavyPages {
  const data: PageThreadData = { env, files, scorer };
  const file = threadFile(import.meta.url, './page-thread');
  const thread = new PageThread({
    start: () => startThread(file, data, { megabytes: MEGABYTES }),
    onError: (error, requestId) =>
      log.error({ requestId, reason: error.stack ?? error.message }, 'a page failed'),
    limitMs: LIMIT_MS,
  });
  // A thread that cannot start is logged, and started again for the next page.
  thread.ready().catch(() => undefined);
  return new HeavyPages(thread, env.databaseUrl.startsWith('sqlite:') ? 1 : PAGES_ON_POSTGRES);
}
