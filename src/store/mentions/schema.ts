/** Tables of the mentions, and what they said before. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Corrected } from '../../domain/correction.ts';
import type { MentionKind, MentionState, TimePrecision } from '../../domain/mention.ts';
import type { CategoryHit, ContextTag, SentimentLabel } from '../../domain/scoring.ts';

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
    /** Null where it is a second, or was not known yet when the mention came in. */
    precision: text().$type<TimePrecision>(),
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
    /** Row of `scorer_version`, which holds the long name once. */
    scorerVersionId: integer('scorer_version_id'),
    /** Publication time by the author's own clock, where another time is used. */
    publishedClaimed: integer('published_claimed'),
    editedAt: integer('edited_at'),
    /** When its text was erased; its counts stay. */
    deletedAt: integer('deleted_at'),
    /** From a backfill: no alerts are sent for it. */
    backfilled: integer({ mode: 'boolean' }).notNull().default(false),
    exactFingerprint: integer('fingerprint_exact'),
    sketchFingerprint: integer('fingerprint_sketch'),
    /** The first of its near-duplicates. */
    duplicateOf: integer('duplicate_of'),
    /** Corrections that are in force; the table `correction` holds all of them. */
    corrected: text({ mode: 'json' }).$type<Corrected>(),
    /** The import that brought it first; null for anything else. */
    importId: integer('import_id'),
    /** Keyed hash of its words, where a sender chose its id: kept when they go. */
    wordsHash: integer('words_hash'),
  },
  (t) => [
    uniqueIndex('mention_source_external').on(t.source, t.externalId),
    // Nearly all mentions are scored, and no query looks for those by state.
    index('mention_pending').on(t.id).where(sql`state = 'pending'`),
    index('mention_dead').on(t.id).where(sql`state = 'dead'`),
    index('mention_scorer').on(t.scorerVersionId).where(sql`scorer_version_id is not null`),
    // Partitioned, see index-parts.ts.
    index('mention_author')
      .on(sql`(cast(id / 32768 as integer))`, t.authorPseudonym)
      .where(sql`author_pseudonym is not null`),
    // Only the first of each group: a text that was posted ten thousand times is one row here.
    index('mention_fingerprint_words')
      .on(sql`(published_at / 1209600000 * 1099511627776 + fingerprint_exact % 1099511627776)`)
      .where(sql`fingerprint_exact is not null and duplicate_of is null`),
    index('mention_fingerprint_sketch')
      .on(sql`(published_at / 1209600000 * 4294967296 + fingerprint_sketch)`, t.id)
      .where(sql`fingerprint_sketch is not null and duplicate_of is null`),
    index('mention_duplicate').on(t.duplicateOf).where(sql`duplicate_of is not null`),
    index('mention_brought').on(t.importId).where(sql`import_id is not null`),
    // Only those whose id was made here: a corrected file finds them by their words.
    index('mention_words').on(t.wordsHash).where(sql`substr(external_id, 1, 2) = 'w:'`),
    index('mention_collected').on(t.collectedAt).where(sql`not simulated`),
  ],
);

/** A mention may belong to several brands. `published_at` is repeated here for the index. */
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

/** What a mention said before it was edited. */
export const mentionRevision = sqliteTable(
  'mention_revision',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    /** When it was replaced. */
    at: integer().notNull(),
    text: text().notNull(),
    title: text(),
  },
  (t) => [index('mention_revision_mention').on(t.mentionId)],
);
