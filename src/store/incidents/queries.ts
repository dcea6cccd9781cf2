import {
  and,
  asc,
  desc,
  eq,
  exists,
  gte,
  isNotNull,
  isNull,
  lte,
  ne,
  not,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import { type Incident, REOPENED } from '../../domain/incident.ts';
import type { IncidentQueries, IncidentWrites } from './port.ts';
import { toAlert } from '../alerts/queries.ts';
import type { Db } from '../sql/db.ts';
import { alert } from '../alerts/schema.ts';
import { brand } from '../brands/schema.ts';
import { draft } from '../drafts/schema.ts';
import { incident, timelineEntry } from './schema.ts';
import { spike } from '../spikes/schema.ts';

type Joined = { incident: typeof incident.$inferSelect; brand: string };

function toIncident({ incident: row, brand: slug }: Joined): Incident {
  const { brandId: _brand, decidedRevision: _decided, decideAgainAt: _again, ...kept } = row;
  const { end, rescoredAt, snoozedUntil, assignee, verdict, named, ...always } = kept;
  return {
    ...always,
    title: named ?? always.title,
    ...(end === null ? {} : { end }),
    ...(rescoredAt === null ? {} : { rescoredAt }),
    ...(snoozedUntil === null ? {} : { snoozedUntil }),
    ...(assignee === null ? {} : { assignee }),
    ...(verdict === null ? {} : { verdict }),
    ...(named === null ? {} : { named }),
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
      return (await select().orderBy(desc(incident.onset)).all()).map(toIncident);
    },
    async ofBrand(brandId) {
      return (await select().where(eq(incident.brandId, brandId)).orderBy(desc(incident.onset)).all()).map(
        toIncident,
      );
    },
    async find(slugOrId) {
      const bySlug = await select().where(eq(incident.slug, slugOrId)).get();
      if (bySlug) return toIncident(bySlug);
      if (!/^\d{1,15}$/.test(slugOrId)) return undefined;
      const byId = await select()
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
      return (
        await db
          .select()
          .from(alert)
          .where(eq(alert.incidentId, incidentId))
          .orderBy(asc(alert.decidedAt), asc(alert.id))
          .all()
      ).map(toAlert);
    },
    async undecided(now) {
      // Older versions stored the revision with the decision only.
      const before = db
        .select({ one: sql`1` })
        .from(alert)
        .where(
          and(
            eq(alert.incidentId, incident.id),
            eq(alert.stage, 'opened'),
            or(eq(alert.send, true), eq(alert.revision, incident.revision)),
          ),
        );
      return (
        await select()
          .where(
            or(
              and(isNull(incident.decidedRevision), notExists(before)),
              ne(incident.decidedRevision, incident.revision),
              lte(incident.decideAgainAt, now),
            ),
          )
          .orderBy(asc(incident.id))
          .all()
      ).map(toIncident);
    },
    async ended(before) {
      const decided = eq(incident.decidedRevision, incident.revision);
      const over = and(ne(incident.state, 'resolved'), isNotNull(incident.end), lte(incident.end, before));
      return (
        await select()
          .where(and(decided, over, eq(incident.simulated, false)))
          .orderBy(asc(incident.id))
          .all()
      ).map(toIncident);
    },
    async reopened(incidentId, since) {
      const { incidentId: of, what, at } = timelineEntry;
      return db.$count(timelineEntry, and(eq(of, incidentId), eq(what, REOPENED), gte(at, since)));
    },
  };
}

/** Whether somebody was notified of the incident, or a person worked on it. */
export function workedOn(db: Db): SQL {
  const one = { one: sql`1` };
  const sent = db
    .select(one)
    .from(alert)
    .where(and(eq(alert.incidentId, incident.id), eq(alert.send, true)));
  const byPeople = db
    .select(one)
    .from(timelineEntry)
    .where(and(eq(timelineEntry.incidentId, incident.id), ne(timelineEntry.who, 'outcry')));
  const answered = db.select(one).from(draft).where(eq(draft.incident, incident.slug));
  return or(exists(sent), exists(byPeople), exists(answered))!;
}

export function incidentWrites(db: Db): IncidentWrites {
  const slugOf = async (brandId: number) =>
    (await db.select({ slug: brand.slug }).from(brand).where(eq(brand.id, brandId)).get())?.slug ?? '';
  /** Compare-and-set, with a timeline entry; false when somebody else changed it since `revision`. */
  async function change(
    id: number,
    revision: number,
    values: Partial<typeof incident.$inferInsert>,
    entry: Parameters<IncidentWrites['addEntry']>[1],
  ): Promise<boolean> {
    const result = await db
      .update(incident)
      .set({ ...values, revision: revision + 1 })
      .where(and(eq(incident.id, id), eq(incident.revision, revision)))
      .run();
    if (result.changes === 0) return false;
    await db
      .insert(timelineEntry)
      .values({ incidentId: id, ...entry })
      .run();
    return true;
  }
  return {
    async open(values) {
      const row = await db
        .insert(incident)
        .values({ ...values, state: 'open' })
        .returning()
        .get();
      await db
        .insert(timelineEntry)
        .values({ incidentId: row.id, at: values.openedAt, who: 'outcry', what: 'opened' })
        .run();
      return toIncident({ incident: row, brand: await slugOf(values.brandId) });
    },
    async update(id, { onset, end, severity, title }) {
      const changed = sql`(${incident.onset} <> ${onset} or ${incident.end} is distinct from ${end ?? null}
        or ${incident.severity} <> ${severity} or ${incident.title} <> ${title})`;
      await db
        .update(incident)
        .set({ onset, end: end ?? null, severity, title, revision: sql`${incident.revision} + 1` })
        .where(and(eq(incident.id, id), changed))
        .run();
    },
    async markRescored(id, at) {
      const decided = db.select({ one: sql`1` }).from(alert).where(eq(alert.incidentId, id));
      await db
        .update(incident)
        .set({ rescoredAt: at })
        .where(and(eq(incident.id, id), exists(decided)))
        .run();
    },
    async removeEmpty(brandId) {
      const spikes = db.select({ one: sql`1` }).from(spike).where(eq(spike.incidentId, incident.id));
      return (
        await db
          .delete(incident)
          .where(and(eq(incident.brandId, brandId), notExists(spikes), not(workedOn(db))))
          .run()
      ).changes;
    },
    setState: (id, revision, state, entry) => change(id, revision, { state }, entry),
    async addEntry(incidentId, entry) {
      await db
        .insert(timelineEntry)
        .values({ incidentId, ...entry })
        .run();
    },
    edit: (id, revision, edits, entry) => change(id, revision, edits, entry),
    async decided(id, revision, decideAgainAt) {
      await db
        .update(incident)
        .set({ decidedRevision: revision, decideAgainAt: decideAgainAt ?? null })
        .where(eq(incident.id, id))
        .run();
    },
    async decideAgain(at) {
      await db.update(incident).set({ decideAgainAt: at }).where(ne(incident.state, 'resolved')).run();
    },
  };
}
