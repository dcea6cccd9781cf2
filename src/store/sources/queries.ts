/** States of the sources, and gaps in what was read. */
import { and, asc, eq, gt, isNull, lt, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { GapFilter, SourceQueries, SourceState, SourceWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { larger } from '../sql/fragments.ts';
import { sourceGap, sourceState } from './schema.ts';

function toState(row: typeof sourceState.$inferSelect): SourceState {
  const limit = row.quotaLimit === null ? {} : { limit: row.quotaLimit };
  const resetsAt = row.quotaResetsAt === null ? {} : { resetsAt: row.quotaResetsAt };
  return {
    source: row.source,
    cursor: row.cursor ?? undefined,
    lastReadAt: row.lastReadAt ?? undefined,
    lastNewAt: row.lastNewAt ?? undefined,
    lastError: row.lastError ?? undefined,
    failures: row.failures,
    nextAt: row.nextAt ?? undefined,
    completeUntil: row.completeUntil ?? undefined,
    newestAt: row.newestAt ?? undefined,
    quota: row.quotaRemaining === null ? undefined : { remaining: row.quotaRemaining, ...limit, ...resetsAt },
  };
}

function gapConditions({ source, state, from, to }: GapFilter): SQL[] {
  const where: SQL[] = [];
  if (source !== undefined) where.push(eq(sourceGap.source, source));
  if (state !== undefined) where.push(eq(sourceGap.state, state));
  if (from !== undefined) where.push(gt(sourceGap.to, from));
  if (to !== undefined) where.push(lt(sourceGap.from, to));
  return where;
}

export function sourceQueries(db: Db): SourceQueries {
  const states = db.select().from(sourceState).orderBy(asc(sourceState.source)).prepare();
  const ordered = (where: SQL | undefined) =>
    db.select().from(sourceGap).where(where).orderBy(asc(sourceGap.from), asc(sourceGap.id));
  // Asked for each brand that was named, so the statement is prepared once.
  const between = ordered(
    and(gt(sourceGap.to, sql.placeholder('from')), lt(sourceGap.from, sql.placeholder('to'))),
  ).prepare();
  return {
    async state(source) {
      const row = await db.select().from(sourceState).where(eq(sourceState.source, source)).get();
      return row && toState(row);
    },
    async all() {
      return (await states.all()).map(toState);
    },
    async gaps(filter) {
      const { source, state, from, to } = filter;
      const all = source === undefined && state === undefined && from !== undefined && to !== undefined;
      const rows = all ? await between.all({ from, to }) : await ordered(and(...gapConditions(filter))).all();
      return rows.map((row) => ({ ...row, closedAt: row.closedAt ?? undefined }));
    },
  };
}

export function sourceWrites(db: Db): SourceWrites {
  return {
    async saveRead(source, { cursor, at, found, completeUntil, newestAt, quota, nextAt }) {
      const values = {
        lastReadAt: at,
        lastError: null,
        failures: 0,
        nextAt: nextAt ?? null,
        ...(cursor === undefined ? {} : { cursor }),
        ...(found > 0 ? { lastNewAt: at } : {}),
        ...(completeUntil === undefined ? {} : { completeUntil }),
        ...(quota === undefined
          ? {}
          : {
              quotaRemaining: quota.remaining,
              quotaLimit: quota.limit ?? null,
              quotaResetsAt: quota.resetsAt ?? null,
            }),
      };
      const newest = newestAt === undefined ? {} : { newestAt: larger(sourceState.newestAt, newestAt) };
      await db
        .insert(sourceState)
        .values({ source, ...values, newestAt: newestAt ?? null })
        .onConflictDoUpdate({ target: sourceState.source, set: { ...values, ...newest } })
        .run();
    },
    async noteImported(source, { at, newestAt }) {
      await db
        .insert(sourceState)
        .values({ source, lastReadAt: at, lastNewAt: at, newestAt, failures: 0 })
        .onConflictDoUpdate({
          target: sourceState.source,
          set: {
            newestAt: larger(sourceState.newestAt, newestAt),
            // With a cursor or a failure it has a connector.
            lastReadAt: sql`case when ${sourceState.cursor} is null and ${sourceState.failures} = 0
              then ${at} else ${sourceState.lastReadAt} end`,
          },
        })
        .run();
    },

    async saveFailure(source, { at, error, nextAt }) {
      const values = { lastError: error, nextAt: nextAt ?? at };
      await db
        .insert(sourceState)
        .values({ source, ...values, failures: 1 })
        .onConflictDoUpdate({
          target: sourceState.source,
          set: { ...values, failures: sql`${sourceState.failures} + 1` },
        })
        .run();
    },
    async addGaps(source, ranges, at) {
      for (const { from, to, reason } of ranges) {
        const same = and(
          eq(sourceGap.source, source),
          lte(sourceGap.from, from),
          sql`${sourceGap.to} >= ${to}`,
        );
        if (to <= from || (await db.select({ id: sourceGap.id }).from(sourceGap).where(same).get())) continue;
        await db.insert(sourceGap).values({ source, from, to, reason, state: 'open', foundAt: at }).run();
      }
    },
    async closeGap(id, state, at) {
      await db.update(sourceGap).set({ state, closedAt: at }).where(eq(sourceGap.id, id)).run();
    },
    async lease(source, owner, now, until) {
      await db.insert(sourceState).values({ source }).onConflictDoNothing().run();
      const free = or(
        isNull(sourceState.leaseOwner),
        eq(sourceState.leaseOwner, owner),
        lte(sourceState.leaseUntil, now),
      );
      const result = await db
        .update(sourceState)
        .set({ leaseOwner: owner, leaseUntil: until })
        .where(and(eq(sourceState.source, source), free))
        .run();
      return result.changes > 0;
    },
    async retire(read) {
      await db
        .update(sourceState)
        .set({ completeUntil: null })
        .where(notInArray(sourceState.source, [...read]))
        .run();
    },
    async readNow(source) {
      await db
        .update(sourceState)
        .set({ nextAt: null, failures: 0 })
        .where(eq(sourceState.source, source))
        .run();
    },
    async release(source, owner) {
      await db
        .update(sourceState)
        .set({ leaseOwner: null, leaseUntil: null })
        .where(and(eq(sourceState.source, source), eq(sourceState.leaseOwner, owner)))
        .run();
    },
  };
}
