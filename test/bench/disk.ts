/** Bytes of a mention in a vacuumed SQLite ledger, with its text and once it has aged, and how fast texts age. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot } from '../../config/env.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import { openSqliteFile } from '../../src/store/open.ts';
import { ageTexts } from '../../workers/retain.ts';
import { buildBigLedger } from './big-ledger.ts';

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
  const mentions = await buildBigLedger(dir, { brands: 10, days, perDay }, to);
  const withText = vacuumed(file) / mentions;
  const ledger = openSqliteFile(file, packageRoot);
  const env = { keepTextDays: 90 } as Parameters<typeof ageTexts>[0]['env'];
  const startedAt = performance.now();
  const gone = await ageTexts({ ledger, clock: () => to + 200 * DAY_MS, env });
  const perSecond = gone / ((performance.now() - startedAt) / 1000);
  await ledger.close();
  if (gone !== mentions) throw new Error('the bench left texts behind');
  const aged = vacuumed(file) / mentions;
  rmSync(dir, { recursive: true });
  return { mentions, withText, aged, perSecond };
}
