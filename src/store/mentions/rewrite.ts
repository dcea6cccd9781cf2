/** Changes what a stored mention says, and its counts with it. */
import { and, eq } from 'drizzle-orm';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import { dropParts } from '../search/changes.ts';
import { mutedMention } from '../triage/schema.ts';
import type { KnownRow } from './known-row.ts';
import type { InsertMention } from './port.ts';
import { mention, mentionBrand } from './schema.ts';
import { scoreOfRow } from './score-columns.ts';

type Row = typeof mention.$inferSelect;
type Deltas = Awaited<ReturnType<ReturnType<typeof deltaCounter>>>;

const WORDS = ['text', 'title'] as const;
const OTHERS = [
  'publishedAt',
  'publishedClaimed',
  'url',
  'rating',
  'authorPseudonym',
  'followers',
  'parentExternalId',
] as const;

/** Columns that an import may correct, with their new values. */
export type Change = Partial<Row>;

/** What `m` says otherwise than `row`. What it does not say stays. */
export function changeOf(row: KnownRow, m: InsertMention): Change {
  const change: Record<string, unknown> = {};
  for (const name of [...WORDS, ...OTHERS]) {
    const value = m[name];
    if (value !== undefined && value !== row[name]) change[name] = value;
  }
  const precision = m.precision ?? null;
  // A midnight that was a day is a time now, or the other way round; a minute and a second with one value are the same.
  const turns = precision === 'day' || (row.precision === 'day' && precision !== null);
  if (precision !== row.precision && (change.publishedAt !== undefined || turns)) {
    change.precision = precision;
  }
  if (m.kind !== row.kind && m.kind !== 'post') change.kind = m.kind;
  if (change.text === undefined && change.title === undefined) return change as Change;
  return {
    ...(change as Change),
    title: m.title ?? null,
    lang: m.lang ?? null,
    wordsHash: m.wordsHash ?? null,
    exactFingerprint: m.fingerprint?.exact ?? null,
    sketchFingerprint: m.fingerprint?.sketch ?? null,
  };
}

/** The values that `change` would replace. */
export function beforeOf(row: Row, change: Change): Change {
  const names = Object.keys(change) as (keyof Row)[];
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Change;
}

/** Writes the change. True where its words changed: then it waits to be scored, and counts again afterwards. */
export async function rewrite(
  db: Db,
  row: Row,
  brandIds: readonly number[],
  change: Change,
  deltas: Deltas,
): Promise<boolean> {
  if (Object.keys(change).length === 0) return false;
  const reads = WORDS.some((name) => name in change) && row.deletedAt === null;
  const counted = row.state === 'scored' || row.state === 'not-scored';
  if (counted) deltas.count({ ...row, brandIds }, scoreOfRow(row), -1);
  // Whether it is muted is asked before its author changes.
  await deltas.catchUp();
  const after: Row = { ...row, ...change };
  await db
    .update(mention)
    .set({ ...change, ...(reads ? { state: 'pending' as const, attempts: 0 } : {}) })
    .where(eq(mention.id, row.id))
    .run();
  if (reads || after.publishedAt !== row.publishedAt) await dropParts(db, [row.id]);
  if (after.publishedAt !== row.publishedAt) {
    const of = and(eq(mentionBrand.mentionId, row.id), eq(mentionBrand.publishedAt, row.publishedAt));
    await db.update(mentionBrand).set({ publishedAt: after.publishedAt }).where(of).run();
  }
  if (after.authorPseudonym !== row.authorPseudonym) {
    await db.delete(mutedMention).where(eq(mutedMention.mentionId, row.id)).run();
    deltas.muteNew(after, brandIds);
    await deltas.catchUp();
  }
  if (counted && !reads) deltas.count({ ...after, brandIds }, scoreOfRow(row));
  return reads;
}
