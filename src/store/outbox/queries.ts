import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { OutboxQueries, OutboxRow, OutboxSubject, OutboxState, OutboxWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { incident } from '../incidents/schema.ts';
import { optOut, outbox } from './schema.ts';

function subjectOf(
  kind: OutboxSubject['kind'],
  stage: string,
  incidentId: number | null,
  outageId: number | null,
): OutboxSubject {
  if (kind === 'test') return { kind, stage: 'test' };
  return kind === 'incident'
    ? { kind, stage, incidentId: incidentId! }
    : { kind, stage, outageId: outageId! };
}

function toRow({ kind, incidentId, outageId, ...row }: typeof outbox.$inferSelect): OutboxRow {
  return {
    ...row,
    ...subjectOf(kind, row.stage, incidentId, outageId),
    sentAt: row.sentAt ?? undefined,
    lastError: row.lastError ?? undefined,
    file: row.file ?? undefined,
    digest: row.digest ?? undefined,
  };
}

export function outboxQueries(db: Db): OutboxQueries {
  const count = sql<number>`count(*)`;
  return {
    async due(now, limit) {
      return (
        await db
          .select()
          .from(outbox)
          .where(and(eq(outbox.state, 'waiting'), lte(outbox.nextAt, now)))
          .orderBy(asc(outbox.nextAt), asc(outbox.id))
          .limit(limit)
          .all()
      ).map(toRow);
    },
    async list(limit) {
      return (await db.select().from(outbox).orderBy(desc(outbox.id)).limit(limit).all()).map(toRow);
    },
    async byId(id) {
      const row = await db.select().from(outbox).where(eq(outbox.id, id)).get();
      return row && toRow(row);
    },
    async ofIncident(incidentId) {
      const ofIt = eq(outbox.incidentId, incidentId);
      const rows = await db.select().from(outbox).where(ofIt).orderBy(asc(outbox.id)).all();
      return rows.map(toRow).filter((row) => row.kind === 'incident');
    },
    async sentTimes(recipient, since) {
      const done: OutboxState[] = ['sent', 'written'];
      const sent = and(gte(outbox.sentAt, since), inArray(outbox.state, done));
      const underWay = and(eq(outbox.state, 'waiting'), gt(outbox.attempts, 0), isNull(outbox.lastError));
      const message = sql<string>`coalesce(${outbox.digest}, ${outbox.messageId})`;
      const rows = await db
        .select({ message, at: sql<number | null>`max(${outbox.sentAt})` })
        .from(outbox)
        .where(and(eq(outbox.recipient, recipient), ne(outbox.kind, 'test'), or(sent, underWay)))
        .groupBy(message)
        .all();
      return rows.map(({ at }) => at ?? since).sort((a, b) => a - b);
    },
    async ofDigest(digest) {
      const rows = await db
        .select()
        .from(outbox)
        .where(eq(outbox.digest, digest))
        .orderBy(asc(outbox.id))
        .all();
      return rows.map(toRow);
    },
    async openDigest(recipient) {
      const row = await db
        .select({ digest: outbox.digest, nextAt: outbox.nextAt })
        .from(outbox)
        .where(
          and(
            eq(outbox.recipient, recipient),
            eq(outbox.state, 'waiting'),
            eq(outbox.attempts, 0),
            isNotNull(outbox.digest),
          ),
        )
        .get();
      return row && { digest: row.digest!, nextAt: row.nextAt };
    },
    async optOuts() {
      return db.select().from(optOut).orderBy(desc(optOut.at)).all();
    },
    async optedOut(recipient) {
      return (await db.select().from(optOut).where(eq(optOut.recipient, recipient)).get()) !== undefined;
    },
    async waiting() {
      return (await db.select({ n: count }).from(outbox).where(eq(outbox.state, 'waiting')).get())?.n ?? 0;
    },
  };
}

export function outboxWrites(db: Db): OutboxWrites {
  const set = (id: number, values: Partial<typeof outbox.$inferInsert>) =>
    db.update(outbox).set(values).where(eq(outbox.id, id)).run();
  return {
    async add(rows) {
      let added = 0;
      for (const row of rows) {
        added += (
          await db
            .insert(outbox)
            .values({ ...row, state: 'waiting', nextAt: row.createdAt })
            .onConflictDoNothing()
            .run()
        ).changes;
      }
      return added;
    },
    async addTest({ at, ...row }) {
      const always = { kind: 'test', stage: 'test', attempts: 1 } as const;
      await db
        .insert(outbox)
        .values({ ...row, ...always, nextAt: at, createdAt: at, sentAt: row.state === 'dead' ? null : at })
        .onConflictDoNothing()
        .run();
    },
    async claim(id, attempts, nextAt) {
      const result = await db
        .update(outbox)
        .set({ attempts: attempts + 1, nextAt, lastError: null })
        .where(and(eq(outbox.id, id), eq(outbox.state, 'waiting'), eq(outbox.attempts, attempts)))
        .run();
      return result.changes > 0;
    },
    async markSent(id, at) {
      await set(id, { state: 'sent', sentAt: at, lastError: null });
    },
    async markWritten(id, at, file) {
      await set(id, { state: 'written', sentAt: at, file, lastError: null });
    },
    async markFailed(id, error, nextAt) {
      await set(id, { lastError: error, nextAt });
    },
    async markDead(id, error) {
      await set(id, { state: 'dead', lastError: error });
    },
    async revive(id, at) {
      const result = await db
        .update(outbox)
        .set({ state: 'waiting', attempts: 0, nextAt: at, lastError: null })
        .where(and(eq(outbox.id, id), eq(outbox.state, 'dead')))
        .run();
      return result.changes > 0;
    },
    async writeAgain(places, at) {
      const brandIds = [...new Set(places.map((place) => place.brandId))];
      const held = (
        await db
          .select({ id: incident.id, brandId: incident.brandId, onset: incident.onset, end: incident.end })
          .from(incident)
          .where(inArray(incident.brandId, brandIds))
          .all()
      )
        .filter(({ brandId, onset, end }) =>
          places.some(
            (place) =>
              place.brandId === brandId &&
              place.publishedAt >= onset &&
              (end === null || place.publishedAt < end),
          ),
        )
        .map((row) => row.id);
      if (held.length === 0) return 0;
      return (
        await db
          .update(outbox)
          .set({ state: 'waiting', attempts: 0, nextAt: at, lastError: null })
          .where(and(inArray(outbox.incidentId, held), eq(outbox.state, 'written')))
          .run()
      ).changes;
    },
    async putInDigest(id, digest, nextAt, reason) {
      await set(id, { digest, nextAt, lastError: reason });
    },
    async claimDigest(digest, attempts, nextAt) {
      const result = await db
        .update(outbox)
        .set({ attempts: attempts + 1, nextAt, lastError: null })
        .where(and(eq(outbox.digest, digest), eq(outbox.state, 'waiting'), eq(outbox.attempts, attempts)))
        .run();
      return result.changes > 0;
    },
    async skip(id, reason) {
      await set(id, { state: 'skipped', lastError: reason });
    },
    async optOut(recipient, at) {
      await db.insert(optOut).values({ recipient, at }).onConflictDoNothing().run();
    },
    async optIn(recipient) {
      await db.delete(optOut).where(eq(optOut.recipient, recipient)).run();
    },
    async defer(id, nextAt, reason) {
      await set(id, { nextAt, lastError: reason });
    },
  };
}
