/** What is stored about mentions besides their text: duplicates, revisions, shares. */
import { and, desc, eq, gte, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { bucketStart, HOUR_MS } from '../../domain/series.ts';
import type { MentionQueries } from './port.ts';
import { expiredBuckets } from '../expired/counts.ts';
import type { Db } from '../sql/db.ts';
import { muteReader, notMuted } from '../triage/muted.ts';
import { mention, mentionBrand, mentionRevision } from './schema.ts';

export function aboutMentions(db: Db): Pick<MentionQueries, 'duplicates' | 'revisions' | 'shares'> {
  /** Counts of expired mentions, from their hourly buckets. */
  async function expiredCounts(brandId: number, from: number, to: number) {
    const muted = await muteReader(db)();
    const hours = await expiredBuckets(db, { brandId, from: bucketStart(from, HOUR_MS), to, of: 'counted' });
    const heard = hours.filter(({ source }) => !muted.source(brandId, source));
    const sum = (name: 'all' | 'backfilled') => heard.reduce((total, hour) => total + hour[name], 0);
    return { all: sum('all'), backfilled: sum('backfilled') };
  }

  return {
    async duplicates(id, limit) {
      const own = await db
        .select({ first: mention.duplicateOf })
        .from(mention)
        .where(eq(mention.id, id))
        .get();
      if (!own) return [];
      const first = own.first ?? id;
      const group = or(eq(mention.duplicateOf, first), eq(mention.id, first));
      const rows = await db
        .select({ id: mention.id })
        .from(mention)
        .where(and(group, ne(mention.id, id), isNull(mention.deletedAt)))
        .orderBy(mention.id)
        .limit(limit)
        .all();
      return rows.map((row) => row.id);
    },
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
            ...(await notMuted(db, [brandId])),
          ),
        )
        .get();
      const { all, deleted, backfilled } = row ?? { all: 0, deleted: 0, backfilled: 0 };
      const expired = await expiredCounts(brandId, from, to);
      return {
        all: all + expired.all,
        deleted: deleted + expired.all,
        backfilled: backfilled + expired.backfilled,
      };
    },
  };
}
