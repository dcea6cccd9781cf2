/** Reading mentions. */
import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { MentionState } from '../../domain/mention.ts';
import type { MentionFilter, MentionQueries, MentionRow } from './port.ts';
import type { Db } from '../sql/db.ts';
import { idsOf, scoringColumns } from '../sql/fragments.ts';
import { groupedPage } from './near-duplicates.ts';
import { aboutMentions } from './about.ts';
import { voicesOfMentions } from './voices.ts';
import { brandIdsOf, conditions, toRow } from './rows.ts';
import { partOf } from './by-author-or-source.ts';
import { mention, mentionBrand } from './schema.ts';
import { versionNames } from '../rescores/scorer-versions.ts';

/** The state is written out: with a parameter, the partial indexes would not be used. */
const isState = (state: 'pending' | 'dead') => sql`${mention.state} = ${sql.raw(`'${state}'`)}`;
/**
 * For mentions whose ids are known. PostgreSQL would scan the index of pending mentions, with the dead entries that no
 * vacuum has removed yet; `|| ''` leaves it only the primary key.
 */
const isPendingById = sql`(${mention.state} || '') = 'pending'`;

/** So many waiting mentions are looked at to say whose they are: it takes a tenth of a second. */
const MOST_WAITING = 50_000;

/** The list of several brands: a mention of two of them stands in it once. */
async function listOfBrands(db: Db, filter: MentionFilter): Promise<MentionRow[]> {
  const { publishedAt, mentionId } = mentionBrand;
  const byReach = [desc(sql`max(${mention.reach})`), desc(sql`max(coalesce(${mention.betrayalP}, 0))`)];
  const found = await db
    .select({ id: mentionId })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionId))
    .where(and(...(await conditions(db, filter))))
    .groupBy(publishedAt, mentionId)
    .orderBy(...(filter.order === 'reach' ? byReach : []), desc(publishedAt), desc(mentionId))
    .limit(filter.limit)
    .offset(filter.offset ?? 0)
    .all();
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await db.select().from(mention).where(inArray(mention.id, ids)).all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const versions = await versionNames(db);
  return ids.flatMap((id) => (byId.has(id) ? [toRow(byId.get(id)!, versions)] : []));
}

export function mentionQueries(db: Db): MentionQueries {
  return {
    async list(filter) {
      if (filter.grouped) return [...(await groupedPage(db, filter)).rows];
      if (brandIdsOf(filter).length !== 1) return listOfBrands(db, filter);
      const rows = await db
        .select({ mention })
        .from(mentionBrand)
        .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
        .where(and(...(await conditions(db, filter))))
        .orderBy(
          ...(filter.order === 'reach'
            ? [
                desc(mention.reach),
                desc(sql`coalesce(${mention.betrayalP}, 0)`),
                desc(mentionBrand.publishedAt),
              ]
            : [desc(mentionBrand.publishedAt), desc(mentionBrand.mentionId)]),
        )
        .limit(filter.limit)
        .offset(filter.offset ?? 0)
        .all();
      const versions = await versionNames(db);
      return rows.map((row) => toRow(row.mention, versions));
    },

    page: (filter) => groupedPage(db, filter),

    async one(id) {
      const row = await db.select().from(mention).where(eq(mention.id, id)).get();
      if (!row) return undefined;
      const brands = await db.select().from(mentionBrand).where(eq(mentionBrand.mentionId, id)).all();
      return { ...toRow(row, await versionNames(db)), brandIds: brands.map(({ brandId }) => brandId) };
    },

    async brandsOf(ids) {
      const found = new Map<number, number[]>(ids.map((id) => [id, []]));
      if (ids.length === 0) return found;
      const rows = await db
        .select()
        .from(mentionBrand)
        .where(inArray(mentionBrand.mentionId, [...ids]))
        .all();
      for (const { mentionId, brandId } of rows) found.get(mentionId)?.push(brandId);
      return found;
    },

    async pending(ids) {
      if (ids.length === 0) return [];
      const rows = await db
        .select({ ...scoringColumns(), attempts: mention.attempts })
        .from(mention)
        .where(and(inArray(mention.id, [...ids]), isPendingById))
        .orderBy(asc(mention.id))
        .all();
      return rows.map((row) => ({
        ...row,
        title: row.title ?? undefined,
        lang: row.lang ?? undefined,
        brandIds: idsOf(row.brandIds),
      }));
    },

    async pendingIds(limit, afterId = 0, collectedBefore = Number.MAX_SAFE_INTEGER) {
      return (
        await db
          .select({ id: mention.id })
          .from(mention)
          .where(and(isState('pending'), gt(mention.id, afterId), lte(mention.collectedAt, collectedBefore)))
          .orderBy(asc(mention.id))
          .limit(limit)
          .all()
      ).map((row) => row.id);
    },

    async countByState() {
      const counts: Record<MentionState, number> = { pending: 0, scored: 0, 'not-scored': 0, dead: 0 };
      const rows = await db
        .select({ state: mention.state, n: sql<number>`count(*)` })
        .from(mention)
        .groupBy(mention.state)
        .all();
      for (const row of rows) counts[row.state] = row.n;
      return counts;
    },

    async unscored() {
      const count = (state: 'pending' | 'dead') => db.$count(mention, isState(state));
      return { pending: await count('pending'), dead: await count('dead') };
    },

    async waitingByBrand() {
      const some = db
        .select({ id: mention.id })
        .from(mention)
        .where(isState('pending'))
        .orderBy(asc(mention.id))
        .limit(MOST_WAITING)
        .as('waiting');
      const { brandId } = mentionBrand;
      const rows = await db
        .select({ brandId, n: sql<number>`count(*)` })
        .from(some)
        .innerJoin(mentionBrand, eq(mentionBrand.mentionId, some.id))
        .groupBy(brandId)
        .all();
      const byBrand = new Map(rows.map((row) => [row.brandId, Number(row.n)]));
      const looked = [...byBrand.values()].reduce((sum, n) => sum + n, 0);
      const more = looked >= MOST_WAITING && (await db.$count(mention, isState('pending'))) > MOST_WAITING;
      return { byBrand, more };
    },

    ...aboutMentions(db),
    ...voicesOfMentions(db),
    part: partOf(db),

    async span(brandId) {
      // One aggregate reads one end of the index; both at once would read all of it.
      const at = mentionBrand.publishedAt;
      const end = (order: typeof asc) =>
        db
          .select({ at })
          .from(mentionBrand)
          .where(eq(mentionBrand.brandId, brandId))
          .orderBy(order(at))
          .limit(1)
          .get();
      const [first, last] = [await end(asc), await end(desc)];
      return first && last && { from: first.at, to: last.at };
    },
  };
}
