/** Runs in a thread: reads one file as a preview or an import, or takes an import back. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Env } from '../../config/env.ts';
import { loadImportPresets } from '../../config/import-presets.ts';
import { UserError } from '../domain/result.ts';
import { importFile } from '../import/import-file.ts';
import { type previewJson, previewFile, previewJson as jsonOf } from '../import/preview.ts';
import { undoImport } from '../import/undo.ts';
import { type ImportWish, readingOf } from '../import/wish.ts';
import type { IngestContext } from '../ingest/accept.ts';
import { installationSecret } from '../ops/secrets.ts';
import { openStore } from '../store/open.ts';
import { stepBack } from '../thread/step-back.ts';
import { databaseClock } from './database-clock.ts';

export type ImportWork =
  | { readonly kind: 'preview'; readonly path: string; readonly wish: ImportWish }
  | {
      readonly kind: 'import';
      readonly path: string;
      readonly name: string;
      readonly wish: ImportWish;
      readonly who: string;
    }
  | { readonly kind: 'undo'; readonly id: number; readonly who: string };

export interface ImportThreadData {
  readonly env: Env;
  readonly work: ImportWork;
}

export type FromImportThread =
  | { readonly kind: 'progress'; readonly read: number; readonly share: number }
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'enqueue'; readonly job: Parameters<IngestContext['queue']['enqueue']> }
  | { readonly kind: 'accepted'; readonly source: string; readonly count: number }
  | { readonly kind: 'previewed'; readonly report: ReturnType<typeof previewJson> }
  | { readonly kind: 'done' }
  /** `ours`: not the file's fault. */
  | { readonly kind: 'failed'; readonly reason: string; readonly ours: boolean };

/** Between two messages about progress. */
const PAUSE_MS = 250;

stepBack();
const { env, work } = workerData as ImportThreadData;
const port = parentPort!;
const say = (message: FromImportThread) => port.postMessage(message);
const stop = new AbortController();
port.on('message', () => stop.abort());

let last = 0;
function onProgress(read: number, share: number): void {
  const now = performance.now();
  if (now - last < PAUSE_MS) return;
  last = now;
  say({ kind: 'progress', read, share });
}

async function withStore(run: (ctx: IngestContext) => Promise<void>): Promise<void> {
  const store = await openStore(env.databaseUrl, env.packageRoot);
  const time = await databaseClock(store, () => {});
  try {
    await run({
      store,
      clock: time.clock,
      pseudonymKey: installationSecret(env, 'pseudonym'),
      queue: { enqueue: async (...job) => say({ kind: 'enqueue', job }) },
      onAccepted: (source, count) => say({ kind: 'accepted', source, count }),
      onLostJob: () => {},
    });
  } finally {
    time.stop();
    await store.close();
  }
}

async function run(): Promise<void> {
  if (work.kind === 'undo') {
    const { id, who } = work;
    await withStore(async (ctx) => {
      await undoImport(ctx, id, who, (looked) => onProgress(looked, 0), who);
    });
    return;
  }
  const reading = readingOf(work.wish, loadImportPresets(env.configDir));
  if (work.kind === 'preview') {
    const { systemClock } = await import('../domain/clock.ts');
    const found = await previewFile(work.path, { ...reading, now: systemClock, onProgress });
    say({ kind: 'previewed', report: jsonOf(found) });
    return;
  }
  const { path, name, wish, who } = work;
  await withStore(async (ctx) => {
    await importFile(ctx, {
      ...reading,
      file: path,
      name,
      brandName: wish.brand.trim(),
      replace: wish.replace ?? false,
      who,
      auditAs: who,
      signal: stop.signal,
      onStart: (id) => say({ kind: 'started', id }),
      onProgress,
    });
  });
}

try {
  await run();
  say({ kind: 'done' });
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  say({ kind: 'failed', reason, ours: !(error instanceof UserError) });
}
port.close();
