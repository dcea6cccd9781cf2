/** Names of scorer versions and the row ids used in their place. */
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import { scorerVersion } from './schema.ts';

/** No row has it. */
const NOBODY = 0;

/** Number of a version; 0, which no row has, where it scored nothing. */
export async function versionId(db: Db, name: string): Promise<number> {
  const of = eq(scorerVersion.name, name);
  const row = await db.select({ id: scorerVersion.id }).from(scorerVersion).where(of).get();
  return row?.id ?? NOBODY;
}

/** The numbers of versions by name, given where a version is new. For a transaction that writes. */
export async function versionIds(db: Db, names: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (const name of new Set(names)) {
    const known = await versionId(db, name);
    const made =
      known === NOBODY
        ? await db.insert(scorerVersion).values({ name }).returning({ id: scorerVersion.id }).get()
        : { id: known };
    ids.set(name, made.id);
  }
  return ids;
}

export async function versionNames(db: Db): Promise<ReadonlyMap<number, string>> {
  const rows = await db.select().from(scorerVersion).orderBy(asc(scorerVersion.id)).all();
  return new Map(rows.map((row) => [row.id, row.name]));
}
