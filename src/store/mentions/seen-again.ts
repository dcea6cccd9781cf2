/** A known mention that is ingested again: a new brand, an edited text, a correction, nothing new, or another post. */
import { and, eq, sql } from 'drizzle-orm';
import type { InsertMention } from './port.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import { type Again as Bringer } from '../imports/brought.ts';
import type { Db } from '../sql/db.ts';
import type { BulkWrites } from '../sql/bulk-writes.ts';
import { idsOf } from '../sql/fragments.ts';
import type { KnownRow, KnownWithBrands } from './known-row.ts';
import { repairs } from './repair.ts';
import { changeOf, rewrite } from './rewrite.ts';
import { isLater, isSamePost, ownId } from './same-post.ts';
import { searchChanges } from '../search/changes.ts';
import { mention, mentionBrand, mentionRevision } from './schema.ts';
import { scoreOfRow } from './score-columns.ts';

type Row = typeof mention.$inferSelect;
type Deltas = Awaited<ReturnType<ReturnType<typeof deltaCounter>>>;

const p = sql.placeholder;
/** Mentions of a list that are looked up to learn whether it is known. */
const PROBES = 8;

/** What became of it. `gone`: erased or expired. `other`: another post has its id. */
export type Again =
  | { readonly kind: 'gone'; readonly id: undefined }
  | { readonly kind: 'other'; readonly id: number }
  | { readonly kind: 'duplicate'; readonly id: number; readonly differs: boolean }
  | { readonly kind: 'linked'; readonly id: number }
  | { readonly kind: 'edited' | 'replaced'; readonly id: number; readonly pending: boolean };

/** What one insertion gathers. */
export interface Gathered {
  readonly deltas: Deltas;
  readonly bringers: Bringer[];
  /** Mentions that it brought already. */
  readonly brought: Set<number>;
}

function statements(db: Db) {
  return {
    known: db
      .select()
      .from(mention)
      .where(and(eq(mention.source, p('source')), eq(mention.externalId, p('externalId'))))
      .prepare(),
    brandsOf: db
      .select({ brandId: mentionBrand.brandId })
      .from(mentionBrand)
      .where(eq(mentionBrand.mentionId, p('id')))
      .prepare(),
    reach: db
      .update(mention)
      .set({ reach: sql`${p('reach')}` })
      .where(eq(mention.id, p('id')))
      .prepare(),
  };
}

/** Whether an import says something else than what is stored. */
function differs(row: KnownRow, m: InsertMention): boolean {
  return m.importId !== undefined && Object.keys(changeOf(row, m)).length > 0;
}

/** Updates known mentions; counts change through the deltas. */
export function knownMention(db: Db, bulk: BulkWrites) {
  const stmt = statements(db);
  const repair = repairs(db);

  async function edit(
    row: Row,
    m: InsertMention,
    brandIds: readonly number[],
    deltas: Deltas,
  ): Promise<void> {
    await db
      .insert(mentionRevision)
      .values({ mentionId: row.id, at: m.editedAt!, text: row.text, title: row.title })
      .run();
    // It is counted again when it is scored again. A pending one is not counted yet.
    if (row.state === 'scored' || row.state === 'not-scored') {
      deltas.count({ ...row, brandIds }, scoreOfRow(row), -1);
    }
    await db
      .update(mention)
      .set({
        text: m.text,
        title: m.title ?? null,
        editedAt: m.editedAt!,
        state: 'pending',
        attempts: 0,
        exactFingerprint: m.fingerprint?.exact ?? null,
        sketchFingerprint: m.fingerprint?.sketch ?? null,
        wordsHash: m.wordsHash ?? null,
      })
      .where(eq(mention.id, row.id))
      .run();
    const search = searchChanges(db);
    search.said(row.id, row, m);
    await search.apply();
  }

  async function link(
    row: Row,
    m: InsertMention,
    known: readonly number[],
    { deltas, bringers, brought }: Gathered,
  ) {
    const added = m.brandIds.filter((brandId) => !known.includes(brandId));
    await bulk.link(added.map((brandId) => ({ brandId, publishedAt: row.publishedAt, mentionId: row.id })));
    if (added.length > 0) {
      const search = searchChanges(db);
      search.linked(row.id, added);
      await search.apply();
    }
    deltas.muteNew(row, added);
    const counted = row.state === 'scored' || row.state === 'not-scored';
    if (added.length > 0 && counted) deltas.count({ ...row, brandIds: added }, scoreOfRow(row));
    const [first, now] = [row.importId ?? 0, m.importId ?? 0];
    if (now > 0) brought.add(row.id);
    for (const brandId of m.brandIds) {
      bringers.push({ mentionId: row.id, brandId, first, now, linked: added.includes(brandId) });
    }
    return added;
  }

  async function raiseReach(row: Row, m: InsertMention): Promise<void> {
    if (m.reach <= row.reach) return;
    if (m.importId !== undefined && m.importId !== row.importId) {
      await repair.keep(m.importId, row, { reach: m.reach });
    }
    await stmt.reach.run({ id: row.id, reach: m.reach });
  }

  /** Corrects `row` by `m`, which may have another made id. */
  async function correct(
    row: Row,
    m: InsertMention,
    brandIds: readonly number[],
    gathered: Gathered,
  ): Promise<Again> {
    const change = changeOf(row, m);
    if (row.externalId !== m.externalId) change.externalId = m.externalId;
    if (Object.keys(change).length > 0) await repair.keep(m.importId!, row, change);
    await raiseReach(row, m);
    const pending = await rewrite(db, row, brandIds, change, gathered.deltas);
    await link({ ...row, ...change }, m, brandIds, gathered);
    return Object.keys(change).length > 0
      ? { kind: 'replaced', id: row.id, pending }
      : { kind: 'duplicate', id: row.id, differs: false };
  }

  const brandsOf = async (id: number) => (await stmt.brandsOf.all({ id })).map((one) => one.brandId);

  /** The outcome where `m` changes nothing of `row` and its brands; undefined where that is not sure. */
  function nothingNew(
    row: KnownWithBrands,
    m: InsertMention,
    { bringers, brought }: Gathered,
  ): Again | undefined {
    const brandIds = idsOf(row.brands);
    if (row.deletedAt !== null || m.reach > row.reach || isLater(row, m)) return undefined;
    if (!m.brandIds.every((id) => brandIds.includes(id)) || !isSamePost(row, m, brandIds)) return undefined;
    const other = differs(row, m);
    // A repair may take it over.
    if (m.repair && other) return undefined;
    const [first, now] = [row.importId ?? 0, m.importId ?? 0];
    if (now > 0) brought.add(row.id);
    for (const brandId of m.brandIds)
      bringers.push({ mentionId: row.id, brandId, first, now, linked: false });
    return { kind: 'duplicate', id: row.id, differs: other };
  }

  /** All at once, those of known mentions of which nothing changes; undefined for each that `named` has to place. */
  async function unchanged(
    list: readonly InsertMention[],
    gathered: Gathered,
  ): Promise<(Again | undefined)[]> {
    const rows = await bulk.known(list);
    const seen = new Set<number>();
    return list.map((m, i) => {
      const row = rows[i];
      // Of one that comes twice, the first may change what the second finds. One of no brand has expired.
      if (!row || seen.has(row.id) || m.brandIds.length === 0) return undefined;
      seen.add(row.id);
      return nothingNew(row, m, gathered);
    });
  }

  return {
    unchanged,

    /**
     * The same before anything is inserted: what is known needs no more work. A few are looked up first; where none of
     * them is known, hardly any is, and `unchanged` finds those when they are not inserted.
     */
    async atOnce(list: readonly InsertMention[], gathered: Gathered): Promise<(Again | undefined)[]> {
      const step = Math.ceil(list.length / PROBES);
      const some = list.filter((_, i) => i % step === 0);
      const found = (await bulk.known(some)).some((row) => row !== undefined);
      return found ? unchanged(list, gathered) : list.map(() => undefined);
    },

    /** A row without an id that corrects a known mention; undefined where there is none to correct. */
    async unnamed(m: InsertMention, gathered: Gathered): Promise<Again | undefined> {
      const row = await repair.unnamed(m, gathered.brought);
      if (!row) return undefined;
      return correct(row, m, await brandsOf(row.id), gathered);
    },

    /** `m` has the source and id of a known mention. */
    async named(m: InsertMention, gathered: Gathered): Promise<Again> {
      const row = await stmt.known.get({ source: m.source, externalId: m.externalId });
      if (!row) return { kind: 'gone', id: undefined };
      const known = await brandsOf(row.id);
      const same = isSamePost(row, m, known);
      if (row.deletedAt !== null)
        return same ? { kind: 'gone', id: undefined } : { kind: 'other', id: row.id };
      // What came in before under an id of its own is that post, and no correction of this one.
      const own = m.repair && !same ? { source: m.source, externalId: ownId(m) } : undefined;
      const elsewhere = own !== undefined && (await stmt.known.get(own)) !== undefined;
      if (!elsewhere && (await repair.mayChange(row, m, known, gathered.brought))) {
        return correct(row, m, known, gathered);
      }
      if (!same) return { kind: 'other', id: row.id };
      const added = await link(row, m, known, gathered);
      await raiseReach(row, m);
      if (isLater(row, m) && (m.text !== row.text || (m.title ?? null) !== row.title)) {
        await edit(row, m, [...known, ...added], gathered.deltas);
        return { kind: 'edited', id: row.id, pending: true };
      }
      if (added.length > 0) return { kind: 'linked', id: row.id };
      return { kind: 'duplicate', id: row.id, differs: differs(row, m) };
    },
  };
}
