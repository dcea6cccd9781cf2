/** Mentions that wait for the second reading. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Score } from '../../domain/scoring.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import { scoreOfRow, scorePlaceholders, scoreValues } from '../mentions/score-columns.ts';
import { mention } from '../mentions/schema.ts';
import type { Db } from '../sql/db.ts';
import { brandIdsOfMention, idsOf, scoringColumns } from '../sql/fragments.ts';
import type { OpenReadingQueries, OpenReadingWrites } from './port.ts';
import { openReading } from './schema.ts';

const p = sql.placeholder;
/** Rows of one statement. */
const AT_ONCE = 500;

export function openReadingQueries(db: Db): OpenReadingQueries {
  return {
    async some(limit) {
      const rows = await db
        .select({ openId: openReading.id, ...scoringColumns() })
        .from(openReading)
        .innerJoin(mention, eq(mention.id, openReading.mentionId))
        .orderBy(asc(openReading.late), asc(openReading.id))
        .limit(limit)
        .all();
      return rows.map(({ openId, ...row }) => ({
        id: openId,
        mention: {
          ...row,
          title: row.title ?? undefined,
          lang: row.lang === null || row.lang === 'und' ? undefined : row.lang,
          brandIds: idsOf(row.brandIds),
          attempts: 0,
        },
      }));
    },
    async count() {
      return (await db.select({ n: sql<number>`count(*)` }).from(openReading).get())?.n ?? 0;
    },
    async anyLate() {
      const one = { id: openReading.id };
      return (
        (await db.select(one).from(openReading).where(eq(openReading.late, true)).limit(1).get()) !==
        undefined
      );
    },
  };
}

export function openReadingWrites(db: Db, newDeltas: ReturnType<typeof deltaCounter>): OpenReadingWrites {
  const isOpen = and(eq(openReading.id, p('openId')), eq(openReading.mentionId, p('id')));
  const found = db
    .select({ mention, brandIds: brandIdsOfMention() })
    .from(openReading)
    .innerJoin(mention, eq(mention.id, openReading.mentionId))
    .where(and(isOpen, eq(mention.state, 'scored')))
    .prepare();
  const { scorerVersionId: _, ...values } = scorePlaceholders();
  const replace = db
    .update(mention)
    .set(values)
    .where(eq(mention.id, p('id')))
    .prepare();
  const remove = db.delete(openReading).where(isOpen).prepare();
  return {
    async close(readings) {
      const deltas = await newDeltas();
      let changed = 0;
      for (const { id: openId, mentionId: id, score } of readings) {
        const row = await found.get({ openId, id });
        await remove.run({ openId, id });
        if (!row || score === undefined) continue;
        const counted = { ...row.mention, brandIds: idsOf(row.brandIds) };
        const old = scoreOfRow(row.mention);
        await replace.run({ id, lang: score.lang, ...scoreValues(score) });
        deltas.count(counted, old, -1);
        deltas.count(counted, score);
        if (labels(old) !== labels(score)) changed += 1;
      }
      return { changed, brandIds: await deltas.apply() };
    },
  };
}

/** Notes which of these mentions are open now, and that the others are not. Simulated posts are read once. */
export async function noteOpen(
  db: Db,
  scored: readonly { readonly id: number; readonly score: Score; readonly late: boolean }[],
): Promise<void> {
  for (let from = 0; from < scored.length; from += AT_ONCE) {
    const some = scored.slice(from, from + AT_ONCE);
    const ids = some.map(({ id }) => id);
    await db.delete(openReading).where(inArray(openReading.mentionId, ids)).run();
    const open = new Set(some.flatMap(({ id, score }) => (score.scored && score.open === true ? [id] : [])));
    if (open.size === 0) continue;
    const real = await db
      .select({ id: mention.id })
      .from(mention)
      .where(and(inArray(mention.id, [...open]), eq(mention.simulated, false)))
      .all();
    const kept = new Set(real.map(({ id }) => id));
    const rows = some.flatMap(({ id, late }) => (kept.has(id) ? [{ mentionId: id, late }] : []));
    if (rows.length > 0) await db.insert(openReading).values(rows).run();
  }
}

function labels(score: Score): string {
  return score.scored ? `${score.sentiment.label} ${score.betrayal.label}` : '';
}
