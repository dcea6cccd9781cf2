/** Who said what when: what detection weighs beside counts. */
import { and, desc, eq, gte, inArray, lt, ne, notInArray } from 'drizzle-orm';
import { effectiveScore } from '../../domain/correction.ts';
import { marksOf } from '../../domain/kind/trace.ts';
import type { VoiceRange } from '../../domain/kind/voice.ts';
import type { Db } from '../sql/db.ts';
import { notMuted } from '../triage/muted.ts';
import type { MentionQueries } from './port.ts';
import { mention, mentionBrand } from './schema.ts';
import { codesOf, scoreOfRow } from './score-columns.ts';

export function voicesOfMentions(db: Db): Pick<MentionQueries, 'voices' | 'traces'> {
  /** The newest, oldest first. */
  async function newest({ brandId, from, to, only, except = [], limit }: VoiceRange) {
    const where = [
      eq(mentionBrand.brandId, brandId),
      gte(mentionBrand.publishedAt, from),
      lt(mentionBrand.publishedAt, to),
      ne(mention.state, 'pending'),
      ne(mention.state, 'dead'),
      ...(await notMuted(db, [brandId])),
    ];
    if (only) where.push(inArray(mention.source, [...only]));
    if (except.length > 0) where.push(notInArray(mention.source, [...except]));
    const rows = await db
      .select({ mention, at: mentionBrand.publishedAt })
      .from(mentionBrand)
      .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
      .where(and(...where))
      .orderBy(desc(mentionBrand.publishedAt), desc(mention.id))
      .limit(limit)
      .all();
    return rows.reverse();
  }
  return {
    async traces(range) {
      return (await newest(range)).map(({ mention: row, at }) => ({
        id: row.id,
        at,
        author: row.authorPseudonym ?? undefined,
        cluster: row.duplicateOf ?? row.id,
        marks: marksOf(row.text),
      }));
    },
    async voices(range) {
      return (await newest(range)).map(({ mention: row, at }) => {
        const score = effectiveScore(scoreOfRow(row), row.corrected ?? undefined);
        return {
          at,
          cluster: row.duplicateOf ?? row.id,
          author: row.authorPseudonym ?? undefined,
          thread: row.parentExternalId === null ? undefined : `${row.source} ${row.parentExternalId}`,
          sentiment: score.scored ? score.sentiment.label : undefined,
          betrayal: score.scored && score.betrayal.label,
          codes: codesOf(score),
        };
      });
    },
  };
}
