/** Counts of one author's or one source's mentions of a brand, computed from the mentions. */
import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { bucketStart } from '../../domain/series.ts';
import type { MentionQueries } from './port.ts';
import { expiredBuckets } from '../expired/counts.ts';
import type { Db } from '../sql/db.ts';
import { writtenBy } from '../sql/index-parts.ts';
import { betrayed, felt } from './rows.ts';
import { mention, mentionBrand } from './schema.ts';

/** Reads mentions, not buckets: meant for an occasional request, not for every page. */
export function partOf(db: Db): MentionQueries['part'] {
  return async ({ brandId, source, author, widthMs, from, to }) => {
    // A bound number is a float, and `/` would be too; `%` takes whole numbers.
    const start = sql<number>`${mentionBrand.publishedAt} - ${mentionBrand.publishedAt} % ${widthMs}`;
    const rows = await db
      .select({
        start,
        all: sql<number>`count(*)`,
        negative: sql<number>`count(*) filter (where ${felt} = 'negative')`,
        betrayal: sql<number>`count(*) filter (where ${betrayed})`,
      })
      .from(mentionBrand)
      .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
      .where(
        and(
          eq(mentionBrand.brandId, brandId),
          gte(mentionBrand.publishedAt, from),
          lt(mentionBrand.publishedAt, to),
          author === undefined ? eq(mention.source, source) : writtenBy(source, author),
          inArray(mention.state, ['scored', 'not-scored']),
        ),
      )
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .all();
    // The author of an expired mention is no longer known.
    const expired =
      author === undefined ? await expiredBuckets(db, { brandId, source, from, to, of: 'counted' }) : [];
    const parts = new Map(rows.map((row) => [row.start, row]));
    for (const { start: hour, all, negative, betrayal } of expired) {
      const at = bucketStart(hour, widthMs);
      const into = parts.get(at) ?? { start: at, all: 0, negative: 0, betrayal: 0 };
      parts.set(at, into);
      into.all += all;
      into.negative += negative;
      into.betrayal += betrayal;
    }
    return [...parts.values()].sort((a, b) => a.start - b.start);
  };
}
