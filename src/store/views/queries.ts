/** Saved views, and notes on charts. */
import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import {
  type ChartNote,
  type ChartNoteQueries,
  type ChartNoteWrites,
  MOST_NOTES,
  MOST_VIEWS,
  type SavedView,
  type ViewQueries,
  type ViewWrites,
} from './port.ts';
import { chartNote, savedView } from './schema.ts';

function viewOf({
  createdAt: _created,
  changedAt: _changed,
  ...row
}: typeof savedView.$inferSelect): SavedView {
  return { ...row, deletedAt: row.deletedAt ?? undefined };
}

function noteOf(row: typeof chartNote.$inferSelect): ChartNote {
  return {
    ...row,
    until: row.until ?? undefined,
    deletedAt: row.deletedAt ?? undefined,
    deletedBy: row.deletedBy ?? undefined,
  };
}

export function viewQueries(db: Db): ViewQueries {
  return {
    async list(who) {
      const rows = await db
        .select()
        .from(savedView)
        .where(and(isNull(savedView.deletedAt), or(eq(savedView.who, who), eq(savedView.shared, true))))
        .orderBy(asc(savedView.name), asc(savedView.id))
        .all();
      return rows.map(viewOf).toSorted((a, b) => Number(b.who === who) - Number(a.who === who));
    },
    async one(id) {
      const row = await db.select().from(savedView).where(eq(savedView.id, id)).get();
      return row && viewOf(row);
    },
  };
}

export function viewWrites(db: Db): ViewWrites {
  return {
    async add({ at, ...view }) {
      const own = and(eq(savedView.who, view.who), isNull(savedView.deletedAt));
      if ((await db.$count(savedView, own)) >= MOST_VIEWS) return undefined;
      const values = { ...view, createdAt: at, changedAt: at };
      return (await db.insert(savedView).values(values).returning({ id: savedView.id }).get()).id;
    },
    async change(id, { at, ...view }) {
      await db
        .update(savedView)
        .set({ ...view, changedAt: at })
        .where(eq(savedView.id, id))
        .run();
    },
    async remove(id, deletedAt) {
      await db
        .update(savedView)
        .set({ deletedAt: deletedAt ?? null })
        .where(eq(savedView.id, id))
        .run();
    },
    async leave(who, heir) {
      const own = eq(savedView.who, who);
      const kept = and(own, eq(savedView.shared, true), isNull(savedView.deletedAt));
      const handed = await db.update(savedView).set({ who: heir }).where(kept).run();
      const gone = await db.delete(savedView).where(own).run();
      return { removed: gone.changes, handedOver: handed.changes };
    },
  };
}

export function chartNoteQueries(db: Db): ChartNoteQueries {
  const there = isNull(chartNote.deletedAt);
  return {
    async ofBrand(brand, from, to) {
      const touches = and(
        lt(chartNote.at, to),
        gte(sql`coalesce(${chartNote.until}, ${chartNote.at})`, from),
      );
      const where = and(eq(chartNote.brand, brand), there, touches);
      return (
        await db.select().from(chartNote).where(where).orderBy(asc(chartNote.at), asc(chartNote.id)).all()
      ).map(noteOf);
    },
    async list(brands, limit) {
      if (brands.length === 0) return [];
      const rows = await db
        .select()
        .from(chartNote)
        .where(and(inArray(chartNote.brand, [...brands]), there))
        .orderBy(desc(chartNote.at), desc(chartNote.id))
        .limit(limit)
        .all();
      return rows.map(noteOf);
    },
    async one(id) {
      const row = await db.select().from(chartNote).where(eq(chartNote.id, id)).get();
      return row && noteOf(row);
    },
  };
}

export function chartNoteWrites(db: Db): ChartNoteWrites {
  return {
    async add({ createdAt, until, ...note }) {
      const own = and(eq(chartNote.brand, note.brand), isNull(chartNote.deletedAt));
      if ((await db.$count(chartNote, own)) >= MOST_NOTES) return undefined;
      const values = { ...note, until: until ?? null, createdAt, changedAt: createdAt };
      return (await db.insert(chartNote).values(values).returning({ id: chartNote.id }).get()).id;
    },
    async change(id, { until, ...note }) {
      await db
        .update(chartNote)
        .set({ ...note, until: until ?? null })
        .where(eq(chartNote.id, id))
        .run();
    },
    async remove(id, deleted) {
      const set = { deletedAt: deleted?.at ?? null, deletedBy: deleted?.by ?? null };
      await db.update(chartNote).set(set).where(eq(chartNote.id, id)).run();
    },
    async purge(deletedBefore) {
      await db.delete(chartNote).where(lt(chartNote.deletedAt, deletedBefore)).run();
      await db.delete(savedView).where(lt(savedView.deletedAt, deletedBefore)).run();
    },
  };
}
