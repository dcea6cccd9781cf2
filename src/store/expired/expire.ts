/**
 * Expires mentions in batches. Their rows are removed: text, author, link, notes. Their counts stay, for every scorer
 * version that saw them, and so do their identities, so that none is ingested a second time.
 */
import { inArray, lt, ne, and, sql } from 'drizzle-orm';
import { effectiveScore } from '../../domain/correction.ts';
import type { MentionWrites } from '../mentions/port.ts';
import { addExpired, type ExpiredScore } from './counts.ts';
import { keepIdentities } from './seen-before.ts';
import type { Db } from '../sql/db.ts';
import { groupsOf, handOver } from '../mentions/erase.ts';
import { deleteRowsOf } from '../mentions/rows-of-mention.ts';
import { muteReader } from '../triage/muted.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { mentionScore } from '../rescores/schema.ts';
import { dropParts } from '../search/changes.ts';
import { scoreOfRow } from '../mentions/score-columns.ts';

type Row = typeof mention.$inferSelect;
type Past = typeof mentionScore.$inferSelect;

/** The last score of each version, of one mention; the one that counts is marked. */
function scoresOf(
  row: Row,
  past: readonly Past[],
): Pick<ExpiredScore, 'scorerVersionId' | 'counted' | 'score'>[] {
  if (row.state === 'dead') return [];
  const withCorrections = (of: Row | Past) => effectiveScore(scoreOfRow(of), row.corrected ?? undefined);
  // An erased mention has no version, but its last score is among the past scores.
  const own = row.scorerVersionId ?? past.at(-1)?.scorerVersionId ?? 0;
  const last = new Map(past.map((one) => [one.scorerVersionId, one]));
  last.delete(own);
  return [
    { scorerVersionId: own, counted: true, score: withCorrections(row) },
    ...[...last].map(([scorerVersionId, one]) => ({
      scorerVersionId,
      counted: false,
      score: withCorrections(one),
    })),
  ];
}

function grouped<T extends { readonly mentionId: number }>(all: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const one of all) {
    const group = groups.get(one.mentionId);
    if (group) group.push(one);
    else groups.set(one.mentionId, [one]);
  }
  return groups;
}

export function mentionExpiry(db: Db): Pick<MentionWrites, 'age'> {
  const muted = muteReader(db);

  /** Adds what the mentions count for to the expired counts. */
  async function keepCounts(rows: readonly Row[], brands: ReadonlyMap<number, { brandId: number }[]>) {
    const ids = rows.map(({ id }) => id);
    const past = grouped(
      await db
        .select()
        .from(mentionScore)
        .where(inArray(mentionScore.mentionId, ids))
        .orderBy(mentionScore.id)
        .all(),
    );
    const silent = await (await muted()).mentions(ids);
    const scores = rows.flatMap((row) =>
      scoresOf(row, past.get(row.id) ?? []).flatMap((one) =>
        (brands.get(row.id) ?? [])
          .filter(({ brandId }) => !silent.has(`${brandId}|${row.id}`))
          .map(({ brandId }) => ({
            ...one,
            brandId,
            source: row.source,
            publishedAt: row.publishedAt,
            precision: row.precision,
            backfilled: row.backfilled,
          })),
      ),
    );
    await addExpired(db, scores);
  }

  return {
    async age(collectedBefore, limit) {
      const rows = await db
        .select()
        .from(mention)
        .where(
          and(
            sql`not ${mention.simulated}`,
            lt(mention.collectedAt, collectedBefore),
            ne(mention.state, 'pending'),
          ),
        )
        .orderBy(mention.collectedAt)
        .limit(limit)
        .all();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return { erased: 0, places: [] };
      const links = await db.select().from(mentionBrand).where(inArray(mentionBrand.mentionId, ids)).all();
      const brands = grouped(links);
      await keepCounts(rows, brands);
      await keepIdentities(
        db,
        rows.flatMap((row) => (brands.get(row.id) ?? []).map(({ brandId }) => ({ ...row, brandId }))),
      );
      const groups = await groupsOf(db, ids);
      await deleteRowsOf(db, ids, 'keep');
      await db.delete(mention).where(inArray(mention.id, ids)).run();
      await dropParts(db, ids);
      for (const first of groups) await handOver(db, first);
      return { erased: ids.length, places: links };
    },
  };
}
