/** Tables of the incidents and their timelines. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AlertVerdict, IncidentState } from '../../domain/incident.ts';

export const incident = sqliteTable(
  'incident',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    slug: text().notNull().unique(),
    brandId: integer('brand_id').notNull(),
    title: text().notNull(),
    state: text().$type<IncidentState>().notNull(),
    onset: integer().notNull(),
    end: integer(),
    severity: integer().notNull(),
    simulated: integer({ mode: 'boolean' }).notNull(),
    openedAt: integer('opened_at').notNull(),
    revision: integer().notNull().default(1),
    /** Start of the re-score that found it. */
    rescoredAt: integer('rescored_at'),
    /** The revision of the last alert decision. */
    decidedRevision: integer('decided_revision'),
    /** When alerts are decided again, even without a change. */
    decideAgainAt: integer('decide_again_at'),
    snoozedUntil: integer('snoozed_until'),
    assignee: text(),
    /** The name that a person gave it; stands in place of the title. */
    named: text(),
    verdict: text().$type<AlertVerdict>(),
  },
  (t) => [index('incident_brand').on(t.brandId), index('incident_decide_again').on(t.decideAgainAt)],
);

export const timelineEntry = sqliteTable(
  'timeline_entry',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    incidentId: integer('incident_id').notNull(),
    at: integer().notNull(),
    who: text().notNull(),
    what: text().notNull(),
  },
  (t) => [index('timeline_incident').on(t.incidentId)],
);
