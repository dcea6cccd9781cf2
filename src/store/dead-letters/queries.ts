import { createHash } from 'node:crypto';
import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { cutText } from '../../domain/text.ts';
import type { DeadLetterQueries, DeadLetterWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import type { Attempt } from '../sql/attempt.ts';
import { breather } from '../../thread/breathe.ts';
import { deadLetter } from './schema.ts';

/** Whole entries of most sites fit, so that they can be replayed. */
const MAX_PAYLOAD = 100_000;
const MAX_REASON = 2_000;
const MAX_REF = 400;
/** Ids of this length or longer are unlikely to be words of a text. */
const LONG_ID = 8;

export function deadLetterQueries(db: Db): DeadLetterQueries {
  return {
    async list(limit, offset = 0) {
      const rows = await db
        .select()
        .from(deadLetter)
        .orderBy(desc(deadLetter.id))
        .limit(limit)
        .offset(offset)
        .all();
      return rows.map((row) => ({
        ...row,
        replayedAt: row.replayedAt ?? undefined,
      }));
    },
    async byId(id) {
      const row = await db.select().from(deadLetter).where(eq(deadLetter.id, id)).get();
      return row && { ...row, replayedAt: row.replayedAt ?? undefined };
    },
    async waiting() {
      const row = await db
        .select({ n: sql<number>`count(*)` })
        .from(deadLetter)
        .where(isNull(deadLetter.replayedAt))
        .get();
      return row?.n ?? 0;
    },
  };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * As the index takes it: a long one is cut, and a hash of the whole keeps it apart from others. The place in a delivery
 * stays at its end.
 */
export function letterRef(ref: string): string {
  if (ref.length <= MAX_REF) return ref.toWellFormed();
  return `${cutText(ref, MAX_REF / 2)}…${hashOf(ref)}${/\/\d+$/.exec(ref)?.[0] ?? ''}`.toWellFormed();
}

export function deadLetterWrites(db: Db, attempt: Attempt): DeadLetterWrites {
  const p = sql.placeholder;
  const put = db
    .insert(deadLetter)
    .values({
      stage: p('stage'),
      source: p('source'),
      ref: p('ref'),
      reason: p('reason'),
      payload: p('payload'),
      createdAt: p('createdAt'),
    })
    .onConflictDoUpdate({
      target: [deadLetter.stage, deadLetter.source, deadLetter.ref],
      set: {
        reason: sql`excluded.reason`,
        payload: sql`excluded.payload`,
        createdAt: sql`excluded.created_at`,
        replayedAt: null,
      },
    })
    .prepare();

  return {
    async add(letters) {
      if (letters.length === 0) return;
      const kept = letters.map((letter) => ({
        ...letter,
        ref: letterRef(letter.ref),
        reason: cutText(letter.reason, MAX_REASON).toWellFormed(),
        payload: cutText(letter.payload, MAX_PAYLOAD).toWellFormed(),
      }));
      const breathe = breather();
      const together = await attempt(async () => {
        for (const letter of kept) {
          await put.run(letter);
          await breathe();
        }
      });
      if (!together.refused) return;
      for (const letter of kept) {
        await breathe();
        const alone = await attempt(() => put.run(letter));
        if (alone.refused) await put.run({ ...letter, ref: hashOf(letter.ref), payload: '' });
      }
    },
    async eraseAuthor(source, authorId, imports) {
      const plain = authorId.replaceAll(/[\\%_]/g, '\\$&');
      // A short id may occur in any text; between quotes it is a JSON value.
      const named = authorId.length < LONG_ID ? `%"${plain}"%` : `%${plain}%`;
      const whence = or(eq(deadLetter.source, source), imports ? eq(deadLetter.stage, 'import') : undefined);
      const result = await db
        .delete(deadLetter)
        .where(and(whence, sql`${deadLetter.payload} like ${named} escape '\\'`))
        .run();
      return result.changes;
    },
    async drop(before) {
      const result = await db.delete(deadLetter).where(lt(deadLetter.createdAt, before)).run();
      return result.changes;
    },
    async markReplayed(id, at) {
      const result = await db
        .update(deadLetter)
        .set({ replayedAt: at })
        .where(and(eq(deadLetter.id, id), isNull(deadLetter.replayedAt)))
        .run();
      return result.changes > 0;
    },
  };
}
