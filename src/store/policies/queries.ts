/** What trackers of policies recorded, and what was proposed of it. */
import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { PolicyQueries, PolicyRecordRow, PolicyWrites, Proposal } from './port.ts';
import type { Db } from '../sql/db.ts';
import { larger } from '../sql/fragments.ts';
import { policyProposal, policyRecord } from './schema.ts';

function toProposal(row: typeof policyProposal.$inferSelect): Proposal {
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

export function policyQueries(db: Db): PolicyQueries {
  const of = (brand: string, document: string) =>
    and(eq(policyRecord.brand, brand), eq(policyRecord.document, document));
  return {
    async records(brand, document) {
      return (
        await db
          .select()
          .from(policyRecord)
          .where(of(brand, document))
          .orderBy(asc(policyRecord.observedAt), asc(policyRecord.id))
          .all()
      ).map(({ id: _id, text: _text, ...row }) => optional(row) as PolicyRecordRow);
    },
    async text(brand, document, textHash) {
      const row = await db
        .select({ text: policyRecord.text })
        .from(policyRecord)
        .where(and(of(brand, document), eq(policyRecord.textHash, textHash), isNotNull(policyRecord.text)))
        .limit(1)
        .get();
      return row?.text ?? undefined;
    },
    async documents() {
      return db
        .select({
          brand: policyRecord.brand,
          document: policyRecord.document,
          records: sql<number>`count(*)`,
          lastAt: sql<number>`max(${policyRecord.observedAt})`,
        })
        .from(policyRecord)
        .groupBy(policyRecord.brand, policyRecord.document)
        .orderBy(asc(policyRecord.brand), asc(policyRecord.document))
        .all();
    },
    async proposals() {
      return (
        await db
          .select()
          .from(policyProposal)
          .orderBy(desc(policyProposal.observedBy), desc(policyProposal.id))
          .all()
      ).map(toProposal);
    },
    async proposal(slug) {
      const row = await db.select().from(policyProposal).where(eq(policyProposal.slug, slug)).get();
      return row && toProposal(row);
    },
  };
}

export function policyWrites(db: Db): PolicyWrites {
  return {
    async addRecords(records) {
      let added = 0;
      for (const row of records) {
        const isNew = (await db.insert(policyRecord).values(row).onConflictDoNothing().run()).changes > 0;
        if (isNew) added += 1;
        else if (row.seenUntil !== undefined) {
          await db
            .update(policyRecord)
            .set({ seenUntil: larger(policyRecord.seenUntil, row.seenUntil) })
            .where(and(eq(policyRecord.source, row.source), eq(policyRecord.ref, row.ref)))
            .run();
        }
      }
      return added;
    },
    async propose({ observed, ...proposal }, at) {
      const { brand, document, textHash } = proposal;
      const same = and(
        eq(policyProposal.brand, brand),
        eq(policyProposal.document, document),
        eq(policyProposal.textHash, textHash),
      );
      if (await db.select({ id: policyProposal.id }).from(policyProposal).where(same).get()) return false;
      const result = await db
        .insert(policyProposal)
        .values({
          ...proposal,
          observedAfter: observed?.after ?? null,
          observedBy: observed?.by ?? null,
          state: 'proposed',
          createdAt: at,
        })
        .onConflictDoNothing()
        .run();
      return result.changes > 0;
    },
    async decide(slug, revision, { state, who, at, edit }) {
      const { observed, ...facts } = edit ?? {};
      const edited =
        edit === undefined
          ? {}
          : {
              ...facts,
              announced: edit.announced ?? null,
              effective: edit.effective ?? null,
              observedAfter: observed?.after ?? null,
              observedBy: observed?.by ?? null,
            };
      const result = await db
        .update(policyProposal)
        .set({ ...edited, state, decidedAt: at, decidedBy: who, revision: revision + 1 })
        .where(and(eq(policyProposal.slug, slug), eq(policyProposal.revision, revision)))
        .run();
      return result.changes > 0;
    },
  };
}
