/** What is known about mentions beside what they say. */
import { and, desc, eq, gte, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { MentionQueries } from '../ports/mentions.ts';
import type { Db } from './db.ts';
import { notMuted } from './muted.ts';
import { mention, mentionBrand } from './schema.ts';
import { mentionRevision } from './schema-sources.ts';

const CANDIDATES = 3;
const p = sql.placeholder;

export function aboutMentions(db: Db): Pick<MentionQueries, 'revisions' | 'shares' | 'foldCandidates'> {
  const candidates = db
    .select({ id: mention.id, text: mention.text })
    .from(mention)
    .where(
      and(
        or(
          and(isNotNull(mention.foldExact), eq(mention.foldExact, p('exact'))),
          and(isNotNull(mention.foldSketch), eq(mention.foldSketch, p('sketch'))),
        ),
        isNull(mention.dupeOf),
        gte(mention.publishedAt, p('from')),
        lt(mention.publishedAt, p('to')),
      ),
    )
    .orderBy(desc(mention.id))
    .limit(CANDIDATES)
    .prepare();
  return {
    async revisions(id) {
      return (
        await db
          .select({ at: mentionRevision.at, text: mentionRevision.text, title: mentionRevision.title })
          .from(mentionRevision)
          .where(eq(mentionRevision.mentionId, id))
          .orderBy(desc(mentionRevision.id))
          .all()
      ).map((row) => ({ ...row, title: row.title ?? undefined }));
    },
    async shares(brandId, from, to) {
      const row = await db
        .select({
          all: sql<number>`count(*)`,
          deleted: sql<number>`count(${mention.deletedAt})`,
          backfilled: sql<number>`count(*) filter (where ${mention.backfilled})`,
        })
        .from(mentionBrand)
        .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
        .where(
          and(
            eq(mentionBrand.brandId, brandId),
            gte(mentionBrand.publishedAt, from),
            lt(mentionBrand.publishedAt, to),
            ...(await notMuted(db, brandId)),
          ),
        )
        .get();
      return row ?? { all: 0, deleted: 0, backfilled: 0 };
    },
    async foldCandidates({ exact, sketch }, from, to) {
      return candidates.all({ exact, sketch: sketch ?? '', from, to });
    },
  };
}
