/**
 * Counts as one version of the scorer saw them, from the mentions and the scores that were replaced. It reads
 * mentions, not buckets: meant for looking back, not for every page. Corrections and mutes apply to every version.
 */
import { and, eq, gte, inArray, isNotNull, lt, notInArray, or, sql } from 'drizzle-orm';
import { effectiveScore } from '../../domain/correction.ts';
import { bucketStart } from '../../domain/series.ts';
import type { BucketCounts, CountRange } from './port.ts';
import { expiredBuckets, expiredCategories } from '../expired/counts.ts';
import { addScore, COUNT_COLUMNS, emptyCounts } from './deltas.ts';
import type { Db } from '../sql/db.ts';
import { muteReader, notMuted } from '../triage/muted.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { mentionScore } from '../rescores/schema.ts';
import { versionId } from '../rescores/scorer-versions.ts';
import { codesOf, scoreOfRow } from '../mentions/score-columns.ts';

/** A mention, or all expired ones of an hour together. */
interface Seen {
  readonly at: number;
  readonly source: string;
  readonly counts: Record<keyof ReturnType<typeof emptyCounts>, number>;
  readonly codes: readonly { readonly code: string; readonly count: number }[];
}

/** The last of the replaced scores that `version` gave a mention. */
function lastBy(version: number) {
  const last = sql`(select max(past.id) from ${mentionScore} as past
    where past.mention_id = ${mention.id} and past.scorer_version_id = ${version})`;
  return eq(mentionScore.id, last);
}

/** Whether `version` ever scored a mention; beside a join by `lastBy`. */
function seenBy(version: number) {
  return or(eq(mention.scorerVersionId, version), isNotNull(mentionScore.id));
}

async function seenIn(db: Db, range: CountRange, version: number): Promise<Seen[]> {
  const firstAt = Math.ceil(range.from / range.widthMs) * range.widthMs;
  const end = Math.ceil(range.to / range.widthMs) * range.widthMs;
  const where = [
    eq(mentionBrand.brandId, range.brandId),
    gte(mentionBrand.publishedAt, firstAt),
    lt(mentionBrand.publishedAt, end),
    seenBy(version),
    ...(await notMuted(db, [range.brandId])),
  ];
  if (range.source !== undefined) where.push(eq(mention.source, range.source));
  if (range.only) where.push(inArray(mention.source, [...range.only]));
  if (range.except && range.except.length > 0) where.push(notInArray(mention.source, [...range.except]));
  return (
    await db
      .select({ mention, past: mentionScore })
      .from(mentionBrand)
      .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
      .leftJoin(mentionScore, lastBy(version))
      .where(and(...where))
      .all()
  ).map(({ mention: { source, publishedAt, ...now }, past }) => {
    const given = scoreOfRow(now.scorerVersionId === version || past === null ? now : past);
    const score = effectiveScore(given, now.corrected ?? undefined);
    const counts = emptyCounts();
    addScore(counts, score, now.precision);
    return { at: publishedAt, source, counts, codes: codesOf(score).map((code) => ({ code, count: 1 })) };
  });
}

function isWanted({ only, except = [] }: CountRange, source: string): boolean {
  return (only?.includes(source) ?? true) && !except.includes(source);
}

/** Expired mentions, as hourly sums. */
async function expiredIn(db: Db, range: CountRange, version: number): Promise<Seen[]> {
  const { brandId, from, to, source } = range;
  const muted = await muteReader(db)();
  const wanted = { brandId, from, to, source, of: { scorerVersionId: version } };
  const heard = (one: { readonly source: string }) =>
    !muted.source(brandId, one.source) && isWanted(range, one.source);
  const buckets = (await expiredBuckets(db, wanted)).filter(heard);
  const codes = (await expiredCategories(db, wanted)).filter(heard);
  return [
    ...buckets.map((one) => ({ at: one.start, source: one.source, counts: one, codes: [] })),
    ...codes.map(({ start, source: from_, code, count }) => ({
      at: start,
      source: from_,
      counts: emptyCounts(),
      codes: [{ code, count }],
    })),
  ];
}

async function everything(db: Db, range: CountRange, name: string): Promise<Seen[]> {
  const version = await versionId(db, name);
  return [...(await seenIn(db, range, version)), ...(await expiredIn(db, range, version))];
}

function summed<K>(seen: readonly Seen[], keyOf: (one: Seen) => K): Map<K, ReturnType<typeof emptyCounts>> {
  const groups = new Map<K, ReturnType<typeof emptyCounts>>();
  for (const one of seen) {
    const into = groups.get(keyOf(one)) ?? emptyCounts();
    groups.set(keyOf(one), into);
    for (const name of COUNT_COLUMNS) into[name] += one.counts[name];
  }
  return groups;
}

export async function bucketsSeen(db: Db, range: CountRange, version: string): Promise<BucketCounts[]> {
  const seen = await everything(db, range, version);
  return [...summed(seen, (one) => bucketStart(one.at, range.widthMs))]
    .map(([start, { dayPrecise: _, ...counts }]) => ({ start, ...counts }))
    .filter(({ all }) => all > 0)
    .sort((a, b) => a.start - b.start);
}

export async function categoriesSeen(db: Db, range: CountRange, version: string) {
  const found = new Map<string, { start: number; code: string; count: number }>();
  for (const one of await everything(db, range, version)) {
    const start = bucketStart(one.at, range.widthMs);
    for (const { code, count } of one.codes) {
      const into = found.get(`${start}|${code}`) ?? { start, code, count: 0 };
      found.set(`${start}|${code}`, into);
      into.count += count;
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start || (a.code < b.code ? -1 : 1));
}

export async function sourcesSeen(db: Db, range: CountRange, version: string) {
  return [...summed(await everything(db, range, version), (one) => one.source)]
    .filter(([, { all }]) => all > 0)
    .map(([source, { all, negative, betrayal }]) => ({ source, all, negative, betrayal }))
    .sort((a, b) => b.all - a.all || (a.source < b.source ? -1 : 1));
}

export async function spanSeen(db: Db, brandId: number, widthMs: number, name: string) {
  const version = await versionId(db, name);
  const row = await db
    .select({
      from: sql<number | null>`min(${mentionBrand.publishedAt})`,
      to: sql<number | null>`max(${mentionBrand.publishedAt})`,
    })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .leftJoin(mentionScore, lastBy(version))
    .where(and(eq(mentionBrand.brandId, brandId), seenBy(version), ...(await notMuted(db, [brandId]))))
    .get();
  const muted = await muteReader(db)();
  const expired = await expiredBuckets(db, { brandId, of: { scorerVersionId: version } });
  const starts = expired.filter((one) => !muted.source(brandId, one.source)).map((one) => one.start);
  const ends = [row?.from, row?.to, ...starts].filter((at): at is number => typeof at === 'number');
  if (ends.length === 0) return undefined;
  const end = (pick: (a: number, b: number) => number) =>
    bucketStart(
      ends.reduce((a, b) => pick(a, b)),
      widthMs,
    );
  return { first: end(Math.min), last: end(Math.max) };
}
