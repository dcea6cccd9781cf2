/** Gathers what a transaction adds to the counts, then writes each bucket once. */
import { effectiveScore } from '../../domain/correction.ts';
import type { TimePrecision } from '../../domain/mention.ts';
import type { Score } from '../../domain/scoring.ts';
import { BUCKET_WIDTHS, bucketStart } from '../../domain/series.ts';
import { markChanged } from '../brands/changes.ts';
import type { Db } from '../sql/db.ts';
import type { BulkWrites, CountedMention } from '../sql/bulk-writes.ts';
import { muteReader, type Muted } from '../triage/muted.ts';
import { codesOf } from '../mentions/score-columns.ts';

export interface BucketKey {
  readonly brandId: number;
  readonly widthMs: number;
  readonly start: number;
  readonly source: string;
}

type Columns = Record<(typeof COUNT_COLUMNS)[number], number>;
type BucketDelta = BucketKey & Columns;

interface CodeCount {
  readonly code: string;
  readonly count: number;
}

/** The columns of a bucket that count. */
export const COUNT_COLUMNS = [
  'all',
  'negative',
  'neutral',
  'positive',
  'notScored',
  'betrayal',
  'sentimentMilli',
  'dayPrecise',
] as const;

/** Thousandths, so that sums are whole numbers and do not depend on order. */
export function toMilli(score: number): number {
  return Math.round(score * 1000);
}

/** The columns of a bucket with nothing in it. */
export function emptyCounts(): Record<(typeof COUNT_COLUMNS)[number], number> {
  return {
    all: 0,
    negative: 0,
    neutral: 0,
    positive: 0,
    notScored: 0,
    betrayal: 0,
    sentimentMilli: 0,
    dayPrecise: 0,
  };
}

/** Adds one mention with `score` to a delta or count, or takes it away. `precision` is that of its time. */
export function addScore(
  into: Record<(typeof COUNT_COLUMNS)[number], number>,
  score: Score,
  precision: TimePrecision | null,
  by: 1 | -1 = 1,
): void {
  into.all += by;
  if (precision === 'day') into.dayPrecise += by;
  if (!score.scored) {
    into.notScored += by;
    return;
  }
  into[score.sentiment.label] += by;
  if (score.betrayal.label) into.betrayal += by;
  into.sentimentMilli += by * toMilli(score.sentiment.score);
}

/** Makes empty deltas for one transaction after another of a connection. */
export function deltaCounter(db: Db, bulk: BulkWrites) {
  const muted = muteReader(db);
  return async () => countDeltas(db, bulk, await muted());
}

function countDeltas(db: Db, bulk: BulkWrites, muted: Muted) {
  const buckets = new Map<string, BucketDelta>();
  const categories = new Map<string, BucketKey & { code: string; count: number }>();

  const idOf = (key: BucketKey) => `${key.brandId}|${key.widthMs}|${key.start}|${key.source}`;

  function bucketOf(key: BucketKey): BucketDelta {
    const id = idOf(key);
    const known = buckets.get(id);
    if (known) return known;
    const { brandId, widthMs, start, source } = key;
    const delta = { brandId, widthMs, start, source, ...emptyCounts() };
    buckets.set(id, delta);
    return delta;
  }

  function addCode({ brandId, widthMs, start, source }: BucketKey, code: string, by: number): void {
    const key = { brandId, widthMs, start, source };
    const codeId = `${idOf(key)}|${code}`;
    const count = categories.get(codeId);
    if (count) count.count += by;
    else categories.set(codeId, { ...key, code, count: by });
  }

  function add(
    key: BucketKey,
    score: Score,
    precision: TimePrecision | null,
    codes: readonly string[],
    by: 1 | -1,
  ): void {
    addScore(bucketOf(key), score, precision, by);
    for (const code of codes) addCode(key, code, by);
  }

  const marked: Parameters<Muted['mark']>[0][number][] = [];
  const counted: { mention: CountedMention; given: Score; by: 1 | -1 }[] = [];

  function tally(mention: CountedMention, given: Score, by: 1 | -1, silent?: ReadonlySet<string>): void {
    const score = effectiveScore(given, mention.corrected ?? undefined);
    const codes = codesOf(score);
    for (const brandId of mention.brandIds) {
      if (muted.source(brandId, mention.source) || silent?.has(`${brandId}|${mention.id}`)) continue;
      for (const widthMs of BUCKET_WIDTHS) {
        const start = bucketStart(mention.publishedAt, widthMs);
        add({ brandId, widthMs, start, source: mention.source }, score, mention.precision, codes, by);
      }
    }
  }

  /** Asks which of those counted so far are muted. */
  async function catchUp(): Promise<void> {
    await muted.mark(marked.splice(0));
    const some = counted.splice(0);
    const silent = await muted.mentions([...new Set(some.map((one) => one.mention.id))]);
    for (const { mention, given, by } of some) tally(mention, given, by, silent);
  }

  return {
    catchUp,

    /**
     * Counts a mention with `given` and what people corrected in every bucket it belongs to, save those of brands
     * for which it is muted; −1 takes it out of them.
     */
    count(mention: CountedMention, given: Score, by: 1 | -1 = 1): void {
      const { id, source, publishedAt, precision, brandIds, corrected } = mention;
      if (muted.any)
        counted.push({ mention: { id, source, publishedAt, precision, brandIds, corrected }, given, by });
      else tally(mention, given, by);
    },

    /** Counts what is summed already; muted sources count for nothing. */
    countSums(sums: readonly (BucketKey & Columns)[], codes: readonly (BucketKey & CodeCount)[]): void {
      for (const sum of sums) {
        if (muted.source(sum.brandId, sum.source)) continue;
        const delta = bucketOf(sum);
        for (const name of COUNT_COLUMNS) delta[name] += sum[name];
      }
      for (const one of codes) {
        if (!muted.source(one.brandId, one.source)) addCode(one, one.code, one.count);
      }
    },

    /** A new mention, or one that a brand gained, is muted from the start where its author is. */
    muteNew(mention: Omit<(typeof marked)[number], 'brandIds'>, brandIds: readonly number[]): void {
      if (muted.any) marked.push({ ...mention, brandIds });
    },

    /** Writes what is not zero and marks the brands as changed; returns their ids. */
    async apply(): Promise<number[]> {
      await catchUp();
      const changed = [...buckets.values()].filter((delta) =>
        COUNT_COLUMNS.some((name) => delta[name] !== 0),
      );
      const recoded = [...categories.values()].filter((delta) => delta.count !== 0);
      const brandIds = [...new Set([...changed, ...recoded].map((delta) => delta.brandId))];
      await bulk.addToBuckets(changed);
      await bulk.addToCategories(recoded);
      await markChanged(db, [...changed, ...recoded]);
      return brandIds;
    },
  };
}
