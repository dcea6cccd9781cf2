/** What belongs to a mention in other tables, and goes when the mention goes. */
import { inArray, type SQLWrapper } from 'drizzle-orm';
import { broughtBy, replacedMention } from '../imports/schema.ts';
import { mentionScore } from '../rescores/schema.ts';
import { readingLabel } from '../reading-checks/schema.ts';
import { openReading } from '../open-readings/schema.ts';
import type { Db } from '../sql/db.ts';
import { bookmark, correction, mentionNote, mentionTag, mutedMention } from '../triage/schema.ts';
import { mentionBrand, mentionRevision } from './schema.ts';

/** What people wrote about a mention may quote it, what an import corrected is what it said, and a label is of its text. */
export const WORDS_ABOUT = [mentionNote, mentionTag, bookmark, replacedMention, readingLabel] as const;

/** Every table with rows of a mention but `correction`. */
export const ROWS_OF_MENTION = [
  mentionRevision,
  mentionScore,
  mutedMention,
  mentionBrand,
  broughtBy,
  openReading,
  ...WORDS_ABOUT,
] as const;

/**
 * Deletes the rows of the mentions `ids`. Of an expired mention corrections stay: they hold no text, and the expired counts
 * rest on what people decided (docs/privacy.md). Of one that was never there (an import taken back, an example) they go.
 */
export async function deleteRowsOf(
  db: Db,
  ids: readonly number[] | SQLWrapper,
  corrections: 'keep' | 'delete',
): Promise<void> {
  const tables = corrections === 'keep' ? ROWS_OF_MENTION : [...ROWS_OF_MENTION, correction];
  const some = Array.isArray(ids) ? [...ids] : ids;
  for (const table of tables) await db.delete(table).where(inArray(table.mentionId, some)).run();
}
