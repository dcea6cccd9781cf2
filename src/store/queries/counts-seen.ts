/**
 * Counts as one version of the scorer saw them, from the mentions and the scores that were replaced. It costs
 * mentions, not buckets: for looking back, not for every page. Corrections and mutes hold for every version.
 */
import { and, eq, gte, isNotNull, lt, or, sql } from 'drizzle-orm';
import { effectiveScore } from '../../domain/correction.ts';
import { bucketStart } from '../../domain/series.ts';
import type { Score } from '../../domain/scoring.ts';
import type { BucketCounts, CountRange } from '../ports/counts.ts';
import { addScore, emptyCounts } from './count-deltas.ts';
import type { Db } from './db.ts';
import { notMuted } from './muted.ts';
import { mention, mentionBrand } from './schema.ts';
import { mentionScore } from './schema-rescore.ts';
import { codesOf, scoreOfRow } from './score-columns.ts';

interface Seen {
  readonly source: string;
  readonly publishedAt: number;
  readonly score: Score;
}

/** The last of the replaced scores that `version` gave a mention. */
function lastBy(version: string) {
  const last = sql`(select max(past.id) from ${mentionScore} as past
    where past.mention_id = ${mention.id} and past.version = ${version})`;
  return eq(mentionScore.id, last);
}

/** Whether `version` ever scored a mention; beside a join by `lastBy`. */
function seenBy(version: string) {
  return or(eq(mention.scorerVersion, version), isNotNull(mentionScore.id));
}

async function seenIn(db: Db, range: CountRange, version: string): Promise<Seen[]> {
  const firstAt = Math.ceil(range.from / range.widthMs) * range.widthMs;
  const end = Math.ceil(range.to / range.widthMs) * range.widthMs;
  const where = [
    eq(mentionBrand.brandId, range.brandId),
    gte(mentionBrand.publishedAt, firstAt),
    lt(mentionBrand.publishedAt, end),
    seenBy(version),
    ...(await notMuted(db, range.brandId)),
  ];
  if (range.source !== undefined) where.push(eq(mention.source, range.source));
  return (
    await db
      .select({ mention, past: mentionScore })
      .from(mentionBrand)
      .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
      .leftJoin(mentionScore, lastBy(version))
      .where(and(...where))
      .all()
  ).map(({ mention: { source, publishedAt, ...now }, past }) => ({
    source,
    publishedAt,
    score: effectiveScore(
      scoreOfRow(now.scorerVersion === version || past === null ? now : past),
      now.corrected ?? undefined,
    ),
  }));
}

function grouped<K, V>(
  seen: readonly Seen[],
  keys: (one: Seen) => readonly K[],
  empty: (key: K) => V,
  add: (into: V, one: Seen) => void,
): V[] {
  const groups = new Map<K, V>();
  for (const one of seen) {
    for (const key of keys(one)) {
      const into = groups.get(key) ?? empty(key);
      groups.set(key, into);
      add(into, one);
    }
  }
  return [...groups.values()];
}

export async function bucketsSeen(db: Db, range: CountRange, version: string): Promise<BucketCounts[]> {
  return grouped(
    await seenIn(db, range, version),
    (one) => [bucketStart(one.publishedAt, range.widthMs)],
    (start) => ({ start, ...emptyCounts() }),
    (into, one) => addScore(into, one.score),
  ).sort((a, b) => a.start - b.start);
}

export async function categoriesSeen(db: Db, range: CountRange, version: string) {
  return grouped(
    await seenIn(db, range, version),
    (one) => codesOf(one.score).map((code) => `${bucketStart(one.publishedAt, range.widthMs)}|${code}`),
    (key) => {
      const bar = key.indexOf('|');
      return { start: Number(key.slice(0, bar)), code: key.slice(bar + 1), count: 0 };
    },
    (into) => {
      into.count += 1;
    },
  ).sort((a, b) => a.start - b.start || (a.code < b.code ? -1 : 1));
}

export async function sourcesSeen(db: Db, range: CountRange, version: string) {
  return grouped(
    await seenIn(db, range, version),
    (one) => [one.source],
    (source) => ({ source, ...emptyCounts() }),
    (into, one) => addScore(into, one.score),
  )
    .sort((a, b) => b.all - a.all || (a.source < b.source ? -1 : 1))
    .map(({ source, all, negative, betrayal }) => ({ source, all, negative, betrayal }));
}

export async function spanSeen(db: Db, brandId: number, widthMs: number, version: string) {
  const row = await db
    .select({
      from: sql<number | null>`min(${mentionBrand.publishedAt})`,
      to: sql<number | null>`max(${mentionBrand.publishedAt})`,
    })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .leftJoin(mentionScore, lastBy(version))
    .where(and(eq(mentionBrand.brandId, brandId), seenBy(version), ...(await notMuted(db, brandId))))
    .get();
  if (row?.from == null || row.to == null) return undefined;
  return { first: bucketStart(row.from, widthMs), last: bucketStart(row.to, widthMs) };
}
