/** Gathers what a transaction adds to the counts, then writes each bucket once. */
import { inArray, sql } from 'drizzle-orm';
import type { Score } from '../../domain/scoring.ts';
import { countUpserts } from './count-upserts.ts';
import type { Db } from './db.ts';
import { brand } from './schema.ts';

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

/** Makes empty deltas for one transaction after another of a connection. */
export function deltaCounter(db: Db) {
  const upsert = countUpserts(db);
  return () => countDeltas(db, upsert);
}

function countDeltas(db: Db, upsert: ReturnType<typeof countUpserts>) {
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
