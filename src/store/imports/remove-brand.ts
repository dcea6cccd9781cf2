/** Removes a brand of which an import left nothing. */
import { and, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import { alert } from '../alerts/schema.ts';
import { brand } from '../brands/schema.ts';
import { controlCount } from '../controls/schema.ts';
import { bucket, bucketCategory } from '../counts/schema.ts';
import { draft } from '../drafts/schema.ts';
import { expiredBucket } from '../expired/schema.ts';
import { incident, timelineEntry } from '../incidents/schema.ts';
import { workedOn } from '../incidents/queries.ts';
import { mentionBrand } from '../mentions/schema.ts';
import { readingCheck } from '../reading-checks/schema.ts';
import { pastIncident } from '../rescores/schema.ts';
import { spike } from '../spikes/schema.ts';
import type { Db } from '../sql/db.ts';
import { mute } from '../triage/schema.ts';
import { importJob } from './schema.ts';
import { SILENT_MS } from './state.ts';

/** Whether anything but empty counts, spikes of them and incidents that nobody knows of belongs to the brand. */
async function isNeeded(
  db: Db,
  { id, slug }: { id: number; slug: string },
  importId: number,
  at: number,
): Promise<boolean> {
  const running = and(eq(importJob.state, 'running'), gte(importJob.updatedAt, at - SILENT_MS));
  const found = async (query: { limit(n: number): { all(): Promise<unknown[]> } }) =>
    (await query.limit(1).all()).length > 0;
  const one = { one: sql`1` };
  return (
    (await found(db.select(one).from(mentionBrand).where(eq(mentionBrand.brandId, id)))) ||
    (await found(db.select(one).from(expiredBucket).where(eq(expiredBucket.brandId, id)))) ||
    (await found(db.select(one).from(mute).where(eq(mute.brandId, id)))) ||
    (await found(db.select(one).from(controlCount).where(eq(controlCount.brandId, id)))) ||
    (await found(db.select(one).from(draft).where(eq(draft.brand, slug)))) ||
    (await found(
      db
        .select(one)
        .from(incident)
        .where(and(eq(incident.brandId, id), workedOn(db))),
    )) ||
    (await found(
      db
        .select(one)
        .from(importJob)
        .where(and(eq(importJob.brand, slug), running, ne(importJob.id, importId))),
    ))
  );
}

/**
 * Removes the brand `slug` if an import created it, nothing is left of it, and nobody was notified of it or worked on it.
 * False where it stays.
 */
export async function removeEmptyBrand(db: Db, slug: string, importId: number, at: number): Promise<boolean> {
  const row = await db
    .select()
    .from(brand)
    .where(and(eq(brand.slug, slug), eq(brand.origin, 'import')))
    .get();
  if (!row || (await isNeeded(db, row, importId, at))) return false;
  const incidents = (
    await db.select({ id: incident.id }).from(incident).where(eq(incident.brandId, row.id)).all()
  ).map(({ id }) => id);
  await db.delete(spike).where(eq(spike.brandId, row.id)).run();
  if (incidents.length > 0) {
    for (const table of [alert, timelineEntry, pastIncident]) {
      await db.delete(table).where(inArray(table.incidentId, incidents)).run();
    }
    await db.delete(incident).where(inArray(incident.id, incidents)).run();
  }
  for (const table of [bucket, bucketCategory]) {
    await db.delete(table).where(eq(table.brandId, row.id)).run();
  }
  await db.delete(readingCheck).where(eq(readingCheck.brandId, row.id)).run();
  await db.delete(brand).where(eq(brand.id, row.id)).run();
  return true;
}
