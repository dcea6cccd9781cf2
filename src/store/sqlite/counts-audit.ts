/** Recounting the counts from the mentions. */
import { and, eq, ne } from 'drizzle-orm';
import { BUCKET_WIDTHS, bucketStart } from '../../domain/series.ts';
import { countedCodes } from '../../domain/scoring.ts';
import { toMilli } from './count-deltas.ts';
import type { Db } from './db.ts';
import { bucket, bucketCategory, mention, mentionBrand } from './schema.ts';

/** Differences between the kept counts and a recount of the mentions; empty when they agree. */
export function auditCounts(db: Db): string[] {
  return differences(recount(db), kept(db));
}

/** One line for each bucket and column: key → count. */
type Lines = Map<string, number>;

function bump(lines: Lines, key: string, by: number): void {
  if (by !== 0) lines.set(key, (lines.get(key) ?? 0) + by);
}

function recount(db: Db): Lines {
  const lines: Lines = new Map();
  const rows = db
    .select({
      brandId: mentionBrand.brandId,
      source: mention.source,
      publishedAt: mention.publishedAt,
      state: mention.state,
      label: mention.sentimentLabel,
      score: mention.sentimentScore,
      betrayal: mention.betrayalLabel,
      categories: mention.categories,
      context: mention.context,
    })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .where(and(ne(mention.state, 'pending'), ne(mention.state, 'dead')))
    .all();
  for (const row of rows) {
    for (const widthMs of BUCKET_WIDTHS) {
      const key = `${row.brandId}|${widthMs}|${bucketStart(row.publishedAt, widthMs)}|${row.source}`;
      bump(lines, `${key}|all`, 1);
      if (row.state === 'not-scored') {
        bump(lines, `${key}|notScored`, 1);
        continue;
      }
      bump(lines, `${key}|${row.label}`, 1);
      bump(lines, `${key}|sentimentMilli`, toMilli(row.score ?? 0));
      if (row.betrayal) bump(lines, `${key}|betrayal`, 1);
      const codes = countedCodes({
        label: row.betrayal ?? false,
        categories: row.categories ?? [],
        context: row.context ?? [],
      });
      for (const code of codes) bump(lines, `${key}|code:${code}`, 1);
    }
  }
  return lines;
}

function kept(db: Db): Lines {
  const lines: Lines = new Map();
  for (const { brandId, widthMs, start, source, ...counts } of db.select().from(bucket).all()) {
    const key = `${brandId}|${widthMs}|${start}|${source}`;
    for (const [column, count] of Object.entries(counts)) bump(lines, `${key}|${column}`, count);
  }
  for (const row of db.select().from(bucketCategory).all()) {
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
