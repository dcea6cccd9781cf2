import { and, desc, eq, gte, inArray } from 'drizzle-orm';
import type { SpikeQueries, SpikeWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { brand } from '../brands/schema.ts';
import { incident } from '../incidents/schema.ts';
import { spike } from './schema.ts';

type Row = Omit<typeof spike.$inferSelect, 'brandId' | 'precision' | 'provisional'>;

/** Without what is not known: null in the database, absent in a spike. */
function known({ end, kindProbability, themes, polarised, alarmAt, ...row }: Row) {
  return {
    ...row,
    ...(end === null ? {} : { end }),
    ...(kindProbability === null ? {} : { kindProbability }),
    ...(themes === null ? {} : { themes }),
    ...(polarised === null ? {} : { polarised }),
    ...(alarmAt === null ? {} : { alarmAt }),
  };
}

export function spikeQueries(db: Db): SpikeQueries {
  return {
    async list({ brandId, incidentId } = {}) {
      const rows = await db
        .select({ spike, brand: brand.slug, incident: incident.slug })
        .from(spike)
        .innerJoin(brand, eq(brand.id, spike.brandId))
        .innerJoin(incident, eq(incident.id, spike.incidentId))
        .where(
          and(
            brandId === undefined ? undefined : eq(spike.brandId, brandId),
            incidentId === undefined ? undefined : eq(spike.incidentId, incidentId),
          ),
        )
        .orderBy(desc(spike.onset), desc(spike.id))
        .all();
      return rows.map(
        ({ spike: { brandId: _, precision, provisional, ...row }, brand: slug, incident: incidentSlug }) => ({
          ...known(row),
          ...(precision === 'hour' ? {} : { precision }),
          ...(provisional ? { provisional } : {}),
          brand: slug,
          incident: incidentSlug,
        }),
      );
    },
  };
}

export function spikeWrites(db: Db): SpikeWrites {
  return {
    async replace(brandId, from, spikes) {
      const keep: number[] = [];
      for (const found of spikes) {
        const values = {
          ...found,
          brandId,
          precision: found.precision ?? 'hour',
          end: found.end ?? null,
          kindProbability: found.kindProbability ?? null,
          themes: found.themes ?? null,
          polarised: found.polarised ?? null,
          alarmAt: found.alarmAt ?? null,
          provisional: found.provisional ?? false,
        };
        const row = await db
          .insert(spike)
          .values(values)
          .onConflictDoUpdate({
            target: [spike.brandId, spike.source, spike.onset, spike.precision],
            set: values,
          })
          .returning({ id: spike.id })
          .get();
        keep.push(row.id);
      }
      const gone = (
        await db
          .select({ id: spike.id })
          .from(spike)
          .where(and(eq(spike.brandId, brandId), gte(spike.onset, from)))
          .all()
      )
        .filter((row) => !keep.includes(row.id))
        .map((row) => row.id);
      if (gone.length > 0) await db.delete(spike).where(inArray(spike.id, gone)).run();
    },
  };
}
