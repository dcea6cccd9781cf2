/**
 * Takes an import back, some mentions at a time: each step is a transaction, and a step that was broken off is taken again.
 * What another import, a connector or a webhook brought too stays.
 */
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { deltaCounter } from '../counts/deltas.ts';
import { deadLetter } from '../dead-letters/schema.ts';
import { incident, timelineEntry } from '../incidents/schema.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import type { Db } from '../sql/db.ts';
import { forgetSources, recallBrands } from './clean-up.ts';
import type { ImportJob, ImportWrites } from './port.ts';
import { removeEmptyBrand } from './remove-brand.ts';
import { restore } from './restore.ts';
import { broughtBy, importJob } from './schema.ts';
import { takeBack } from './take-back.ts';

export function importUndo(
  db: Db,
  newDeltas: ReturnType<typeof deltaCounter>,
  one: (id: number) => Promise<ImportJob | undefined>,
): Pick<ImportWrites, 'beginUndo' | 'undoSome' | 'endUndo'> {
  const restoreSome = restore(db, newDeltas);
  const takeSome = takeBack(db, newDeltas);

  /** Every incident that its posts are part of says so. */
  async function markIncidents(job: ImportJob, at: number): Promise<void> {
    const until = sql`coalesce(${incident.end}, ${Number.MAX_SAFE_INTEGER})`;
    const rows = await db
      .select({ id: incident.id })
      .from(incident)
      .where(
        sql`exists (select 1 from ${mentionBrand} join ${mention} on ${mention.id} = ${mentionBrand.mentionId}
          where ${mentionBrand.brandId} = ${incident.brandId} and ${mentionBrand.publishedAt} >= ${incident.onset}
          and ${mentionBrand.publishedAt} < ${until} and ${mention.importId} = ${job.id})`,
      )
      .all();
    const what = `import ${job.id} (${job.file}) was taken back: posts that it brought are gone`;
    for (const { id } of rows) {
      await db.insert(timelineEntry).values({ incidentId: id, at, who: 'outcry', what }).run();
    }
  }

  /** Mentions that it brought, first or again. */
  async function broughtIds(id: number, limit: number): Promise<number[]> {
    const first = await db
      .select({ id: mention.id })
      .from(mention)
      .where(eq(mention.importId, id))
      .orderBy(asc(mention.id))
      .limit(limit)
      .all();
    if (first.length > 0) return first.map((row) => row.id);
    const again = await db
      .selectDistinct({ id: broughtBy.mentionId })
      .from(broughtBy)
      .where(and(eq(broughtBy.importId, id), sql`import_id > 0`))
      .limit(limit)
      .all();
    return again.map((row) => row.id);
  }

  return {
    async beginUndo(id, { who, at }) {
      const job = await one(id);
      if (!job || job.state === 'undone') return undefined;
      if (job.state === 'undoing') return job;
      await markIncidents(job, at);
      await db
        .update(importJob)
        .set({ state: 'undoing', undoneBy: who, updatedAt: at })
        .where(eq(importJob.id, id))
        .run();
      return job;
    },

    async undoSome(id, limit) {
      const restored = await restoreSome(id, limit);
      if (restored.looked > 0) return restored;
      const ids = await broughtIds(id, limit);
      return ids.length === 0 ? { looked: 0, removed: 0, restored: 0, pending: [] } : takeSome(id, ids);
    },

    async endUndo(id, at) {
      const job = await one(id);
      if (job?.state !== 'undoing') return [];
      await db
        .update(importJob)
        .set({ state: 'undone', report: null, undoneAt: at, updatedAt: at })
        .where(eq(importJob.id, id))
        .run();
      const until = job.finishedAt ?? job.updatedAt;
      await db
        .delete(deadLetter)
        .where(
          and(
            eq(deadLetter.stage, 'import'),
            eq(deadLetter.source, job.file),
            sql`${deadLetter.createdAt} >= ${job.startedAt}`,
            lte(deadLetter.createdAt, until),
          ),
        )
        .run();
      await forgetSources(db, job.sources);
      await recallBrands(db, job);
      const removed: string[] = [];
      for (const slug of job.created) if (await removeEmptyBrand(db, slug, id, at)) removed.push(slug);
      return removed;
    },
  };
}
