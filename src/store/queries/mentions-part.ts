/** Counts of one author's or one source's mentions of a brand, from the mentions themselves. */
import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { MentionQueries } from '../ports/mentions.ts';
import type { Db } from './db.ts';
import { betrayed, felt } from './mention-rows.ts';
import { mention, mentionBrand } from './schema.ts';

/** Costs mentions, not buckets: for a question of somebody, not for every page. */
export function partOf(db: Db): MentionQueries['part'] {
  return async ({ brandId, source, author, widthMs, from, to }) => {
    // A bound number is a float, and `/` would be too; `%` takes whole numbers.
    const start = sql<number>`${mentionBrand.publishedAt} - ${mentionBrand.publishedAt} % ${widthMs}`;
    return db
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
          eq(mention.source, source),
          author === undefined ? undefined : eq(mention.authorPseudonym, author),
          inArray(mention.state, ['scored', 'not-scored']),
        ),
      )
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .all();
  };
}
