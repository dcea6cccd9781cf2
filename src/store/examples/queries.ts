/** Takes everything simulated out of the database again. */
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { ExampleWrites } from './port.ts';
import { expiredSums } from '../expired/counts.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import { ANYTHING } from '../brands/changes.ts';
import type { Db } from '../sql/db.ts';
import { alert } from '../alerts/schema.ts';
import { brand } from '../brands/schema.ts';
import { bucket, bucketCategory } from '../counts/schema.ts';
import { incident, timelineEntry } from '../incidents/schema.ts';
import { deleteRowsOf } from '../mentions/rows-of-mention.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { outbox } from '../outbox/schema.ts';
import { spike } from '../spikes/schema.ts';
import { pastIncident } from '../rescores/schema.ts';
import { dropParts } from '../search/changes.ts';
import { scoreOfRow } from '../mentions/score-columns.ts';

interface Pair {
  readonly brandId: number;
  readonly source: string;
}

/** Recounts what is left of a brand's source after its buckets were deleted. */
async function countAgain(
  db: Db,
  newDeltas: ReturnType<typeof deltaCounter>,
  { brandId, source }: Pair,
): Promise<void> {
  const rows = await db
    .select({ mention })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .where(
      and(
        eq(mentionBrand.brandId, brandId),
        eq(mention.source, source),
        ne(mention.state, 'pending'),
        ne(mention.state, 'dead'),
      ),
    )
    .all();
  const deltas = await newDeltas();
  for (const { mention: row } of rows) {
    deltas.count({ ...row, brandIds: [brandId] }, scoreOfRow(row));
  }
  deltas.countSums(...(await expiredSums(db, { brandId, source })));
  await deltas.apply();
}

async function removeIncidents(db: Db): Promise<string[]> {
  const ids = (
    await db.select({ id: incident.id }).from(incident).where(eq(incident.simulated, true)).all()
  ).map((row) => row.id);
  if (ids.length === 0) return [];
  const files = await db
    .select({ file: outbox.file })
    .from(outbox)
    .where(inArray(outbox.incidentId, ids))
    .all();
  await db.delete(outbox).where(inArray(outbox.incidentId, ids)).run();
  await db.delete(alert).where(inArray(alert.incidentId, ids)).run();
  await db.delete(timelineEntry).where(inArray(timelineEntry.incidentId, ids)).run();
  await db.delete(spike).where(inArray(spike.incidentId, ids)).run();
  await db.delete(pastIncident).where(inArray(pastIncident.incidentId, ids)).run();
  await db.delete(incident).where(inArray(incident.id, ids)).run();
  return files.flatMap((row) => row.file ?? []);
}

export function exampleWrites(db: Db, newDeltas: ReturnType<typeof deltaCounter>): ExampleWrites {
  return {
    async remove() {
      const pairs: Pair[] = await db
        .selectDistinct({ brandId: mentionBrand.brandId, source: mention.source })
        .from(mention)
        .innerJoin(mentionBrand, eq(mentionBrand.mentionId, mention.id))
        .where(eq(mention.simulated, true))
        .all();
      const simulated = db.select({ id: mention.id }).from(mention).where(eq(mention.simulated, true));
      await dropParts(
        db,
        (await simulated.all()).map(({ id }) => id),
      );
      await deleteRowsOf(db, simulated, 'delete');
      const mentions = (await db.delete(mention).where(eq(mention.simulated, true)).run()).changes;
      for (const pair of pairs) {
        for (const table of [bucket, bucketCategory]) {
          await db
            .delete(table)
            .where(and(eq(table.brandId, pair.brandId), eq(table.source, pair.source)))
            .run();
        }
        await countAgain(db, newDeltas, pair);
      }
      const mailFiles = await removeIncidents(db);
      const brandIds = [...new Set(pairs.map((pair) => pair.brandId))];
      if (brandIds.length > 0) {
        await db
          .update(brand)
          .set({ hasSimulated: false, ...ANYTHING })
          .where(inArray(brand.id, brandIds))
          .run();
      }
      return { mentions, mailFiles };
    },
  };
}
