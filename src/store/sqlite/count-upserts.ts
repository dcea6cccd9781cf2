/**
 * The statements that add to a bucket. Building one takes much longer than running it, so they are built once per
 * connection.
 */
import type Database from 'better-sqlite3';
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import { bucket, bucketCategory } from '../counts/schema.ts';
import { bulkStatement } from './statement.ts';

const p = sql.placeholder;

export function countUpserts(db: Db, client: Database.Database) {
  return {
    bucket: bulkStatement(
      client,
      db
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
          dayPrecise: p('dayPrecise'),
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
            dayPrecise: sql`${bucket.dayPrecise} + excluded.day_precise`,
          },
        }),
    ),
    category: bulkStatement(
      client,
      db
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
        }),
    ),
    /** Removes rows whose count drops to 0. */
    dropEmpty: bulkStatement(
      client,
      db
        .delete(bucketCategory)
        .where(
          and(
            eq(bucketCategory.brandId, p('brandId')),
            eq(bucketCategory.widthMs, p('widthMs')),
            eq(bucketCategory.start, p('start')),
            eq(bucketCategory.source, p('source')),
            eq(bucketCategory.code, p('code')),
            eq(bucketCategory.count, 0),
          ),
        ),
    ),
  };
}
