import { eq } from 'drizzle-orm';
import type { FactQueries, FactWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { fact } from './schema.ts';

export function factQueries(db: Db): FactQueries {
  return {
    async fact(name) {
      return (await db.select().from(fact).where(eq(fact.name, name)).get())?.value;
    },
  };
}

export function factWrites(db: Db): FactWrites {
  return {
    async note(name, value) {
      await db
        .insert(fact)
        .values({ name, value })
        .onConflictDoUpdate({ target: fact.name, set: { value } })
        .run();
    },
  };
}
