/** A part of a transaction that may be refused for its values. */
import { sql } from 'drizzle-orm';
import { dataErrorIn } from '../data-error.ts';
import type { Db } from './db.ts';

/** Runs a part of a transaction. What the database refuses for its values is undone alone; any other error is thrown. */
export type Attempt = <T>(
  work: () => Promise<T>,
) => Promise<{ readonly value: T; readonly refused?: never } | { readonly refused: Error }>;

/** Runs in a savepoint: what is refused leaves nothing behind, and the transaction goes on. */
export function attempts(db: Db): Attempt {
  let depth = 0;
  return async (work) => {
    depth += 1;
    const name = sql.raw(`attempt_${depth}`);
    try {
      await db.run(sql`savepoint ${name}`);
      try {
        const value = await work();
        await db.run(sql`release savepoint ${name}`);
        return { value };
      } catch (error) {
        const refused = dataErrorIn(error);
        if (!refused) throw error;
        await db.run(sql`rollback to savepoint ${name}`);
        await db.run(sql`release savepoint ${name}`);
        return { refused };
      }
    } finally {
      depth -= 1;
    }
  };
}
