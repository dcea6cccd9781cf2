/**
 * Import to scored, counted and detected, in mentions per second, against a bare better-sqlite3 insert of the
 * same rows into one table with one unique index, in the same run and with the same durability; on both databases.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot, readEnv } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { systemClock } from '../../src/domain/clock.ts';
import { importFile } from '../../src/import/import-file.ts';
import { stageContext } from '../../src/cli/stage-context.ts';
import { inProcessQueue } from '../../src/cli/in-process-queue.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { createLog } from '../../src/ops/log.ts';
import { generate } from '../../src/simulate/generate.ts';
import { mentionLines } from '../../src/simulate/write.ts';
import { startPostgres } from '../../test/support/postgres.ts';
import { openStore } from '../../src/store/open.ts';
import type { StageContext } from '../../workers/context.ts';
import { scoreStage } from '../../workers/score.ts';
import { drain } from '../../workers/drain.ts';

const MENTIONS = 20_000;
const PAGE = 1_000;

export interface ImportFigure {
  readonly name: string;
  readonly perSecond: number;
  /** Against the bare insert. */
  readonly ratio: number;
}

function bareInsert(file: string, folder: string): number {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(
    'create table m (id integer primary key, source text, external_id text, text text, url text, at text)',
  );
  db.exec('create unique index u on m (source, external_id)');
  const insert = db.prepare('insert into m (source, external_id, text, url, at) values (?, ?, ?, ?, ?)');
  const page = db.transaction((part: typeof rows) => {
    for (const r of part) insert.run(r.source, r.externalId, r.text, r.url ?? null, r.publishedAt);
  });
  const startedAt = performance.now();
  for (let i = 0; i < rows.length; i += PAGE) page.immediate(rows.slice(i, i + PAGE));
  const seconds = (performance.now() - startedAt) / 1000;
  db.close();
  return rows.length / seconds;
}

/** Mentions a second into a database, and to scored, counted and detected. Throws where one was lost or miscounted. */
async function intoStore(file: string, folder: string, url?: string) {
  const env = readEnv({
    OUTCRY_DATA_DIR: folder,
    OUTCRY_LOG: 'silent',
    ...(url ? { DATABASE_URL: url } : {}),
  });
  const store = await openStore(env.databaseUrl, packageRoot);
  await store.tx((tx) => tx.brands.upsert({ slug: 'bench', name: 'Bench', origin: 'import' }));
  const installation = {
    env,
    config: loadConfig(env.configDir),
    store,
    log: createLog('silent'),
    clock: systemClock,
  };
  // As `outcry import --wait` does where no server runs.
  const queue = inProcessQueue((payload) => scoreStage(ctx, payload));
  const ctx: StageContext & { close(): Promise<void> } = stageContext(installation, queue);
  await ctx.scorer.score([{ text: 'Warm the threads up before the clock runs.' }]);
  const startedAt = performance.now();
  const options = { file, brand: 'bench', source: undefined, mapping: {}, onProgress: () => {} };
  const { accepted } = await importFile(ctx, options);
  const inStore = (performance.now() - startedAt) / 1000;
  await queue.idle();
  await drain(ctx);
  const whole = (performance.now() - startedAt) / 1000;
  const differences = await store.read.counts.audit();
  await ctx.close();
  await store.close();
  if (accepted !== MENTIONS || differences.length > 0)
    throw new Error('the bench lost mentions or miscounted');
  return { in: MENTIONS / inStore, whole: MENTIONS / whole };
}

/** Runs all on the same file; PostgreSQL is a server of its own with fsync on. */
export async function benchImport(): Promise<ImportFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  const { configDir } = readEnv({ OUTCRY_DATA_DIR: folder });
  const { mentions } = generate(loadScenario(configDir, 'storm'), 1);
  const file = join(folder, 'storm.jsonl');
  writeFileSync(file, [...mentionLines(mentions.slice(0, MENTIONS))].join(''));
  const bare = bareInsert(file, folder);
  const figure = (name: string, perSecond: number) => ({ name, perSecond, ratio: perSecond / bare });
  const figures = [figure('bare better-sqlite3 insert', bare)];
  const postgres = await startPostgres();
  for (const [name, url] of [['SQLite'], ['PostgreSQL', await postgres.database()]]) {
    const speed = await intoStore(file, join(folder, name!), url);
    figures.push(figure(`${name}: into the database`, speed.in));
    figures.push(figure(`${name}: to scored, counted, detected`, speed.whole));
  }
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  return figures;
}
