import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { ConfigurationQueries, ConfigurationWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { configChange, configEntry, sourceKey } from './schema.ts';

export function configurationQueries(db: Db): ConfigurationQueries {
  const last = db
    .select({ id: sql<number | null>`max(${configChange.id})` })
    .from(configChange)
    .prepare();
  return {
    async revision() {
      return (await last.get({}))?.id ?? 0;
    },
    async entries() {
      return db.select().from(configEntry).orderBy(asc(configEntry.kind), asc(configEntry.slug)).all();
    },
    async history(kind, slug, limit) {
      const rows = await db
        .select()
        .from(configChange)
        .where(and(eq(configChange.kind, kind), eq(configChange.slug, slug)))
        .orderBy(desc(configChange.id))
        .limit(limit)
        .all();
      return rows.map(({ id, at, who, before, after }) => ({
        id,
        at,
        who,
        ...(before === null ? {} : { before }),
        ...(after === null ? {} : { after }),
      }));
    },
    async keys() {
      return db.select().from(sourceKey).orderBy(asc(sourceKey.name)).all();
    },
  };
}

export function configurationWrites(db: Db): ConfigurationWrites {
  return {
    async save({ before, after, ...change }) {
      const { kind, slug, at, who } = change;
      const { id } = await db
        .insert(configChange)
        .values({ ...change, before: before ?? null, after: after ?? null })
        .returning({ id: configChange.id })
        .get();
      if (after === undefined) {
        await db
          .delete(configEntry)
          .where(and(eq(configEntry.kind, kind), eq(configEntry.slug, slug)))
          .run();
        return id;
      }
      const values = { document: after, revision: id, changedAt: at, changedBy: who };
      await db
        .insert(configEntry)
        .values({ kind, slug, ...values })
        .onConflictDoUpdate({ target: [configEntry.kind, configEntry.slug], set: values })
        .run();
      return id;
    },
    async saveKey({ name, sealed, at, who }) {
      await db
        .insert(configChange)
        .values({ kind: 'source-keys', slug: name, at, who, before: null, after: null })
        .run();
      if (sealed === undefined) {
        await db.delete(sourceKey).where(eq(sourceKey.name, name)).run();
        return;
      }
      await db
        .insert(sourceKey)
        .values({ name, sealed, at, who })
        .onConflictDoUpdate({ target: sourceKey.name, set: { sealed, at, who } })
        .run();
    },
  };
}
