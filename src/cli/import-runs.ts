/** Runs imports of pages and the API, each in a thread of its own, one after the other. */
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { UserError } from '../domain/result.ts';
import {
  type BegunImport,
  ImportsBusyError,
  type ImportRuns,
  type PreviewState,
  type Progress,
} from '../import/runs.ts';
import { Uploads } from '../import/uploads.ts';
import type { ImportWish } from '../import/wish.ts';
import type { IngestContext } from '../ingest/accept.ts';
import { startThread, threadFile } from '../thread/start.ts';
import type { FromImportThread, ImportThreadData, ImportWork } from './import-thread.ts';
import type { Installation } from './installation.ts';

/** Heap of a thread: several times what the largest files needed. */
const MEGABYTES = 1_024;
const MOST_PREVIEWS = 2;
/** Imports and undos that may wait for the one that runs. */
const MOST_WAITING = 8;
/** Previews whose answer is kept. */
const MOST_KEPT = 20;
/** Imports that were asked for and are remembered by their files. */
const MOST_BEGUN = 100;
const STOP_MS = 20_000;

const NOTHING: Progress = { read: 0, share: 0 };

interface Preview {
  readonly about: string;
  readonly token: string;
  state: PreviewState;
  readonly over: Promise<void>;
  readonly worker: Worker;
}

interface Running {
  readonly worker: Worker;
  readonly over: Promise<void>;
}

/** What it needs of the installation. */
type Parts = Pick<Installation, 'env' | 'clock' | 'log'>;

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });

export class ThreadedImports implements ImportRuns {
  readonly #installation: Parts;
  readonly #ctx: Pick<IngestContext, 'queue' | 'onAccepted' | 'onLostJob'>;
  readonly #uploads: Uploads;
  readonly #previews = new Map<string, Preview>();
  readonly #progress = new Map<number, Progress>();
  readonly #over = new Map<number, Promise<void>>();
  readonly #busyFiles = new Set<string>();
  readonly #begun = new Map<string, BegunImport>();
  readonly #running = new Set<Running>();
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  constructor(installation: Parts, ctx: Pick<IngestContext, 'queue' | 'onAccepted' | 'onLostJob'>) {
    const { env, clock } = installation;
    this.#installation = installation;
    this.#ctx = ctx;
    this.#uploads = new Uploads(join(env.dataDir, 'uploads'), env.importBytes, clock);
  }

  get mostBytes() {
    return this.#uploads.mostBytes;
  }
  receive: ImportRuns['receive'] = (file, given) => this.#uploads.receive(file, given);
  upload: ImportRuns['upload'] = (token) => this.#uploads.find(token);
  progress: ImportRuns['progress'] = (id) => this.#progress.get(id);
  begun: ImportRuns['begun'] = (token) => this.#begun.get(token);
  over: ImportRuns['over'] = (id) => this.#over.get(id) ?? Promise.resolve();

  /** Removes files that waited too long. */
  sweep(): Promise<void> {
    return this.#uploads.sweep();
  }

  /** Starts a thread; `heard` gets what it says. Resolves when it has ended. */
  #thread(work: ImportWork, heard: (message: FromImportThread) => void): Running {
    const { env } = this.#installation;
    const data: ImportThreadData = { env, work };
    const file = threadFile(import.meta.url, './import-thread');
    const worker = startThread(file, data, { megabytes: MEGABYTES });
    const over = new Promise<void>((resolve) => {
      worker.on('message', heard);
      worker.on('error', (error: Error & { code?: string }) => {
        const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        const reason = memory ? 'The file needs more memory than an import may use.' : error.message;
        heard({ kind: 'failed', reason, ours: !memory });
      });
      worker.on('exit', () => resolve());
    });
    const running = { worker, over };
    this.#running.add(running);
    void over.then(() => this.#running.delete(running));
    return running;
  }

  #reasonOf({ reason, ours }: { readonly reason: string; readonly ours: boolean }): string {
    if (!ours) return reason;
    this.#installation.log.error({ reason }, 'an import failed');
    return 'Reading the file failed. The log has the reason.';
  }

  async discard(upload: Parameters<ImportRuns['discard']>[0]): Promise<void> {
    const preview = this.#previews.get(upload.token);
    this.#previews.delete(upload.token);
    if (preview) await preview.worker.terminate();
    await this.#uploads.remove(upload);
  }

  #beginPreview(upload: Parameters<ImportRuns['preview']>[0], wish: ImportWish, about: string): Preview {
    const reading = [...this.#previews.values()].filter(({ state }) => state.kind === 'reading');
    if (this.#closed || reading.length >= MOST_PREVIEWS)
      throw new ImportsBusyError('Other files are being read at the moment. Try again in a minute.');
    const path = this.#uploads.pathOf(upload);
    const { worker, over } = this.#thread({ kind: 'preview', path, wish }, (message) => {
      if (message.kind === 'progress') preview.state = { kind: 'reading', progress: message };
      if (message.kind === 'previewed') preview.state = { kind: 'read', report: message.report };
      if (message.kind === 'failed') preview.state = { kind: 'refused', reason: this.#reasonOf(message) };
    });
    const preview: Preview = {
      about,
      token: upload.token,
      state: { kind: 'reading', progress: NOTHING },
      over,
      worker,
    };
    this.#previews.set(upload.token, preview);
    for (const oldest of this.#previews.keys()) {
      if (this.#previews.size <= MOST_KEPT) break;
      if (this.#previews.get(oldest)?.state.kind !== 'reading') this.#previews.delete(oldest);
      else break;
    }
    return preview;
  }

  async preview(
    upload: Parameters<ImportRuns['preview']>[0],
    wish: ImportWish,
    waitMs: number,
  ): Promise<PreviewState> {
    const about = JSON.stringify(wish);
    let preview = this.#previews.get(upload.token);
    if (preview && preview.about !== about) {
      this.#previews.delete(upload.token);
      await preview.worker.terminate();
      preview = undefined;
    }
    preview ??= this.#beginPreview(upload, wish, about);
    if (preview.state.kind === 'reading') await Promise.race([preview.over, pause(waitMs)]);
    return preview.state;
  }

  /** Waits for the others, then runs; `begun` is called with what ends it. */
  #inLine(run: () => Promise<void>): Promise<void> {
    if (this.#closed || this.#waiting > MOST_WAITING)
      throw new ImportsBusyError('Many imports are waiting. Try again when some are over.');
    this.#waiting += 1;
    const turn = this.#line.then(async () => {
      try {
        if (!this.#closed) await run();
      } finally {
        this.#waiting -= 1;
      }
    });
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  /** What a thread says while it writes. */
  #passOn(message: FromImportThread): void {
    const { queue, onAccepted, onLostJob } = this.#ctx;
    if (message.kind === 'enqueue') queue.enqueue(...message.job).catch(onLostJob);
    if (message.kind === 'accepted') onAccepted?.(message.source, message.count);
  }

  start: ImportRuns['start'] = (upload, wish, who) => {
    const { token } = upload;
    if (this.#busyFiles.has(token))
      return Promise.reject(new UserError('This file is being imported already.'));
    this.#begun.set(token, { who, waits: true });
    for (const oldest of this.#begun.keys()) {
      if (this.#begun.size <= MOST_BEGUN) break;
      this.#begun.delete(oldest);
    }
    const started = this.#start(upload, wish, who);
    void started.then(
      (id) => this.#begun.set(token, { who, id }),
      (error: Error) => this.#begun.set(token, { who, failed: error.message }),
    );
    return started;
  };

  #start(...[upload, wish, who]: Parameters<ImportRuns['start']>): Promise<number> {
    return new Promise<number>((resolve, reject) => {
      const path = this.#uploads.pathOf(upload);
      const work = { kind: 'import', path, name: upload.name, wish, who } as const;
      let id: number | undefined;
      let done = false;
      const turn = this.#inLine(async () => {
        this.#begun.set(upload.token, { who });
        const { over } = this.#thread(work, (message) => {
          this.#passOn(message);
          if (message.kind === 'started') {
            id = message.id;
            this.#progress.set(id, NOTHING);
            this.#over.set(id, turn);
            resolve(id);
          }
          if (message.kind === 'progress' && id !== undefined) this.#progress.set(id, message);
          if (message.kind === 'failed') reject(new UserError(this.#reasonOf(message)));
          if (message.kind === 'done') done = true;
        });
        await over;
        reject(new UserError('The import was broken off.'));
      });
      this.#busyFiles.add(upload.token);
      void turn
        .then(async () => {
          if (done) await this.discard(upload);
        })
        .catch(() => undefined)
        .finally(() => {
          this.#busyFiles.delete(upload.token);
          if (id === undefined) return;
          this.#progress.delete(id);
          this.#over.delete(id);
        });
    });
  }

  async undo(id: number, who: string): Promise<void> {
    if (this.#progress.has(id)) throw new UserError('This import is under way. Wait until it is over.');
    this.#progress.set(id, NOTHING);
    const turn = this.#inLine(async () => {
      const { over } = this.#thread({ kind: 'undo', id, who }, (message) => {
        this.#passOn(message);
        if (message.kind === 'progress') this.#progress.set(id, message);
        if (message.kind === 'failed') this.#reasonOf(message);
      });
      await over;
    });
    this.#over.set(id, turn);
    void turn.finally(() => {
      this.#progress.delete(id);
      this.#over.delete(id);
    });
  }

  /** Ends what runs: an import keeps the rows that are stored, and is listed as broken off. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = [...this.#running];
    for (const { worker } of running) worker.postMessage('stop');
    for (const { worker, over } of running) {
      await Promise.race([over, pause(STOP_MS)]);
      await worker.terminate();
    }
  }
}
