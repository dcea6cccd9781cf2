/** Recounts the mentions and compares the result with the stored counts. */
import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import {
  type Corrected,
  type CorrectionValue,
  correctedBy,
  effectiveScore,
} from '../../domain/correction.ts';
import { BUCKET_WIDTHS, bucketStart } from '../../domain/series.ts';
import { countedCodes } from '../../domain/scoring.ts';
import { expiredSums } from '../expired/counts.ts';
import { type BucketKey, COUNT_COLUMNS, toMilli } from './deltas.ts';
import type { Db } from '../sql/db.ts';
import { type Muted, muteReader } from '../triage/muted.ts';
import { bucket, bucketCategory } from './schema.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { correction } from '../triage/schema.ts';
import { scoreOfRow } from '../mentions/score-columns.ts';

/** Differences between the kept counts and a recount of the mentions; empty when they agree. */
export async function auditCounts(db: Db): Promise<string[]> {
  return differences(await recount(db), await kept(db));
}

/** One line for each bucket and column: key → count. */
type Lines = Map<string, number>;

function bump(lines: Lines, key: string, by: number): void {
  if (by !== 0) lines.set(key, (lines.get(key) ?? 0) + by);
}

/** Corrections in force, read from their own table. */
async function correctionsOf(db: Db): Promise<Map<number, Corrected>> {
  const said = new Map<number, CorrectionValue[]>();
  const active = db.select().from(correction).where(isNull(correction.undoneAt)).orderBy(asc(correction.id));
  for (const row of await active.all()) said.set(row.mentionId, [...(said.get(row.mentionId) ?? []), row]);
  return new Map([...said].map(([id, list]) => [id, correctedBy(list)!]));
}

async function recount(db: Db): Promise<Lines> {
  const lines: Lines = new Map();
  const corrections = await correctionsOf(db);
  const muted = await muteReader(db)();
  const rows = await db
    .select({ brandId: mentionBrand.brandId, mention })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .where(and(ne(mention.state, 'pending'), ne(mention.state, 'dead')))
    .all();
  const silent = await muted.mentions(rows.map((row) => row.mention.id));
  for (const { brandId, mention: row } of rows) {
    if (muted.source(brandId, row.source) || silent.has(`${brandId}|${row.id}`)) continue;
    const score = effectiveScore(scoreOfRow(row), corrections.get(row.id));
    for (const widthMs of BUCKET_WIDTHS) {
      const key = `${brandId}|${widthMs}|${bucketStart(row.publishedAt, widthMs)}|${row.source}`;
      bump(lines, `${key}|all`, 1);
      if (row.precision === 'day') bump(lines, `${key}|dayPrecise`, 1);
      if (!score.scored) {
        bump(lines, `${key}|notScored`, 1);
        continue;
      }
      bump(lines, `${key}|${score.sentiment.label}`, 1);
      bump(lines, `${key}|sentimentMilli`, toMilli(score.sentiment.score));
      if (score.betrayal.label) bump(lines, `${key}|betrayal`, 1);
      for (const code of countedCodes(score.betrayal)) bump(lines, `${key}|code:${code}`, 1);
    }
  }
  await addExpired(db, lines, muted);
  return lines;
}

/** What expired mentions counted for when they were removed. */
async function addExpired(db: Db, lines: Lines, muted: Muted): Promise<void> {
  const [buckets, codes] = await expiredSums(db, {});
  const keyOf = (one: BucketKey) => `${one.brandId}|${one.widthMs}|${one.start}|${one.source}`;
  for (const one of buckets) {
    if (muted.source(one.brandId, one.source)) continue;
    for (const column of COUNT_COLUMNS) bump(lines, `${keyOf(one)}|${column}`, one[column]);
  }
  for (const one of codes) {
    if (!muted.source(one.brandId, one.source)) bump(lines, `${keyOf(one)}|code:${one.code}`, one.count);
  }
}

async function kept(db: Db): Promise<Lines> {
  const lines: Lines = new Map();
  for (const { brandId, widthMs, start, source, ...counts } of await db.select().from(bucket).all()) {
    const key = `${brandId}|${widthMs}|${start}|${source}`;
    for (const [column, count] of Object.entries(counts)) bump(lines, `${key}|${column}`, count);
  }
  for (const row of await db.select().from(bucketCategory).all()) {
    bump(lines, `${row.brandId}|${row.widthMs}|${row.start}|${row.source}|code:${row.code}`, row.count);
  }
  return lines;
}

function differences(recounted: Lines, keptLines: Lines): string[] {
  const found: string[] = [];
  for (const key of new Set([...recounted.keys(), ...keptLines.keys()])) {
    const [a, b] = [recounted.get(key) ?? 0, keptLines.get(key) ?? 0];
    if (a !== b) found.push(`${key}: mentions say ${a}, counts say ${b}`);
  }
  return found;
}
