/** What mentions whose time is over count for. */
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { bucketStart, HOUR_MS } from '../../domain/series.ts';
import type { TimePrecision } from '../../domain/mention.ts';
import type { Score } from '../../domain/scoring.ts';
import { addScore, COUNT_COLUMNS, emptyCounts } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import { expiredBucket, expiredCategory } from './schema.ts';
import { codesOf } from '../mentions/score-columns.ts';

export type ExpiredBucket = typeof expiredBucket.$inferSelect;
export type ExpiredCategory = typeof expiredCategory.$inferSelect;

/** What an expired mention counts for. */
export interface ExpiredScore {
  readonly brandId: number;
  readonly source: string;
  readonly publishedAt: number;
  readonly precision: TimePrecision | null;
  readonly scorerVersionId: number;
  /** False for a score that another replaced. */
  readonly counted: boolean;
  readonly backfilled: boolean;
  /** With its corrections. */
  readonly score: Score;
}

export interface ExpiredRange {
  readonly brandId?: number;
  readonly source?: string | undefined;
  /** Half-open, bucket starts. */
  readonly from?: number;
  readonly to?: number;
  /** What counts, or what one version saw. */
  readonly of: 'counted' | { readonly scorerVersionId: number };
}

function within(table: typeof expiredBucket | typeof expiredCategory, range: ExpiredRange): SQL | undefined {
  const { brandId, source, from, to, of } = range;
  return and(
    of === 'counted' ? eq(table.counted, true) : eq(table.scorerVersionId, of.scorerVersionId),
    brandId === undefined ? undefined : eq(table.brandId, brandId),
    source === undefined ? undefined : eq(table.source, source),
    from === undefined ? undefined : gte(table.start, from),
    to === undefined ? undefined : lt(table.start, to),
  );
}

export async function expiredBuckets(db: Db, range: ExpiredRange): Promise<ExpiredBucket[]> {
  return db.select().from(expiredBucket).where(within(expiredBucket, range)).all();
}

export async function expiredCategories(db: Db, range: ExpiredRange): Promise<ExpiredCategory[]> {
  return db.select().from(expiredCategory).where(within(expiredCategory, range)).all();
}

/** What counts of a brand's source, as sums for `countSums`. */
export async function expiredSums(db: Db, of: { readonly brandId?: number; readonly source?: string }) {
  const range = { ...of, of: 'counted' } as const;
  const hour = { widthMs: HOUR_MS };
  const buckets = (await expiredBuckets(db, range)).map((one) => ({ ...one, ...hour }));
  const codes = (await expiredCategories(db, range)).map((one) => ({ ...one, ...hour }));
  return [buckets, codes] as const;
}

const COUNTS = ['backfilled', ...COUNT_COLUMNS] as const;
const HOUR_KEY = [
  expiredBucket.brandId,
  expiredBucket.start,
  expiredBucket.source,
  expiredBucket.scorerVersionId,
  expiredBucket.counted,
];

/** Adds what these count for. */
export async function addExpired(db: Db, scores: readonly ExpiredScore[]): Promise<void> {
  const buckets = new Map<string, ExpiredBucket>();
  const categories = new Map<string, ExpiredCategory>();
  for (const {
    brandId,
    source,
    publishedAt,
    precision,
    scorerVersionId,
    counted,
    backfilled,
    score,
  } of scores) {
    const hour = { brandId, start: bucketStart(publishedAt, HOUR_MS), source, scorerVersionId, counted };
    const key = Object.values(hour).join('|');
    const bucket = buckets.get(key) ?? { ...hour, backfilled: 0, ...emptyCounts() };
    buckets.set(key, bucket);
    bucket.backfilled += Number(backfilled);
    addScore(bucket, score, precision);
    for (const code of codesOf(score)) {
      const category = categories.get(`${key}|${code}`) ?? { ...hour, code, count: 0 };
      categories.set(`${key}|${code}`, category);
      category.count += 1;
    }
  }
  const added = (name: (typeof COUNTS)[number]) =>
    [name, sql`${expiredBucket[name]} + excluded.${sql.identifier(expiredBucket[name].name)}`] as const;
  for (const some of chunks([...buckets.values()])) {
    const set = Object.fromEntries(COUNTS.map(added));
    await db.insert(expiredBucket).values(some).onConflictDoUpdate({ target: HOUR_KEY, set }).run();
  }
  const { brandId, start, source, scorerVersionId, counted, code, count } = expiredCategory;
  const target = [brandId, start, source, scorerVersionId, counted, code];
  for (const some of chunks([...categories.values()])) {
    const set = { count: sql`${count} + excluded.count` };
    await db.insert(expiredCategory).values(some).onConflictDoUpdate({ target, set }).run();
  }
}

/** Rows of one statement: parameters stay under the limit of both databases. */
const ROWS = 200;

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += ROWS) yield all.slice(i, i + ROWS);
}
