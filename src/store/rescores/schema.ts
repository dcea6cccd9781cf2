/** Tables of the re-score: its jobs, and what other scorer versions said. Scores are only ever added here. */
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import type { MentionState } from '../../domain/mention.ts';
import type { CategoryHit, ContextTag, SentimentLabel } from '../../domain/scoring.ts';
import type { RescoreState } from './port.ts';

/** Names of scorer versions that scored anything. */
export const scorerVersion = sqliteTable('scorer_version', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull().unique(),
});

export const rescoreJob = sqliteTable('rescore_job', {
  id: integer().primaryKey({ autoIncrement: true }),
  version: text().notNull(),
  state: text().$type<RescoreState>().notNull(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  total: integer().notNull(),
  done: integer().notNull().default(0),
  changedSentiment: integer('changed_sentiment').notNull().default(0),
  changedBetrayal: integer('changed_betrayal').notNull().default(0),
});

/** Scores that a re-score replaced, oldest first. */
export const mentionScore = sqliteTable(
  'mention_score',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    scorerVersionId: integer('scorer_version_id').notNull(),
    state: text().$type<MentionState>().notNull(),
    lang: text(),
    sentimentLabel: text('sentiment_label').$type<SentimentLabel>(),
    sentimentScore: real('sentiment_score'),
    betrayalLabel: integer('betrayal_label', { mode: 'boolean' }),
    betrayalP: real('betrayal_p'),
    categories: text({ mode: 'json' }).$type<readonly CategoryHit[]>(),
    context: text({ mode: 'json' }).$type<readonly ContextTag[]>(),
  },
  (t) => [index('mention_score_version').on(t.mentionId, t.scorerVersionId, t.id)],
);

/** Incidents with their spikes as they stood on the counts of one scorer version. */
export const pastIncident = sqliteTable(
  'past_incident',
  {
    version: text().notNull(),
    incidentId: integer('incident_id').notNull(),
    incident: text({ mode: 'json' }).$type<Incident>().notNull(),
    spikes: text({ mode: 'json' }).$type<readonly StoredSpike[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.version, t.incidentId] })],
);
