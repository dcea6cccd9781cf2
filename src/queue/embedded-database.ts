/** The database of the embedded queue: PGlite, a PostgreSQL in WebAssembly, in a folder of its own. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { runMigrations } from 'bullmq';
import { PrivateFS } from './private-fs.ts';
import { copyTemplate, makeTemplate } from './template.ts';

export interface Rows {
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}

/** As a client of node-postgres answers. */
export async function queryDatabase(db: PGlite, text: string, params?: readonly unknown[]): Promise<Rows> {
  if (params === undefined || params.length === 0) {
    const results = await db.exec(text);
    const last = results.at(-1);
    return { rows: last?.rows ?? [], rowCount: last?.affectedRows ?? last?.rows.length ?? 0 };
  }
  const result = await db.query(text, params as unknown[]);
  return { rows: result.rows, rowCount: result.affectedRows ?? result.rows.length };
}

/** What BullMQ's migrations need of a client. */
class MigratingClient extends EventEmitter {
  readonly #db: PGlite;

  constructor(db: PGlite) {
    super();
    this.#db = db;
  }
  query(text: string, params?: readonly unknown[]): Promise<Rows> {
    return queryDatabase(this.#db, text, params);
  }
  release(): void {}
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
  await runMigrations(new MigratingClient(db) as never);
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

/**
 * Opens the database in `folder`. A folder that cannot be opened is renamed and a new one is made: it holds jobs only, and
 * the reconciler enqueues them again.
 */
export async function openEmbeddedDatabase(
  folder: string,
  onBroken: (error: Error) => void,
): Promise<PGlite> {
  try {
    return await openOrMake(folder);
  } catch (error) {
    onBroken(error instanceof Error ? error : new Error(String(error)));
    const aside = `${folder}.broken`;
    rmSync(aside, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, aside);
    return openOrMake(folder);
  }
}

/** Makes the template in `folder`; the build does. */
export function makeEmbeddedTemplate(folder: string): Promise<void> {
  return makeTemplate(folder, async (cluster) =>
    (await openDatabase(cluster, { readableByAll: true })).close(),
  );
}
