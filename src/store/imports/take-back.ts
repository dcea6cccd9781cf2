/** Takes mentions away that an import brought, with their counts; what others brought too stays. */
import { and, asc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import { bucket } from '../counts/schema.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import { groupsOf, handOver } from '../mentions/erase.ts';
import { deleteRowsOf } from '../mentions/rows-of-mention.ts';
import { ownIdsOf } from '../mentions/same-post.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { dropParts } from '../search/changes.ts';
import { scoreOfRow } from '../mentions/score-columns.ts';
import type { Db } from '../sql/db.ts';
import { mutedMention } from '../triage/schema.ts';
import { bringersOf } from './brought.ts';
import { broughtBy } from './schema.ts';
import type { Undone } from './port.ts';

type Row = typeof mention.$inferSelect;
type Deltas = Awaited<ReturnType<ReturnType<typeof deltaCounter>>>;

/** A mention, the brands that lose it, and the imports that still bring it. */
interface Taken {
  readonly row: Row;
  readonly lost: readonly number[];
  readonly kept: readonly number[];
  readonly others: ReadonlySet<number>;
}

/** Takes back the mentions `ids`, which the import `id` brought. */
export function takeBack(db: Db, newDeltas: ReturnType<typeof deltaCounter>) {
  /** What goes of each mention, and what stays. */
  async function takenOf(id: number, ids: readonly number[]): Promise<Taken[]> {
    const rows = await db
      .select()
      .from(mention)
      .where(inArray(mention.id, [...ids]))
      .all();
    const links = new Map<number, { brandId: number }[]>();
    const of = inArray(mentionBrand.mentionId, [...ids]);
    for (const link of await db.select().from(mentionBrand).where(of).all()) {
      links.set(link.mentionId, [...(links.get(link.mentionId) ?? []), link]);
    }
    const bringers = await bringersOf(db, ids);
    return rows.map((row) => {
      const lost: number[] = [];
      const kept: number[] = [];
      const others = new Set<number>();
      for (const { brandId } of links.get(row.id) ?? []) {
        const by = bringers.get(`${row.id}|${brandId}`) ?? new Set([row.importId ?? 0]);
        const rest = [...by].filter((who) => who !== id);
        (rest.length === 0 ? lost : kept).push(brandId);
        for (const who of rest) others.add(who);
      }
      return { row, lost, kept, others };
    });
  }

  async function uncount(taken: readonly Taken[], deltas: Deltas): Promise<void> {
    for (const { row, lost } of taken) {
      const counted = row.state === 'scored' || row.state === 'not-scored';
      if (counted && lost.length > 0) deltas.count({ ...row, brandIds: lost }, scoreOfRow(row), -1);
    }
    // Before what says that one is muted goes.
    await deltas.catchUp();
  }

  /** The next mention with the id of a removed one has it from now on, as if it had come first. */
  async function passOnId({ source, externalId }: Row): Promise<void> {
    const [from, to] = ownIdsOf(externalId);
    const next = await db
      .select({ id: mention.id })
      .from(mention)
      .where(
        and(eq(mention.source, source), gt(mention.externalId, from), sql`${mention.externalId} < ${to}`),
      )
      .orderBy(asc(mention.id))
      .limit(1)
      .get();
    if (next) await db.update(mention).set({ externalId }).where(eq(mention.id, next.id)).run();
  }

  async function removeRows(rows: readonly Row[]): Promise<void> {
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return;
    const groups = await groupsOf(db, ids);
    await deleteRowsOf(db, ids, 'delete');
    await db.delete(mention).where(inArray(mention.id, ids)).run();
    await dropParts(db, ids);
    for (const first of groups) await handOver(db, first);
    for (const row of rows) await passOnId(row);
  }

  /** A mention that others brought too, or whose text was erased: it stays, without the brands that only this import named. */
  async function unlink(id: number, { row, lost, others }: Taken): Promise<void> {
    if (lost.length > 0) {
      for (const table of [mentionBrand, mutedMention]) {
        await db
          .delete(table)
          .where(and(eq(table.mentionId, row.id), inArray(table.brandId, [...lost])))
          .run();
      }
    }
    if (row.importId !== id) return;
    const next = others.has(0) ? undefined : [...others].toSorted((a, b) => a - b)[0];
    await db
      .update(mention)
      .set({ importId: next ?? null })
      .where(eq(mention.id, row.id))
      .run();
  }

  /** Hours in which nothing is counted any more are no hours of the brand. */
  async function dropEmptyHours(taken: readonly Taken[]): Promise<void> {
    const spans = new Map<string, { brandId: number; source: string; from: number; to: number }>();
    for (const { row, lost } of taken) {
      for (const brandId of lost) {
        const key = `${brandId}|${row.source}`;
        const { from, to } = spans.get(key) ?? { from: row.publishedAt, to: row.publishedAt };
        const at = row.publishedAt;
        spans.set(key, { brandId, source: row.source, from: Math.min(from, at), to: Math.max(to, at) });
      }
    }
    for (const { brandId, source, from, to } of spans.values()) {
      await db
        .delete(bucket)
        .where(
          and(
            eq(bucket.brandId, brandId),
            eq(bucket.source, source),
            eq(bucket.all, 0),
            sql`${bucket.start} + ${bucket.widthMs} > ${from}`,
            lte(bucket.start, to),
          ),
        )
        .run();
    }
  }

  return async (id: number, ids: readonly number[]): Promise<Undone> => {
    const taken = await takenOf(id, ids);
    const deltas = await newDeltas();
    await uncount(taken, deltas);
    const gone = taken.filter(({ row, kept }) => kept.length === 0 && row.deletedAt === null);
    await removeRows(gone.map(({ row }) => row));
    for (const one of taken) if (!gone.includes(one)) await unlink(id, one);
    await db
      .delete(broughtBy)
      .where(and(eq(broughtBy.importId, id), inArray(broughtBy.mentionId, [...ids])))
      .run();
    await deltas.apply();
    await dropEmptyHours(taken);
    return { looked: ids.length, removed: gone.length, restored: 0, pending: [] };
  };
}
