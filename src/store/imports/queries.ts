/** The list of imports. */
import { and, desc, eq, getTableColumns, notInArray, sql } from 'drizzle-orm';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import type { ImportJob, ImportQueries, ImportWrites } from './port.ts';
import { importJob } from './schema.ts';
import { importUndo } from './undo.ts';

type Row = typeof importJob.$inferSelect;

function toJob(row: Omit<Row, 'report'> & Partial<Pick<Row, 'report'>>): ImportJob {
  return {
    ...row,
    hash: row.hash ?? undefined,
    error: row.error ?? undefined,
    report: row.report ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
    undoneAt: row.undoneAt ?? undefined,
    undoneBy: row.undoneBy ?? undefined,
  };
}

/** A report may be long: lists are without it. */
const { report: _, ...listed } = getTableColumns(importJob);

export function importQueries(db: Db): ImportQueries {
  return {
    async list(limit) {
      const rows = await db.select(listed).from(importJob).orderBy(desc(importJob.id)).limit(limit).all();
      return rows.map(toJob);
    },
    async one(id) {
      const row = await db.select().from(importJob).where(eq(importJob.id, id)).get();
      return row && toJob(row);
    },
    async ofBytes(hash, brand) {
      const row = await db
        .select()
        .from(importJob)
        .where(
          and(
            eq(importJob.hash, hash),
            eq(importJob.brand, brand),
            notInArray(importJob.state, ['failed', 'undoing', 'undone']),
          ),
        )
        .orderBy(desc(importJob.id))
        .get();
      return row && toJob(row);
    },
  };
}

const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])];

export function importWrites(db: Db, newDeltas: ReturnType<typeof deltaCounter>): ImportWrites {
  const { one } = importQueries(db);
  return {
    async start({ hash, at, ...job }) {
      const row = await db
        .insert(importJob)
        .values({
          ...job,
          hash: hash ?? null,
          created: [],
          sources: [],
          state: 'running',
          startedAt: at,
          updatedAt: at,
        })
        .returning({ id: importJob.id })
        .get();
      return row.id;
    },

    async advance(id, { sources, created, at, ...counts }) {
      const job = await one(id);
      if (job?.state !== 'running') return false;
      const add = (name: keyof typeof counts) => sql`${importJob[name]} + ${counts[name]}`;
      await db
        .update(importJob)
        .set({
          sources: union(job.sources, sources),
          created: union(job.created, created),
          read: add('read'),
          accepted: add('accepted'),
          duplicates: add('duplicates'),
          conflicts: add('conflicts'),
          replaced: add('replaced'),
          leftOut: add('leftOut'),
          rejected: add('rejected'),
          updatedAt: at,
        })
        .where(eq(importJob.id, id))
        .run();
      return true;
    },

    async beat(id, at) {
      const running = and(eq(importJob.id, id), eq(importJob.state, 'running'));
      await db.update(importJob).set({ updatedAt: at }).where(running).run();
    },

    async finish(id, { state, error, report, at }) {
      await db
        .update(importJob)
        .set({ state, error: error ?? null, report: report ?? null, finishedAt: at, updatedAt: at })
        .where(and(eq(importJob.id, id), eq(importJob.state, 'running')))
        .run();
    },

    ...importUndo(db, newDeltas, one),
  };
}
