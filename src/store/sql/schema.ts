/** Tables of the SQLite database. Times are ms since 1970 UTC; JSON columns hold what domain types say. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Corrected } from '../../domain/correction.ts';
import type { AlertReason, AlertStage, AlertVerdict, IncidentState } from '../../domain/incident.ts';
import type { MentionKind, MentionState } from '../../domain/mention.ts';
import type { CategoryHit, ContextTag, SentimentLabel } from '../../domain/scoring.ts';
import type { Attribution, SpikeKind } from '../../domain/spike.ts';
import type { OutboxChannel, OutboxState, OutboxSubject } from '../outbox/port.ts';

export const brand = sqliteTable('brand', {
  id: integer().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  origin: text().$type<'config' | 'import'>().notNull(),
  dirtyVersion: integer('dirty_version').notNull().default(0),
  detectedVersion: integer('detected_version').notNull().default(0),
  hasReal: integer('has_real', { mode: 'boolean' }).notNull().default(false),
  hasSimulated: integer('has_simulated', { mode: 'boolean' }).notNull().default(false),
  /** Start of the first bucket that changed since detection looked; 0 where anything may have changed. */
  changedFrom: integer('changed_from').notNull().default(0),
  /** The same since that version: what a process saw of a later one holds but for what began then. */
  sinceVersion: integer('since_version').notNull().default(0),
  sinceFrom: integer('since_from').notNull().default(0),
  /** Start of the re-score that detection has yet to look at. */
  rescoredAt: integer('rescored_at'),
});

export const mention = sqliteTable(
  'mention',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    externalId: text('external_id').notNull(),
    kind: text().$type<MentionKind>().notNull(),
    text: text().notNull(),
    title: text(),
    url: text(),
    lang: text(),
    authorPseudonym: text('author_pseudonym'),
    followers: integer(),
    reach: integer().notNull(),
    rating: real(),
    parentExternalId: text('parent_external_id'),
    publishedAt: integer('published_at').notNull(),
    collectedAt: integer('collected_at').notNull(),
    simulated: integer({ mode: 'boolean' }).notNull(),
    state: text().$type<MentionState>().notNull(),
    attempts: integer().notNull().default(0),
    sentimentLabel: text('sentiment_label').$type<SentimentLabel>(),
    sentimentScore: real('sentiment_score'),
    betrayalLabel: integer('betrayal_label', { mode: 'boolean' }),
    betrayalP: real('betrayal_p'),
    categories: text({ mode: 'json' }).$type<readonly CategoryHit[]>(),
    context: text({ mode: 'json' }).$type<readonly ContextTag[]>(),
    /** Row of `scorer_version`: its name is long, and stands once. */
    scorerVersionId: integer('scorer_version_id'),
    /** What the author's own clock said, where it is not what counts. */
    publishedClaimed: integer('published_claimed'),
    editedAt: integer('edited_at'),
    /** Its text is gone since; its counts stay. */
    deletedAt: integer('deleted_at'),
    /** Brought by a backfill: no news. */
    backfilled: integer({ mode: 'boolean' }).notNull().default(false),
    exactFingerprint: integer('fold_exact'),
    sketchFingerprint: integer('fold_sketch'),
    /** The first of its near-duplicates. */
    dupeOf: integer('dupe_of'),
    /** What people say against the score and did not undo; the corrections themselves are in `correction`. */
    corrected: text({ mode: 'json' }).$type<Corrected>(),
  },
  (t) => [
    uniqueIndex('mention_source_external').on(t.source, t.externalId),
    // What is settled is nearly everything, and nobody looks for it by its state.
    index('mention_pending').on(t.id).where(sql`state = 'pending'`),
    index('mention_dead').on(t.id).where(sql`state = 'dead'`),
    index('mention_scorer').on(t.scorerVersionId).where(sql`scorer_version_id is not null`),
    // In parts, see index-parts.ts.
    index('mention_author')
      .on(sql`(cast(id / 32768 as integer))`, t.authorPseudonym)
      .where(sql`author_pseudonym is not null`),
    // Firsts alone: of a text that ten thousand copied one row is looked at.
    index('mention_fold_words')
      .on(sql`(published_at / 1209600000 * 1099511627776 + fold_exact % 1099511627776)`)
      .where(sql`fold_exact is not null and dupe_of is null`),
    index('mention_fold_sketch')
      .on(sql`(published_at / 1209600000 * 4294967296 + fold_sketch)`, t.id)
      .where(sql`fold_sketch is not null and dupe_of is null`),
    index('mention_dupe').on(t.dupeOf).where(sql`dupe_of is not null`),
    index('mention_kept').on(t.collectedAt).where(sql`not simulated`),
  ],
);

/** Names of scorer versions that scored anything. */
export const scorerVersion = sqliteTable('scorer_version', {
  id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull().unique(),
});

/** A mention may belong to several brands. `published_at` stands here too, for the index. */
export const mentionBrand = sqliteTable(
  'mention_brand',
  {
    brandId: integer('brand_id').notNull(),
    publishedAt: integer('published_at').notNull(),
    mentionId: integer('mention_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.publishedAt, t.mentionId] }),
    index('mention_brand_mention').on(t.mentionId),
  ],
);

export const bucket = sqliteTable(
  'bucket',
  {
    brandId: integer('brand_id').notNull(),
    widthMs: integer('width_ms').notNull(),
    start: integer().notNull(),
    source: text().notNull(),
    all: integer('all_count').notNull(),
    negative: integer().notNull(),
    neutral: integer().notNull(),
    positive: integer().notNull(),
    notScored: integer('not_scored').notNull(),
    betrayal: integer().notNull(),
    sentimentMilli: integer('sentiment_milli').notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.widthMs, t.start, t.source] })],
);

export const bucketCategory = sqliteTable(
  'bucket_category',
  {
    brandId: integer('brand_id').notNull(),
    widthMs: integer('width_ms').notNull(),
    start: integer().notNull(),
    source: text().notNull(),
    code: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.widthMs, t.start, t.source, t.code] })],
);

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
    /** Start of the re-score that brought it up. */
    rescoredAt: integer('rescored_at'),
    /** The revision that was last decided about. */
    decidedRevision: integer('decided_revision'),
    /** It is decided about again then, changed or not. */
    lookAgainAt: integer('look_again_at'),
    snoozedUntil: integer('snoozed_until'),
    assignee: text(),
    verdict: text().$type<AlertVerdict>(),
  },
  (t) => [index('incident_brand').on(t.brandId), index('incident_look_again').on(t.lookAgainAt)],
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

export const spike = sqliteTable(
  'spike',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brandId: integer('brand_id').notNull(),
    incidentId: integer('incident_id').notNull(),
    series: text().notNull(),
    source: text().notNull(),
    kind: text().$type<SpikeKind>().notNull(),
    onset: integer().notNull(),
    peakAt: integer('peak_at').notNull(),
    end: integer(),
    observed: real().notNull(),
    expected: real().notNull(),
    score: real().notNull(),
    severity: integer().notNull(),
    betrayalShare: real('betrayal_share').notNull(),
    negativeShare: real('negative_share').notNull(),
    categories: text({ mode: 'json' })
      .$type<readonly { code: string; count: number; share: number }[]>()
      .notNull(),
    attribution: text({ mode: 'json' }).$type<readonly Attribution[]>().notNull(),
    phrases: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    simulated: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [uniqueIndex('spike_identity').on(t.brandId, t.source, t.onset)],
);

export const alert = sqliteTable(
  'alert',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    incidentId: integer('incident_id').notNull(),
    stage: text().$type<AlertStage>().notNull(),
    send: integer({ mode: 'boolean' }).notNull(),
    reason: text().$type<AlertReason>().notNull(),
    decidedAt: integer('decided_at').notNull(),
    /** The incident's revision that was decided about. */
    revision: integer().notNull(),
    /** The grade of severity that an escalation tells of. */
    step: integer().notNull().default(0),
    /** Name of the route; empty for decisions of versions that decided for all routes at once. */
    route: text().notNull().default(''),
    /** Those versions told of no escalation: the highest is the default. */
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

export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text().$type<OutboxSubject['kind']>().notNull(),
    /** Set for the kind `incident`. */
    incidentId: integer('incident_id'),
    /** Set for the kind `source-outage`. */
    outageId: integer('outage_id'),
    stage: text().notNull(),
    channel: text().$type<OutboxChannel>().notNull(),
    recipient: text().notNull(),
    digest: text(),
    messageId: text('message_id').notNull().unique(),
    state: text().$type<OutboxState>().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: integer('next_at').notNull(),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    lastError: text('last_error'),
    file: text(),
  },
  (t) => [index('outbox_due').on(t.state, t.nextAt), index('outbox_recipient').on(t.recipient, t.sentAt)],
);

/** Recipients that want no mail any more. */
export const optOut = sqliteTable('opt_out', { recipient: text().primaryKey(), at: integer().notNull() });

export const deadLetter = sqliteTable(
  'dead_letter',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    stage: text().notNull(),
    source: text().notNull(),
    ref: text().notNull(),
    reason: text().notNull(),
    payload: text().notNull(),
    createdAt: integer('created_at').notNull(),
    replayedAt: integer('replayed_at'),
  },
  // The same thing refused again is one letter, not many.
  (t) => [uniqueIndex('dead_letter_identity').on(t.stage, t.source, t.ref)],
);
