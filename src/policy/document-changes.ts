/** The changes of one document: which records count, and which of them are the same change. */
import { DAY_MS } from '../domain/series.ts';
import type { PolicyRecord } from './snapshot.ts';
import { type DropReason, type Fate, MINOR_LINES, type RecordedChange } from './snapshot-change.ts';
import { ARTEFACT_MS, type Stay, staysOf } from './text-spans.ts';

/** Two collections that record a change within this time saw the same one. */
export const SAME_CHANGE_MS = DAY_MS;

/** A record with its place in its collection. */
interface Seen {
  readonly record: PolicyRecord;
  readonly stay: Stay;
  /** The first record of its stay. */
  readonly head: boolean;
  /** All records of the collection, oldest first, and where this one stands in them. */
  readonly list: readonly Seen[];
  readonly at: number;
}

/** Records that tell of one change; the first of them dates it. */
interface Group {
  readonly first: Seen;
  readonly members: Seen[];
}

/**
 * `records` are of one document in order of time, without duplicates. `isShared` tells texts that the
 * collection has under another document, too; `now` as in `CollapseOptions`.
 */
export function documentChanges(
  records: readonly PolicyRecord[],
  isShared: (record: PolicyRecord, hash: string) => boolean,
  now: number,
): { changes: RecordedChange[]; fates: Fate[] } {
  const { seen, stays } = lookAt(records, isShared, now);
  const artefacts = artefactHashes(stays, now);
  const known = new Set<string>();
  const byHash = new Map<string, Group>();
  const groups: Group[] = [];
  const fates: Fate[] = seen.map((one) => {
    const { record } = one;
    const isKnown = known.has(record.textHash);
    known.add(record.textHash);
    const reason = ownReason(one, artefacts);
    if (reason) return { record, fate: reason };
    const same = byHash.get(record.textHash);
    if (same) same.members.push(one);
    if (isKnown) return { record, fate: same && isNear(same, record) ? 'merged' : 'seen_elsewhere' };
    const open = openGroup(groups, record);
    const group = open ?? { first: one, members: [] };
    group.members.push(one);
    byHash.set(record.textHash, group);
    if (!open) groups.push(group);
    return { record, fate: open ? 'merged' : 'kept' };
  });
  const byText = new Map<string, Stay[]>();
  for (const stay of stays) {
    const own = byText.get(stay.hash);
    if (own) own.push(stay);
    else byText.set(stay.hash, [stay]);
  }
  return { changes: groups.map((group) => toChange(group, byText)), fates };
}

/** The latest group that another collection's record of this time belongs to. */
function openGroup(groups: readonly Group[], record: PolicyRecord): Group | undefined {
  for (let i = groups.length - 1; i >= 0; i -= 1) {
    const group = groups[i];
    if (!group || !isNear(group, record)) return undefined;
    if (group.members.every((member) => member.record.collection !== record.collection)) return group;
  }
  return undefined;
}

function isNear(group: Group, record: PolicyRecord): boolean {
  return record.observedAt - group.first.record.observedAt <= SAME_CHANGE_MS;
}

function lookAt(
  records: readonly PolicyRecord[],
  isShared: (record: PolicyRecord, hash: string) => boolean,
  now: number,
): { seen: Seen[]; stays: Stay[] } {
  const lists = new Map<string, PolicyRecord[]>();
  for (const record of records) {
    const list = lists.get(record.collection);
    if (list) list.push(record);
    else lists.set(record.collection, [record]);
  }
  const stays: Stay[] = [];
  const places = new Map<PolicyRecord, Seen>();
  for (const own of lists.values()) {
    const list: Seen[] = [];
    const shared = (hash: string) => own[0] !== undefined && isShared(own[0], hash);
    for (const stay of staysOf(own, shared, now)) {
      stays.push(stay);
      stay.records.forEach((record, i) => {
        const one = { record, stay, head: i === 0, list, at: list.length };
        list.push(one);
        places.set(record, one);
      });
    }
  }
  return { seen: records.flatMap((record) => places.get(record) ?? []), stays };
}

/**
 * Texts that never held: every stay was undone. A text that was undone before and stands again counts when
 * it has stood for `ARTEFACT_MS`.
 */
function artefactHashes(stays: readonly Stay[], now: number): Set<string> {
  const undone = new Set(stays.filter((stay) => stay.undone).map((stay) => stay.hash));
  for (const stay of stays) {
    const lastSeen = stay.records.map((record) => record.seenUntil ?? record.observedAt);
    const held = stay.until !== undefined || Math.max(now, ...lastSeen) - stay.from >= ARTEFACT_MS;
    if (!stay.undone && held) undone.delete(stay.hash);
  }
  return undone;
}

/** What the record's own collection says against it. */
function ownReason(one: Seen, artefacts: ReadonlySet<string>): DropReason | undefined {
  const { record, stay } = one;
  if (record.kind === 'first') return 'first_record';
  if (record.kind === 'technical') return 'technical';
  if (!one.head) return 'same_text';
  if (stay.foreign) return 'foreign_text';
  if (stay.isReturn) return 'return';
  return artefacts.has(stay.hash) ? 'undone' : undefined;
}

/** The last record before that shows the policy and no artefact. */
function before({ list, at }: Seen): Seen | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    const one = list[i];
    if (one && !one.stay.undone && !one.stay.foreign) return one;
  }
  return undefined;
}

function lines({ additions = 0, deletions = 0 }: PolicyRecord): number {
  return additions + deletions;
}

function toChange({ first, members }: Group, stays: ReadonlyMap<string, readonly Stay[]>): RecordedChange {
  const by = first.record.observedAt;
  const afters = members.flatMap((member) => {
    const old = before(member)?.record;
    return old ? [old.observedAt, old.seenUntil ?? old.observedAt] : [];
  });
  const old = before(first)?.record;
  // Sizes are those of the difference to the record before: where that was an artefact they say nothing.
  const sized = members
    .filter((one) => before(one) === one.list[one.at - 1] && one.record.additions !== undefined)
    .sort((a, b) => lines(b.record) - lines(a.record))[0]?.record;
  const undone = withdrawnAt(members, stays);
  return {
    brand: first.record.brand,
    document: first.record.document,
    observed: { after: afters.filter((at) => at < by).sort((a, b) => b - a)[0] ?? null, by },
    collections: [...new Set(members.map((member) => member.record.collection))],
    textHash: first.record.textHash,
    ...(old ? { beforeHash: old.textHash } : {}),
    ...(sized ? { additions: sized.additions ?? 0, deletions: sized.deletions ?? 0 } : {}),
    minor: sized !== undefined && lines(sized) <= MINOR_LINES,
    ...(undone === undefined ? {} : { undone }),
    nearTechnical: members.every(isNearTechnical),
    refs: members.flatMap((member) => member.record.ref ?? []),
  };
}

function isNearTechnical({ record, list, at }: Seen): boolean {
  const last = list[at - 1]?.record;
  return last !== undefined && last.kind !== 'change' && record.observedAt - last.observedAt <= DAY_MS;
}

/** When the text went for an earlier one that then stayed, if it did not come back. */
function withdrawnAt(
  members: readonly Seen[],
  stays: ReadonlyMap<string, readonly Stay[]>,
): number | undefined {
  const hashes = new Set(members.map((member) => member.record.textHash));
  const own = [...hashes].flatMap((hash) => stays.get(hash) ?? []).filter((stay) => !stay.undone);
  const last = own.sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity))[0];
  return last?.withdrawn ? last.until : undefined;
}
