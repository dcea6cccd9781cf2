/** Policy snapshots and candidate changes. */
import { and, asc, desc, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm';
import type { PolicyQueries, PolicySnapshotRow, PolicyWrites, CandidateChange } from './port.ts';
import type { Db } from '../sql/db.ts';
import { larger } from '../sql/fragments.ts';
import { policyCandidate, policySnapshot } from './schema.ts';

function toCandidate(row: typeof policyCandidate.$inferSelect): CandidateChange {
  const { observedAfter, observedBy, ...rest } = row;
  return {
    ...rest,
    announced: row.announced ?? undefined,
    effective: row.effective ?? undefined,
    observed:
      observedAfter === null || observedBy === null ? undefined : { after: observedAfter, by: observedBy },
    decidedAt: row.decidedAt ?? undefined,
    decidedBy: row.decidedBy ?? undefined,
  };
}

function optional<T extends object>(row: T): { [K in keyof T]: NonNullable<T[K]> | undefined } {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])) as never;
}

/** Texts are long: a list of snapshots has only their length. */
const { id: _id, text: _text, ...listed } = getTableColumns(policySnapshot);

export function policyQueries(db: Db): PolicyQueries {
  const of = (brand: string, document: string) =>
    and(eq(policySnapshot.brand, brand), eq(policySnapshot.document, document));
  return {
    async snapshots(brand, document) {
      return (
        await db
          .select({ ...listed, length: sql<number | null>`length(${policySnapshot.text})` })
          .from(policySnapshot)
          .where(of(brand, document))
          .orderBy(asc(policySnapshot.observedAt), asc(policySnapshot.id))
          .all()
      ).map((row) => optional(row) as PolicySnapshotRow);
    },
    async text(brand, document, textHash) {
      const row = await db
        .select({ text: policySnapshot.text })
        .from(policySnapshot)
        .where(
          and(of(brand, document), eq(policySnapshot.textHash, textHash), isNotNull(policySnapshot.text)),
        )
        .orderBy(asc(policySnapshot.observedAt), asc(policySnapshot.id))
        .limit(1)
        .get();
      return row?.text ?? undefined;
    },
    async documents() {
      return db
        .select({
          brand: policySnapshot.brand,
          document: policySnapshot.document,
          snapshots: sql<number>`count(*)`,
          lastAt: sql<number>`max(${policySnapshot.observedAt})`,
        })
        .from(policySnapshot)
        .groupBy(policySnapshot.brand, policySnapshot.document)
        .orderBy(asc(policySnapshot.brand), asc(policySnapshot.document))
        .all();
    },
    async candidates() {
      return (
        await db
          .select()
          .from(policyCandidate)
          .orderBy(desc(policyCandidate.observedBy), desc(policyCandidate.id))
          .all()
      ).map(toCandidate);
    },
    async candidate(slug) {
      const row = await db.select().from(policyCandidate).where(eq(policyCandidate.slug, slug)).get();
      return row && toCandidate(row);
    },
  };
}

export function policyWrites(db: Db): PolicyWrites {
  return {
    async rehash({ brand, document }, from, to) {
      for (const table of [policySnapshot, policyCandidate]) {
        const same = and(eq(table.brand, brand), eq(table.document, document), eq(table.textHash, from));
        await db.update(table).set({ textHash: to }).where(same).run();
      }
    },
    async addSnapshots(snapshots) {
      let added = 0;
      for (const { length: _, ...row } of snapshots) {
        const isNew = (await db.insert(policySnapshot).values(row).onConflictDoNothing().run()).changes > 0;
        if (isNew) added += 1;
        else if (row.seenUntil !== undefined) {
          await db
            .update(policySnapshot)
            .set({ seenUntil: larger(policySnapshot.seenUntil, row.seenUntil) })
            .where(and(eq(policySnapshot.source, row.source), eq(policySnapshot.ref, row.ref)))
            .run();
        }
      }
      return added;
    },
    async addCandidate({ observed, ...candidate }, at) {
      const { brand, document, textHash } = candidate;
      const same = and(
        eq(policyCandidate.brand, brand),
        eq(policyCandidate.document, document),
        eq(policyCandidate.textHash, textHash),
      );
      if (await db.select({ id: policyCandidate.id }).from(policyCandidate).where(same).get()) return false;
      const result = await db
        .insert(policyCandidate)
        .values({
          ...candidate,
          observedAfter: observed?.after ?? null,
          observedBy: observed?.by ?? null,
          state: 'candidate',
          createdAt: at,
        })
        .onConflictDoNothing()
        .run();
      return result.changes > 0;
    },
    async decide(slug, revision, { state, who, at, edit }) {
      const { observed, ...fields } = edit ?? {};
      const edited =
        edit === undefined
          ? {}
          : {
              ...fields,
              announced: edit.announced ?? null,
              effective: edit.effective ?? null,
              observedAfter: observed?.after ?? null,
              observedBy: observed?.by ?? null,
            };
      const result = await db
        .update(policyCandidate)
        .set({ ...edited, state, decidedAt: at, decidedBy: who, revision: revision + 1 })
        .where(and(eq(policyCandidate.slug, slug), eq(policyCandidate.revision, revision)))
        .run();
      return result.changes > 0;
    },
  };
}
