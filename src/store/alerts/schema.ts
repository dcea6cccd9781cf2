/** Table of the decisions about alerts. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { AlertReason, AlertStage } from '../../domain/incident.ts';

export const alert = sqliteTable(
  'alert',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    incidentId: integer('incident_id').notNull(),
    stage: text().$type<AlertStage>().notNull(),
    send: integer({ mode: 'boolean' }).notNull(),
    reason: text().$type<AlertReason>().notNull(),
    decidedAt: integer('decided_at').notNull(),
    /** The incident's revision at the decision. */
    revision: integer().notNull(),
    /** Severity level of an escalation. */
    step: integer().notNull().default(0),
    /** Name of the route; empty for decisions of early versions, which decided for all routes at once. */
    route: text().notNull().default(''),
    /** Early versions sent no escalations: the default is the highest. */
    severity: integer().notNull().default(10),
    over: integer({ mode: 'boolean' }).notNull().default(false),
    recipients: text({ mode: 'json' }).$type<readonly string[]>(),
    until: integer(),
  },
  (t) => [
    uniqueIndex('alert_decision').on(t.incidentId, t.stage, t.step, t.route),
    index('alert_decided').on(t.decidedAt),
  ],
);
