/** Bytes per mention in a vacuumed SQLite database, with text and once expired, and how fast texts expire. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot } from '../../config/env.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import { openStore, openSqliteFile } from '../../src/store/open.ts';
import { expireTexts } from '../../workers/retain.ts';
import { buildBigDatabase } from './big-database.ts';
import { onPostgres } from './postgres-size.ts';

function vacuumed(file: string): number {
  const db = new Database(file);
  db.exec('vacuum');
  db.close();
  return statSync(file).size;
}

/** Mentions of 10 brands from four sources, `perDay` a day and brand: 100 are one for each of their hours, 1,000 are ten. */
export async function benchDisk(perDay: number, days: number) {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  const file = join(dir, 'outcry.db');
  const to = Date.UTC(2026, 5, 1);
  const mentions = await buildBigDatabase(dir, { brands: 10, days, perDay }, to);
  const withText = vacuumed(file) / mentions;
  const store = openSqliteFile(file, packageRoot);
  const env = { keepTextDays: 90 } as Parameters<typeof expireTexts>[0]['env'];
  const startedAt = performance.now();
  const gone = await expireTexts({ store, clock: () => to + 200 * DAY_MS, env });
  const perSecond = gone / ((performance.now() - startedAt) / 1000);
  await store.close();
  if (gone !== mentions) throw new Error('the bench left texts behind');
  const expired = vacuumed(file) / mentions;
  rmSync(dir, { recursive: true });
  return { mentions, withText, expired, perSecond };
}

/** The same on PostgreSQL, with `vacuum full` in place of SQLite's. */
export async function benchPostgresDisk(perDay: number, days: number) {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  const to = Date.UTC(2026, 5, 1);
  const mentions = await buildBigDatabase(dir, { brands: 10, days, perDay }, to);
  const { url, ...postgres } = await onPostgres(join(dir, 'outcry.db'));
  const size = async () => (await postgres.bytes()) / mentions;
  try {
    const withText = await size();
    const store = await openStore(url, packageRoot);
    const env = { keepTextDays: 90 } as Parameters<typeof expireTexts>[0]['env'];
    await expireTexts({ store, clock: () => to + 200 * DAY_MS, env });
    await store.close();
    return { mentions, withText, expired: await size() };
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
