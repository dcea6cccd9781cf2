/** Inserts mentions: the new, the known, and those whose id another post has. */
import { and, eq, sql } from 'drizzle-orm';
import type { Conflict, InsertMention, Inserted, MentionWrites } from './port.ts';
import { brand } from '../brands/schema.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import { expiredReader } from '../expired/seen-before.ts';
import { noteBringers } from '../imports/brought.ts';
import type { Db } from '../sql/db.ts';
import type { BulkWrites } from '../sql/bulk-writes.ts';
import { ownId } from './same-post.ts';
import { type Again, type Gathered, knownMention } from './seen-again.ts';

/** What became of a mention; `id` is its row, where it has one. */
type Placed = Again | { readonly kind: 'new'; readonly id: number };

const GONE: Placed = { kind: 'gone', id: undefined };

/** Counts of what was placed. A mention whose id another post has is counted where it was put then. */
function tally(
  placed: readonly Placed[],
  conflicts: readonly Conflict[],
): Omit<Inserted, 'conflicts'> & { readonly conflicts: Conflict[] } {
  const ids: number[] = [];
  const counts = { added: 0, duplicates: 0, edited: 0, linked: 0, replaced: 0, differing: 0 };
  const kept = new Set(conflicts.map(({ index }) => index));
  const own: Conflict[] = [];
  for (const [i, one] of placed.entries()) {
    if (one.kind === 'new') {
      counts.added += 1;
      ids.push(one.id);
      if (kept.has(i)) own.push(conflicts.find(({ index }) => index === i)!);
    } else if (one.kind === 'edited' || one.kind === 'replaced') {
      counts[one.kind] += 1;
      if (one.pending) ids.push(one.id);
    } else if (one.kind === 'linked') counts.linked += 1;
    else {
      counts.duplicates += 1;
      if (one.kind === 'duplicate' && one.differs) counts.differing += 1;
    }
  }
  return { ids, ...counts, conflicts: own };
}

export function mentionInsert(
  db: Db,
  bulk: BulkWrites,
  newDeltas: ReturnType<typeof deltaCounter>,
): MentionWrites['insert'] {
  const known = knownMention(db, bulk);
  const notExpired = expiredReader(db);

  const id = sql.placeholder('id');
  const mark = {
    real: db
      .update(brand)
      .set({ hasReal: true })
      .where(and(eq(brand.id, id), eq(brand.hasReal, false)))
      .prepare(),
    simulated: db
      .update(brand)
      .set({ hasSimulated: true })
      .where(and(eq(brand.id, id), eq(brand.hasSimulated, false)))
      .prepare(),
  };

  async function markBrands(ids: ReadonlySet<number>, simulated: boolean): Promise<void> {
    // In their order, as two writers may mark the same ones.
    for (const one of [...ids].toSorted((a, b) => a - b))
      await (simulated ? mark.simulated : mark.real).run({ id: one });
  }

  /** Inserts what is new, with its brands; undefined for each that is known. */
  async function insertNew(list: readonly InsertMention[], { deltas }: Gathered) {
    const added = await bulk.insert(list);
    await bulk.link(
      list.flatMap(({ brandIds, publishedAt }, i) => {
        const mentionId = added[i];
        if (mentionId === undefined) return [];
        return brandIds.map((brandId) => ({ brandId, publishedAt, mentionId }));
      }),
    );
    for (const [i, { source, authorPseudonym, brandIds }] of list.entries()) {
      const id = added[i];
      if (id !== undefined)
        deltas.muteNew({ id, source, authorPseudonym: authorPseudonym ?? null }, brandIds);
    }
    return added;
  }

  /** Places each of the mentions. `first` for all at once; what has an id of another post stays `other`. */
  async function place(list: readonly InsertMention[], gathered: Gathered): Promise<Placed[]> {
    const placed: (Placed | undefined)[] = [];
    for (const m of list) {
      // One that has expired for all its brands is not inserted again.
      if (m.brandIds.length === 0) placed.push(GONE);
      else placed.push(m.repair ? await known.unnamed(m, gathered) : undefined);
    }
    const open = list.flatMap((m, i) => (placed[i] === undefined ? [{ m, i }] : []));
    const added = await insertNew(
      open.map(({ m }) => m),
      gathered,
    );
    const again = open.filter(({ i }, n) => {
      const id = added[n];
      if (id !== undefined) placed[i] = { kind: 'new', id };
      return id === undefined;
    });
    const nothingNew = await known.unchanged(
      again.map(({ m }) => m),
      gathered,
    );
    for (const [n, { m, i }] of again.entries())
      placed[i] = nothingNew[n] ?? (await known.named(m, gathered));
    return placed as Placed[];
  }

  /** The same; what has an id of another post is placed under one of its own, and linked to the first that it repeats. */
  async function placeAll(list: readonly InsertMention[], gathered: Gathered) {
    const placed = await place(list, gathered);
    const others = placed.flatMap((one, index) => (one.kind === 'other' ? [{ index, with: one.id }] : []));
    const own = others.map(({ index }) => ({ ...list[index]!, externalId: ownId(list[index]!) }));
    if (own.length > 0) {
      const there = await place(own, gathered);
      for (const [n, { index }] of others.entries()) placed[index] = there[n]!;
    }
    await bulk.fingerprint(
      list.flatMap(({ copyOf }, i) => {
        const [one, first] = [placed[i]!, copyOf === undefined ? undefined : placed[copyOf]?.id];
        return one.kind !== 'new' || first === undefined ? [] : [{ id: one.id, first }];
      }),
    );
    return { placed, others };
  }

  return async (given, link = async (rows) => rows) => {
    const brandsOf = await notExpired(given);
    const mentions = brandsOf ? given.map((m, i) => ({ ...m, brandIds: brandsOf[i]! })) : given;
    const gathered: Gathered = { deltas: await newDeltas(), bringers: [], brought: new Set() };
    const before = await known.atOnce(mentions, gathered);
    const at = mentions.flatMap((_, i) => (before[i] ? [] : [i]));
    const open = await link(at.map((i) => mentions[i]!));
    const { placed: placedOpen, others } = await placeAll(open, gathered);
    const placed: Placed[] = before.map((one) => one ?? GONE);
    for (const [n, i] of at.entries()) placed[i] = placedOpen[n]!;
    const conflicts = others.map((one) => ({ ...one, index: at[one.index]! }));
    await noteBringers(bulk, gathered.bringers);
    const changed = mentions.filter((_, i) => !['gone', 'duplicate', 'other'].includes(placed[i]!.kind));
    for (const simulated of [false, true]) {
      const of = changed.filter((m) => m.simulated === simulated).flatMap(({ brandIds }) => brandIds);
      await markBrands(new Set(of), simulated);
    }
    await gathered.deltas.apply();
    return tally(placed, conflicts);
  };
}
