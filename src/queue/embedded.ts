/**
 * The embedded backend of the queue: BullMQ's PostgreSQL backend on PGlite (PostgreSQL in-process).
 * BullMQ expects a pool of node-postgres; every client here is the one PGlite session.
 */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPostgresBackend, runMigrations } from 'bullmq';
import type { Backend } from './bull.ts';
import { PrivateFS } from './private-fs.ts';
import { copyTemplate, makeTemplate } from './template.ts';

async function query(db: PGlite, text: string, params?: readonly unknown[]) {
  if (params === undefined || params.length === 0) {
    const results = await db.exec(text);
    const last = results.at(-1);
    return { rows: last?.rows ?? [], rowCount: last?.affectedRows ?? last?.rows.length ?? 0 };
  }
  const result = await db.query(text, params as unknown[]);
  return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length };
}

class PgliteClient extends EventEmitter {
  readonly #db: PGlite;
  readonly #stop: () => void;

  constructor(db: PGlite) {
    super();
    this.setMaxListeners(0);
    this.#db = db;
    this.#stop = db.onNotification((channel, payload) => this.emit('notification', { channel, payload }));
  }
  query(text: string, params?: readonly unknown[]) {
    return query(this.#db, text, params);
  }
  release(): void {
    this.#stop();
  }
}

class PglitePool extends EventEmitter {
  readonly #db: PGlite;
  /** Tells BullMQ that nothing can drop silently between it and this session. */
  readonly options = { keepAlive: true };

  constructor(db: PGlite) {
    super();
    this.setMaxListeners(0);
    this.#db = db;
  }
  query(text: string, params?: readonly unknown[]) {
    return query(this.#db, text, params);
  }
  async connect(): Promise<PgliteClient> {
    return new PgliteClient(this.#db);
  }
  async end(): Promise<void> {}
}

/**
 * PostgreSQL's defaults, such as 128 MB of buffers, are meant for a server; this one holds a few hundred jobs and has one
 * session.
 */
const SMALL = ['-c', 'shared_buffers=4MB', '-c', 'max_connections=5'];

/** The template is readable by all: whoever starts Outcry copies it from the folder of the program. */
async function openDatabase(folder: string, { readableByAll = false } = {}): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, ...SMALL];
  const place = readableByAll ? { dataDir: folder } : { fs: new PrivateFS(folder) };
  const db = await PGlite.create({ ...place, startParams });
  await runMigrations(new PgliteClient(db) as never);
  await db.exec('SET search_path TO bullmq');
  return db;
}

/** A new installation starts from the template of the build. */
async function openOrMake(folder: string): Promise<PGlite> {
  const begun = existsSync(folder) && readdirSync(folder).length > 0;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  if (!begun && !copyTemplate(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openDatabase(folder);
}

/** Makes the template in `folder`; the build does. */
export function makeEmbeddedTemplate(folder: string): Promise<void> {
  return makeTemplate(folder, async (cluster) =>
    (await openDatabase(cluster, { readableByAll: true })).close(),
  );
}

/**
 * Opens the queue in `folder`, which belongs to one process at a time. A folder that cannot be opened is renamed and a new
 * one is made: it holds jobs only, and the reconciler enqueues them again.
 */
export async function openEmbeddedBackend(folder: string, onError: (error: Error) => void): Promise<Backend> {
  let db: PGlite;
  try {
    db = await openOrMake(folder);
  } catch (error) {
    onError(error instanceof Error ? error : new Error(String(error)));
    const aside = `${folder}.broken`;
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, aside);
    db = await openOrMake(folder);
  }
  const pool = new PglitePool(db) as never;
  return {
    producer: pool,
    consumer: pool,
    factory: createPostgresBackend as NonNullable<Backend['factory']>,
    async close() {
      await db.close();
    },
  };
}
