/** Erases texts and authors; the counts stay. */
import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Erased, MentionWrites } from './port.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import { writtenBy } from '../sql/index-parts.ts';
import { brandIdsOf } from '../sql/fragments.ts';
import { keepPastScores } from '../rescores/past-scores.ts';
import { letterRef } from '../dead-letters/queries.ts';
import { searchChanges } from '../search/changes.ts';
import { deadLetter } from '../dead-letters/schema.ts';
import { mention, mentionRevision } from './schema.ts';
import { mute } from '../triage/schema.ts';
import { openReading } from '../open-readings/schema.ts';
import { WORDS_ABOUT } from './rows-of-mention.ts';

/** Parameters of one statement stay well under the limit of SQLite. */
const CHUNK = 500;

type Row = typeof mention.$inferSelect;
type Deltas = Awaited<ReturnType<ReturnType<typeof deltaCounter>>>;

/** What a mention without its text looks like. */
const NOTHING_LEFT = {
  text: '',
  title: null,
  url: null,
  authorPseudonym: null,
  followers: null,
  exactFingerprint: null,
  sketchFingerprint: null,
  // Without a version it is never scored again.
  scorerVersionId: null,
} as const;

/** Groups of near-duplicates whose first is among `ids` and that have other members left. */
export async function groupsOf(db: Db, ids: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectDistinct({ first: mention.duplicateOf })
    .from(mention)
    .where(and(inArray(mention.duplicateOf, [...ids]), isNull(mention.deletedAt)))
    .all();
  return rows.flatMap(({ first }) => (first === null ? [] : [first]));
}

/** The next post of a near-duplicate group takes the place of its first. */
export async function handOver(db: Db, id: number): Promise<void> {
  const duplicates = await db
    .select({ id: mention.id })
    .from(mention)
    .where(and(eq(mention.duplicateOf, id), isNull(mention.deletedAt)))
    .orderBy(mention.id)
    .all();
  const heir = duplicates[0]?.id;
  if (heir === undefined) return;
  await db
    .update(mention)
    .set({ duplicateOf: heir })
    .where(and(eq(mention.duplicateOf, id), ne(mention.id, heir)))
    .run();
  await db.update(mention).set({ duplicateOf: null }).where(eq(mention.id, heir)).run();
}

async function eraseOne(db: Db, row: Row, at: number, deltas: Deltas): Promise<Erased['places']> {
  const brandIds = await brandIdsOf(db, row.id);
  await keepPastScores(db, [row]);
  const unread = row.state === 'pending';
  if (unread) deltas.count({ ...row, brandIds }, { scored: false, lang: 'und', reason: 'deleted' });
  await db
    .update(mention)
    .set({
      ...NOTHING_LEFT,
      deletedAt: at,
      ...(unread ? { state: 'not-scored' as const } : {}),
    })
    .where(eq(mention.id, row.id))
    .run();
  await db.delete(mentionRevision).where(eq(mentionRevision.mentionId, row.id)).run();
  // What was read first stands: there is nothing left to read again.
  for (const table of [openReading, ...WORDS_ABOUT]) {
    await db.delete(table).where(eq(table.mentionId, row.id)).run();
  }
  const refs = [letterRef(row.externalId), String(row.id)];
  await db
    .delete(deadLetter)
    .where(and(eq(deadLetter.source, row.source), inArray(deadLetter.ref, refs)))
    .run();
  await handOver(db, row.id);
  return brandIds.map((brandId) => ({ brandId, publishedAt: row.publishedAt }));
}

export function mentionErase(
  db: Db,
  newDeltas: ReturnType<typeof deltaCounter>,
): Pick<MentionWrites, 'erase' | 'eraseAuthor'> {
  async function eraseAll(rows: readonly Row[], at: number): Promise<Erased> {
    const deltas = await newDeltas();
    const places: Erased['places'][number][] = [];
    const search = searchChanges(db);
    for (const row of rows) {
      places.push(...(await eraseOne(db, row, at, deltas)));
      search.said(row.id, row, { text: '' });
    }
    await deltas.apply();
    await search.apply();
    return { erased: rows.length, places };
  }
  return {
    async erase(source, externalIds, at) {
      const rows: Row[] = [];
      for (let i = 0; i < externalIds.length; i += CHUNK) {
        const ids = externalIds.slice(i, i + CHUNK);
        const where = and(
          eq(mention.source, source),
          inArray(mention.externalId, ids),
          isNull(mention.deletedAt),
        );
        rows.push(...(await db.select().from(mention).where(where).all()));
      }
      return eraseAll(rows, at);
    },
    async eraseAuthor(source, authorPseudonym, at) {
      const where = and(writtenBy(source, authorPseudonym), isNull(mention.deletedAt));
      const erased = await eraseAll(await db.select().from(mention).where(where).all(), at);
      // A mute keeps the muted mentions, and forgets their author.
      await db
        .update(mute)
        .set({ authorPseudonym: '' })
        .where(and(eq(mute.source, source), eq(mute.authorPseudonym, authorPseudonym)))
        .run();
      return erased;
    },
  };
}
