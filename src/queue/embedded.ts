/**
 * The embedded backend of the queue: BullMQ's PostgreSQL backend on PGlite, which runs in a thread: opening it takes
 * seconds, and under load it needs as much time as everything else. BullMQ expects a pool of node-postgres; every client
 * here is the one session.
 */
import { EventEmitter } from 'node:events';
import { createPostgresBackend } from 'bullmq';
import { startThread, threadFile } from '../thread/start.ts';
import type { Backend } from './bull.ts';
import type { FromEmbedded, ToEmbedded } from './embedded-messages.ts';

/** Heap of the thread; the memory of WebAssembly is not part of it. */
const MEGABYTES = 256;

interface Rows {
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}

interface Asked {
  readonly done: (rows: Rows) => void;
  readonly failed: (error: Error) => void;
}

/** The database in its thread. */
class EmbeddedDatabase extends EventEmitter {
  readonly #worker: ReturnType<typeof startThread>;
  readonly #asked = new Map<number, Asked>();
  readonly #ended: Promise<void>;
  #last = 0;
  #over: Error | undefined;

  constructor(folder: string, onError: (error: Error) => void, ready: () => void) {
    super();
    this.setMaxListeners(0);
    this.#worker = startThread(
      threadFile(import.meta.url, './embedded-thread'),
      { folder },
      { megabytes: MEGABYTES },
    );
    // The process goes on while it waits for an answer.
    this.#worker.ref();
    this.#worker.on('message', (message: FromEmbedded) => {
      if (message.kind === 'ready') ready();
      else if (message.kind === 'broken') onError(new Error(message.message));
      else this.#take(message);
    });
    this.#worker.on('error', (error) => this.#end(error));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#end(new Error('the thread of the embedded queue has ended'));
        resolve();
      });
    });
  }

  #take(message: Exclude<FromEmbedded, { kind: 'ready' | 'broken' }>): void {
    if (message.kind === 'notification') {
      this.emit('notification', message);
      return;
    }
    const one = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.kind === 'rows') one?.done(message);
    else one?.failed(Object.assign(new Error(message.message), { code: message.code }));
  }

  #end(error: Error): void {
    this.#over ??= error;
    for (const { failed } of this.#asked.values()) failed(error);
    this.#asked.clear();
    this.emit('over', error);
  }

  query(text: string, params?: readonly unknown[]): Promise<Rows> {
    return new Promise((done, failed) => {
      if (this.#over) return failed(this.#over);
      this.#last += 1;
      this.#asked.set(this.#last, { done, failed });
      this.#worker.postMessage({ kind: 'query', id: this.#last, text, params } satisfies ToEmbedded);
    });
  }

  async close(): Promise<void> {
    this.#worker.postMessage({ kind: 'close' } satisfies ToEmbedded);
    await this.#ended;
  }
}

class EmbeddedClient extends EventEmitter {
  readonly #db: EmbeddedDatabase;
  readonly #pass = ({ channel, payload }: { channel: string; payload: string }): void => {
    this.emit('notification', { channel, payload });
  };

  constructor(db: EmbeddedDatabase) {
    super();
    this.setMaxListeners(0);
    this.#db = db;
    db.on('notification', this.#pass);
  }
  query(text: string, params?: readonly unknown[]): Promise<Rows> {
    return this.#db.query(text, params);
  }
  release(): void {
    this.#db.off('notification', this.#pass);
  }
}

class EmbeddedPool extends EventEmitter {
  readonly #db: EmbeddedDatabase;
  /** Tells BullMQ that nothing can drop silently between it and this session. */
  readonly options = { keepAlive: true };

  constructor(db: EmbeddedDatabase) {
    super();
    this.setMaxListeners(0);
    this.#db = db;
  }
  query(text: string, params?: readonly unknown[]): Promise<Rows> {
    return this.#db.query(text, params);
  }
  async connect(): Promise<EmbeddedClient> {
    return new EmbeddedClient(this.#db);
  }
  async end(): Promise<void> {}
}

/** Makes the template in `folder`; the build does. */
export async function makeEmbeddedTemplate(folder: string): Promise<void> {
  const { makeEmbeddedTemplate: make } = await import('./embedded-database.ts');
  await make(folder);
}

/** Opens the queue in `folder`, which belongs to one process at a time. */
export async function openEmbeddedBackend(folder: string, onError: (error: Error) => void): Promise<Backend> {
  const db = await new Promise<EmbeddedDatabase>((resolve, reject) => {
    const opening = new EmbeddedDatabase(folder, onError, () => resolve(opening));
    opening.on('over', reject);
  });
  const pool = new EmbeddedPool(db) as never;
  return {
    producer: pool,
    consumer: pool,
    factory: createPostgresBackend as NonNullable<Backend['factory']>,
    close: () => db.close(),
  };
}
