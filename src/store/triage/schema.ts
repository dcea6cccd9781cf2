/** Tables of what people do with mentions: corrections, mutes, tags, bookmarks, notes. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CorrectionField } from '../../domain/correction.ts';

/** Corrections of scores by people. Undone ones are kept for the history. */
export const correction = sqliteTable(
  'correction',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    field: text().$type<CorrectionField>().notNull(),
    value: text().notNull(),
    who: text().notNull(),
    at: integer().notNull(),
    /** Revision of the mention's corrections; increases with each correction and each undo. */
    revision: integer().notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: text('undone_by'),
  },
  (t) => [index('correction_mention').on(t.mentionId)],
);

/** An author at a source, a whole source, or one post, that does not count for a brand. */
export const mute = sqliteTable(
  'mute',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brandId: integer('brand_id').notNull(),
    kind: text().$type<'author' | 'source' | 'post'>().notNull(),
    source: text().notNull(),
    /** Of an author; empty once the author is erased. */
    authorPseudonym: text('author_pseudonym').notNull().default(''),
    why: text().notNull(),
    who: text().notNull(),
    at: integer().notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: text('undone_by'),
  },
  (t) => [index('mute_brand').on(t.brandId)],
);

/** Mentions of muted authors. Listed by mention, because an erased one no longer has an author. */
export const mutedMention = sqliteTable(
  'muted_mention',
  {
    brandId: integer('brand_id').notNull(),
    mentionId: integer('mention_id').notNull(),
    muteId: integer('mute_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.mentionId, t.muteId] }),
    index('muted_mention_mute').on(t.muteId),
  ],
);

export const mentionTag = sqliteTable(
  'mention_tag',
  {
    mentionId: integer('mention_id').notNull(),
    tag: text().notNull(),
    who: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.mentionId, t.tag] }), index('mention_tag_tag').on(t.tag)],
);

export const bookmark = sqliteTable(
  'bookmark',
  {
    who: text().notNull(),
    mentionId: integer('mention_id').notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.who, t.mentionId] }), index('bookmark_mention').on(t.mentionId)],
);

export const mentionNote = sqliteTable(
  'mention_note',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    who: text().notNull(),
    at: integer().notNull(),
    text: text().notNull(),
  },
  (t) => [index('mention_note_mention').on(t.mentionId)],
);
