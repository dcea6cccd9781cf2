/** Gathers what a transaction adds to the counts, then writes each bucket once. */
import { inArray, sql } from 'drizzle-orm';
import type { Score } from '../../domain/scoring.ts';
import type { Db } from './db.ts';
import { brand, bucket, bucketCategory } from './schema.ts';

export interface BucketKey {
  readonly brandId: number;
  readonly widthMs: number;
  readonly start: number;
  readonly source: string;
}

type BucketDelta = BucketKey & Record<(typeof COLUMNS)[number], number>;

const COLUMNS = [
  'all',
  'negative',
  'neutral',
  'positive',
  'notScored',
  'betrayal',
  'sentimentMilli',
] as const;

/** Thousandths, so that sums are whole numbers and do not depend on order. */
export function toMilli(score: number): number {
  return Math.round(score * 1000);
}

/** Adds one mention with `score` to a delta or count. */
export function addScore(into: Record<(typeof COLUMNS)[number], number>, score: Score): void {
  into.all += 1;
  if (!score.scored) {
    into.notScored += 1;
    return;
  }
  into[score.sentiment.label] += 1;
  if (score.betrayal.label) into.betrayal += 1;
  into.sentimentMilli += toMilli(score.sentiment.score);
}

const p = sql.placeholder;

/** Building an upsert costs many times what it costs to run it: once for a connection is enough. */
function upserts(db: Db) {
  return {
    bucket: db
      .insert(bucket)
      .values({
        brandId: p('brandId'),
        widthMs: p('widthMs'),
        start: p('start'),
        source: p('source'),
        all: p('all'),
        negative: p('negative'),
        neutral: p('neutral'),
        positive: p('positive'),
        notScored: p('notScored'),
        betrayal: p('betrayal'),
        sentimentMilli: p('sentimentMilli'),
      })
      .onConflictDoUpdate({
        target: [bucket.brandId, bucket.widthMs, bucket.start, bucket.source],
        set: {
          all: sql`${bucket.all} + excluded.all_count`,
          negative: sql`${bucket.negative} + excluded.negative`,
          neutral: sql`${bucket.neutral} + excluded.neutral`,
          positive: sql`${bucket.positive} + excluded.positive`,
          notScored: sql`${bucket.notScored} + excluded.not_scored`,
          betrayal: sql`${bucket.betrayal} + excluded.betrayal`,
          sentimentMilli: sql`${bucket.sentimentMilli} + excluded.sentiment_milli`,
        },
      })
      .prepare(),
    category: db
      .insert(bucketCategory)
      .values({
        brandId: p('brandId'),
        widthMs: p('widthMs'),
        start: p('start'),
        source: p('source'),
        code: p('code'),
        count: p('count'),
      })
      .onConflictDoUpdate({
        target: [
          bucketCategory.brandId,
          bucketCategory.widthMs,
          bucketCategory.start,
          bucketCategory.source,
          bucketCategory.code,
        ],
        set: { count: sql`${bucketCategory.count} + excluded.count` },
      })
      .prepare(),
  };
}

/** Makes empty deltas for one transaction after another of a connection. */
export function deltaCounter(db: Db) {
  const upsert = upserts(db);
  return () => countDeltas(db, upsert);
}

function countDeltas(db: Db, upsert: ReturnType<typeof upserts>) {
  const buckets = new Map<string, BucketDelta>();
  const categories = new Map<string, BucketKey & { code: string; count: number }>();

  return {
    add(key: BucketKey, score: Score, codes: readonly string[]): void {
      const id = `${key.brandId}|${key.widthMs}|${key.start}|${key.source}`;
      let delta = buckets.get(id);
      if (!delta) {
        delta = {
          ...key,
          all: 0,
          negative: 0,
          neutral: 0,
          positive: 0,
          notScored: 0,
          betrayal: 0,
          sentimentMilli: 0,
        };
        buckets.set(id, delta);
      }
      addScore(delta, score);
      for (const code of codes) {
        const codeId = `${id}|${code}`;
        const count = categories.get(codeId);
        if (count) count.count += 1;
        else categories.set(codeId, { ...key, code, count: 1 });
      }
    },

    /** Writes everything and marks the brands as changed; returns their ids. */
    apply(): number[] {
      const brandIds = [...new Set([...buckets.values()].map((b) => b.brandId))];
      for (const values of buckets.values()) upsert.bucket.run({ ...values });
      for (const values of categories.values()) upsert.category.run({ ...values });
      if (brandIds.length > 0) {
        db.update(brand)
          .set({ dirtyVersion: sql`${brand.dirtyVersion} + 1` })
          .where(inArray(brand.id, brandIds))
          .run();
      }
      return brandIds;
    },
  };
}
