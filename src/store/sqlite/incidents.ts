import { and, asc, desc, eq, exists, notExists, or, sql } from 'drizzle-orm';
import type { Incident } from '../../domain/incident.ts';
import type { IncidentQueries, IncidentWrites } from '../ports/incidents.ts';
import type { Db } from './db.ts';
import { alert, brand, incident, spike, timelineEntry } from './schema.ts';

type Joined = { incident: typeof incident.$inferSelect; brand: string };

function toIncident({ incident: { brandId: _, end, rescoredAt, ...row }, brand: slug }: Joined): Incident {
  return {
    ...row,
    ...(end === null ? {} : { end }),
    ...(rescoredAt === null ? {} : { rescoredAt }),
    brand: slug,
  };
}

export function incidentQueries(db: Db): IncidentQueries {
  const select = () =>
    db
      .select({ incident, brand: brand.slug })
      .from(incident)
      .innerJoin(brand, eq(brand.id, incident.brandId))
      .$dynamic();
  return {
    async all() {
      return select().orderBy(desc(incident.onset)).all().map(toIncident);
    },
    async ofBrand(brandId) {
      return select()
        .where(eq(incident.brandId, brandId))
        .orderBy(desc(incident.onset))
        .all()
        .map(toIncident);
    },
    async find(slugOrId) {
      const bySlug = select().where(eq(incident.slug, slugOrId)).get();
      if (bySlug) return toIncident(bySlug);
      if (!/^\d{1,15}$/.test(slugOrId)) return undefined;
      const byId = select()
        .where(eq(incident.id, Number(slugOrId)))
        .get();
      return byId && toIncident(byId);
    },
    async timeline(incidentId) {
      return db
        .select({ at: timelineEntry.at, who: timelineEntry.who, what: timelineEntry.what })
        .from(timelineEntry)
        .where(eq(timelineEntry.incidentId, incidentId))
        .orderBy(asc(timelineEntry.at), asc(timelineEntry.id))
        .all();
    },
    async alerts(incidentId) {
      return db
        .select()
        .from(alert)
        .where(eq(alert.incidentId, incidentId))
        .orderBy(asc(alert.decidedAt), asc(alert.id))
        .all();
    },
    async undecided() {
      const decided = db
        .select({ one: sql`1` })
        .from(alert)
        .where(
          and(
            eq(alert.incidentId, incident.id),
            eq(alert.stage, 'opened'),
            or(eq(alert.send, true), eq(alert.revision, incident.revision)),
          ),
        );
      return select().where(notExists(decided)).orderBy(asc(incident.id)).all().map(toIncident);
    },
  };
}

export function incidentWrites(db: Db): IncidentWrites {
  const slugOf = (brandId: number) =>
    db.select({ slug: brand.slug }).from(brand).where(eq(brand.id, brandId)).get()?.slug ?? '';
  return {
    async open(values) {
      const row = db
        .insert(incident)
        .values({ ...values, state: 'open' })
        .returning()
        .get();
      db.insert(timelineEntry)
        .values({ incidentId: row.id, at: values.openedAt, who: 'outcry', what: 'opened' })
        .run();
      return toIncident({ incident: row, brand: slugOf(values.brandId) });
    },
    async update(id, { onset, end, severity, title }) {
      const changed = sql`(${incident.onset} <> ${onset} or ${incident.end} is not ${end ?? null}
        or ${incident.severity} <> ${severity} or ${incident.title} <> ${title})`;
      db.update(incident)
        .set({ onset, end: end ?? null, severity, title, revision: sql`${incident.revision} + 1` })
        .where(and(eq(incident.id, id), changed))
        .run();
    },
    async markRescored(id, at) {
      const decided = db.select({ one: sql`1` }).from(alert).where(eq(alert.incidentId, id));
      db.update(incident)
        .set({ rescoredAt: at })
        .where(and(eq(incident.id, id), exists(decided)))
        .run();
    },
    async removeEmpty(brandId) {
      const spikes = db.select({ one: sql`1` }).from(spike).where(eq(spike.incidentId, incident.id));
      const sent = db
        .select({ one: sql`1` })
        .from(alert)
        .where(and(eq(alert.incidentId, incident.id), eq(alert.send, true)));
      return db
        .delete(incident)
        .where(and(eq(incident.brandId, brandId), notExists(spikes), notExists(sent)))
        .run().changes;
    },
    async setState(id, revision, state, entry) {
      const result = db
        .update(incident)
        .set({ state, revision: revision + 1 })
        .where(and(eq(incident.id, id), eq(incident.revision, revision)))
        .run();
      if (result.changes === 0) return false;
      db.insert(timelineEntry)
        .values({ incidentId: id, ...entry })
        .run();
      return true;
    },
    async addEntry(incidentId, entry) {
      db.insert(timelineEntry)
        .values({ incidentId, ...entry })
        .run();
    },
    async decide(values) {
      const result = db
        .insert(alert)
        .values(values)
        .onConflictDoUpdate({
          target: [alert.incidentId, alert.stage],
          set: values,
          setWhere: eq(alert.send, false),
        })
        .run();
      return result.changes > 0;
    },
  };
}
