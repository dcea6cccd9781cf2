/** Remembers who brought a known mention for which brand, so that taking an import back takes no more than it brought. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
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

/** Rows of one statement: parameters stay under the limit of both databases. */
const ROWS = 200;

type Triple = readonly [mentionId: number, brandId: number, importId: number];

/** Adds rows, where the brand's link has some already (`known`), has none yet (`none`), or in any case. */
async function add(db: Db, all: readonly Triple[], where: 'any' | 'known' | 'none'): Promise<void> {
  for (let i = 0; i < all.length; i += ROWS) {
    const rows = all.slice(i, i + ROWS).map((row) => sql`(${sql.join([...row].map(asInteger), sql`, `)})`);
    const exists = sql`exists (select 1 from mention_import o where o.mention_id = column1 and o.brand_id = column2)`;
    const only = { any: sql`1 = 1`, known: exists, none: sql`not ${exists}` }[where];
    await db.run(sql`insert into mention_import (mention_id, brand_id, import_id)
      select column1, column2, column3 from (values ${sql.join(rows, sql`, `)}) as v where ${only}
      on conflict do nothing`);
  }
}

/** Of numbers that are parameters, PostgreSQL would not know the type. */
function asInteger(value: number): SQL {
  return sql.raw(String(Math.trunc(value)));
}

/** Notes who brings these now, and with the first other bringer also who brought them first. */
export async function noteBringers(db: Db, all: readonly Again[]): Promise<void> {
  const others = all.filter(({ first, now }) => first !== now);
  const row =
    (who: 'first' | 'now') =>
    (one: Again): Triple => [one.mentionId, one.brandId, one[who]];
  await add(db, others.filter(({ linked }) => !linked).map(row('first')), 'none');
  await add(db, others.map(row('now')), 'any');
  await add(db, all.filter(({ first, now, linked }) => first === now && !linked).map(row('now')), 'known');
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
