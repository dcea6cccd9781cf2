/** Tags, bookmarks and notes of mentions. They move no counts. */
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type AnnotationQueries, type AnnotationWrites, MOST_TAGS, type NoteRow } from './port.ts';
import type { Db } from '../sql/db.ts';
import { mention } from '../mentions/schema.ts';
import { bookmark, mentionNote, mentionTag } from './schema.ts';

export function annotationQueries(db: Db): AnnotationQueries {
  return {
    async ofMentions(mentionIds, who) {
      const annotations = new Map(
        mentionIds.map((id) => [id, { tags: [] as string[], bookmarked: false, notes: [] as NoteRow[] }]),
      );
      if (mentionIds.length === 0) return annotations;
      const ids = [...mentionIds];
      const tags = await db
        .select()
        .from(mentionTag)
        .where(inArray(mentionTag.mentionId, ids))
        .orderBy(asc(mentionTag.tag))
        .all();
      for (const { mentionId, tag } of tags) annotations.get(mentionId)?.tags.push(tag);
      const own = and(eq(bookmark.who, who), inArray(bookmark.mentionId, ids));
      for (const { mentionId } of await db.select().from(bookmark).where(own).all()) {
        const of = annotations.get(mentionId);
        if (of) of.bookmarked = true;
      }
      const notes = await db
        .select()
        .from(mentionNote)
        .where(inArray(mentionNote.mentionId, ids))
        .orderBy(asc(mentionNote.id))
        .all();
      for (const { mentionId, ...note } of notes) annotations.get(mentionId)?.notes.push(note);
      return annotations;
    },
    async tags() {
      return (
        await db
          .select({ tag: mentionTag.tag })
          .from(mentionTag)
          .groupBy(mentionTag.tag)
          .orderBy(desc(sql`count(*)`), asc(mentionTag.tag))
          .limit(200)
          .all()
      ).map((row) => row.tag);
    },
  };
}

export function annotationWrites(db: Db): AnnotationWrites {
  const isThere = async (id: number) =>
    (await db
      .select({ id: mention.id })
      .from(mention)
      .where(and(eq(mention.id, id), isNull(mention.deletedAt)))
      .get()) !== undefined;
  return {
    async addTag(mentionId, tag, by) {
      if (!(await isThere(mentionId))) return false;
      const tags = await db.select().from(mentionTag).where(eq(mentionTag.mentionId, mentionId)).all();
      if (tags.some((one) => one.tag === tag)) return true;
      if (tags.length >= MOST_TAGS) return false;
      await db
        .insert(mentionTag)
        .values({ mentionId, tag, ...by })
        .run();
      return true;
    },
    async removeTag(mentionId, tag) {
      await db
        .delete(mentionTag)
        .where(and(eq(mentionTag.mentionId, mentionId), eq(mentionTag.tag, tag)))
        .run();
    },
    async bookmark(mentionId, on, { who, at }) {
      if (!(await isThere(mentionId))) return false;
      if (on) await db.insert(bookmark).values({ mentionId, who, at }).onConflictDoNothing().run();
      else {
        await db
          .delete(bookmark)
          .where(and(eq(bookmark.mentionId, mentionId), eq(bookmark.who, who)))
          .run();
      }
      return true;
    },
    async addNote(mentionId, text, { who, at }) {
      if (!(await isThere(mentionId))) return false;
      await db.insert(mentionNote).values({ mentionId, text, who, at }).run();
      return true;
    },
    async removeNote(id, who) {
      return (
        (
          await db
            .delete(mentionNote)
            .where(and(eq(mentionNote.id, id), eq(mentionNote.who, who)))
            .run()
        ).changes > 0
      );
    },
  };
}
