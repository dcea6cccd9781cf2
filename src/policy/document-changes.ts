/** The changes of one document: which snapshots count, and which of them are the same change. */
import { DAY_MS } from '../domain/series.ts';
import type { PolicySnapshot } from './snapshot.ts';
import { type DropReason, type Fate, MINOR_LINES, type SnapshotChange } from './snapshot-change.ts';
import { ARTEFACT_MS, type Stay, staysOf } from './text-spans.ts';

/** Two collections that record a change within this time saw the same one. */
export const SAME_CHANGE_MS = DAY_MS;

/** A snapshot with its place in its collection. */
interface Seen {
  readonly snapshot: PolicySnapshot;
  readonly stay: Stay;
  /** The first snapshot of its stay. */
  readonly head: boolean;
  /** All snapshots of the collection, oldest first, and the index of this one. */
  readonly list: readonly Seen[];
  readonly at: number;
}

/** Snapshots of the same change; the first one dates it. */
interface Group {
  readonly first: Seen;
  readonly members: Seen[];
}

/**
 * Snapshots are of one document in order of time, without duplicates. `isShared` is true for texts that the collection
 * also has under another document; `now` as in `CollapseOptions`.
 */
export function documentChanges(
  snapshots: readonly PolicySnapshot[],
  isShared: (snapshot: PolicySnapshot, hash: string) => boolean,
  now: number,
): { changes: SnapshotChange[]; fates: Fate[] } {
  const { seen, stays } = lookAt(snapshots, isShared, now);
  const artefacts = artefactHashes(stays, now);
  const known = new Set<string>();
  const byHash = new Map<string, Group>();
  const groups: Group[] = [];
  const fates: Fate[] = seen.map((one) => {
    const { snapshot } = one;
    const isKnown = known.has(snapshot.textHash);
    known.add(snapshot.textHash);
    const reason = ownReason(one, artefacts);
    if (reason) return { snapshot, fate: reason };
    const same = byHash.get(snapshot.textHash);
    if (same) same.members.push(one);
    if (isKnown) return { snapshot, fate: same && isNear(same, snapshot) ? 'merged' : 'seen_elsewhere' };
    const open = openGroup(groups, snapshot);
    const group = open ?? { first: one, members: [] };
    group.members.push(one);
    byHash.set(snapshot.textHash, group);
    if (!open) groups.push(group);
    return { snapshot, fate: open ? 'merged' : 'kept' };
  });
  const byText = new Map<string, Stay[]>();
  for (const stay of stays) {
    const own = byText.get(stay.hash);
    if (own) own.push(stay);
    else byText.set(stay.hash, [stay]);
  }
  return { changes: groups.map((group) => toChange(group, byText)), fates };
}

/** The latest group that a snapshot of another collection at this time belongs to. */
function openGroup(groups: readonly Group[], snapshot: PolicySnapshot): Group | undefined {
  for (let i = groups.length - 1; i >= 0; i -= 1) {
    const group = groups[i];
    if (!group || !isNear(group, snapshot)) return undefined;
    if (group.members.every((member) => member.snapshot.collection !== snapshot.collection)) return group;
  }
  return undefined;
}

function isNear(group: Group, snapshot: PolicySnapshot): boolean {
  return snapshot.observedAt - group.first.snapshot.observedAt <= SAME_CHANGE_MS;
}

function lookAt(
  snapshots: readonly PolicySnapshot[],
  isShared: (snapshot: PolicySnapshot, hash: string) => boolean,
  now: number,
): { seen: Seen[]; stays: Stay[] } {
  const lists = new Map<string, PolicySnapshot[]>();
  for (const snapshot of snapshots) {
    const list = lists.get(snapshot.collection);
    if (list) list.push(snapshot);
    else lists.set(snapshot.collection, [snapshot]);
  }
  const stays: Stay[] = [];
  const places = new Map<PolicySnapshot, Seen>();
  for (const own of lists.values()) {
    const list: Seen[] = [];
    const shared = (hash: string) => own[0] !== undefined && isShared(own[0], hash);
    for (const stay of staysOf(own, shared, now)) {
      stays.push(stay);
      stay.snapshots.forEach((snapshot, i) => {
        const one = { snapshot, stay, head: i === 0, list, at: list.length };
        list.push(one);
        places.set(snapshot, one);
      });
    }
  }
  return { seen: snapshots.flatMap((snapshot) => places.get(snapshot) ?? []), stays };
}

/**
 * Texts that never lasted: every stay was undone. A text that was undone before and is back counts after
 * `ARTEFACT_MS`.
 */
function artefactHashes(stays: readonly Stay[], now: number): Set<string> {
  const undone = new Set(stays.filter((stay) => stay.undone).map((stay) => stay.hash));
  for (const stay of stays) {
    const lastSeen = stay.snapshots.map((snapshot) => snapshot.seenUntil ?? snapshot.observedAt);
    const held = stay.until !== undefined || Math.max(now, ...lastSeen) - stay.from >= ARTEFACT_MS;
    if (!stay.undone && held) undone.delete(stay.hash);
  }
  return undone;
}

/** Why the snapshot's own collection rules it out. */
function ownReason(one: Seen, artefacts: ReadonlySet<string>): DropReason | undefined {
  const { snapshot, stay } = one;
  if (snapshot.kind === 'first') return 'first_record';
  if (snapshot.kind === 'technical') return 'technical';
  if (!one.head) return 'same_text';
  if (stay.truncated) return 'truncated';
  if (stay.foreign) return 'foreign_text';
  if (stay.isReturn) return 'return';
  return artefacts.has(stay.hash) ? 'undone' : undefined;
}

/** The last earlier snapshot that shows the policy and is not an artefact. */
function before({ list, at }: Seen): Seen | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    const one = list[i];
    if (one && !one.stay.undone && !one.stay.foreign && !one.stay.truncated) return one;
  }
  return undefined;
}

function lines({ additions = 0, deletions = 0 }: PolicySnapshot): number {
  return additions + deletions;
}

function toChange({ first, members }: Group, stays: ReadonlyMap<string, readonly Stay[]>): SnapshotChange {
  const by = first.snapshot.observedAt;
  const afters = members.flatMap((member) => {
    const old = before(member)?.snapshot;
    return old ? [old.observedAt, old.seenUntil ?? old.observedAt] : [];
  });
  const old = before(first)?.snapshot;
  // Sizes are relative to the snapshot before: if that was an artefact they mean nothing.
  const sized = members
    .filter((one) => before(one) === one.list[one.at - 1] && one.snapshot.additions !== undefined)
    .sort((a, b) => lines(b.snapshot) - lines(a.snapshot))[0]?.snapshot;
  const undone = withdrawnAt(members, stays);
  return {
    brand: first.snapshot.brand,
    document: first.snapshot.document,
    observed: { after: afters.filter((at) => at < by).sort((a, b) => b - a)[0] ?? null, by },
    collections: [...new Set(members.map((member) => member.snapshot.collection))],
    textHash: first.snapshot.textHash,
    ...(old ? { beforeHash: old.textHash } : {}),
    ...(sized ? { additions: sized.additions ?? 0, deletions: sized.deletions ?? 0 } : {}),
    minor: sized !== undefined && lines(sized) <= MINOR_LINES,
    ...(undone === undefined ? {} : { undone }),
    nearTechnical: members.every(isNearTechnical),
    refs: members.flatMap((member) => member.snapshot.ref ?? []),
  };
}

function isNearTechnical({ snapshot, list, at }: Seen): boolean {
  const last = list[at - 1]?.snapshot;
  return last !== undefined && last.kind !== 'change' && snapshot.observedAt - last.observedAt <= DAY_MS;
}

/** When the text was replaced by an earlier one that lasted, if it did not come back. */
function withdrawnAt(
  members: readonly Seen[],
  stays: ReadonlyMap<string, readonly Stay[]>,
): number | undefined {
  const hashes = new Set(members.map((member) => member.snapshot.textHash));
  const own = [...hashes].flatMap((hash) => stays.get(hash) ?? []).filter((stay) => !stay.undone);
  const last = own.sort((a, b) => (b.until ?? Infinity) - (a.until ?? Infinity))[0];
  return last?.withdrawn ? last.until : undefined;
}
