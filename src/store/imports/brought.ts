/** Remembers who brought a known mention for which brand, so that taking an import back takes no more than it brought. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Bringer, BulkWrites } from '../sql/bulk-writes.ts';
import type { Db } from '../sql/db.ts';
import { broughtBy } from './schema.ts';

/** A known mention that comes in again for a brand. */
export interface Again {
  readonly mentionId: number;
  readonly brandId: number;
  /** The import that brought the mention first; 0 where that was no import. */
  readonly first: number;
  /** The import that brings it now; 0 for anything else. */
  readonly now: number;
  /** It belongs to the brand from now on. */
  readonly linked: boolean;
}

/** Mentions of one statement: parameters stay under the limit of both databases. */
const ROWS = 200;

/** Notes who brings these now, and with the first other bringer also who brought them first. */
export async function noteBringers(bulk: Pick<BulkWrites, 'bring'>, all: readonly Again[]): Promise<void> {
  const others = all.filter(({ first, now }) => first !== now);
  const by =
    (who: 'first' | 'now') =>
    (one: Again): Bringer => ({ mentionId: one.mentionId, brandId: one.brandId, importId: one[who] });
  await bulk.bring(others.filter(({ linked }) => !linked).map(by('first')), 'none');
  await bulk.bring(others.map(by('now')), 'any');
  await bulk.bring(all.filter(({ first, now, linked }) => first === now && !linked).map(by('now')), 'some');
}

/** Whether an import has brought the mention already. */
export async function hasBrought(db: Db, importId: number, mentionId: number): Promise<boolean> {
  const found = await db
    .select({ id: broughtBy.mentionId })
    .from(broughtBy)
    .where(and(eq(broughtBy.mentionId, mentionId), eq(broughtBy.importId, importId)))
    .get();
  return found !== undefined;
}

/** The bringers of the mentions' links, where they have rows, by `mention|brand`. */
export async function bringersOf(db: Db, mentionIds: readonly number[]): Promise<Map<string, Set<number>>> {
  const found = new Map<string, Set<number>>();
  for (let i = 0; i < mentionIds.length; i += ROWS) {
    const of = inArray(broughtBy.mentionId, mentionIds.slice(i, i + ROWS));
    for (const row of await db.select().from(broughtBy).where(of).all()) {
      const key = `${row.mentionId}|${row.brandId}`;
      found.set(key, (found.get(key) ?? new Set()).add(row.importId));
    }
  }
  return found;
}
