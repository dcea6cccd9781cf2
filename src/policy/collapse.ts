/**
 * From policy snapshots to changes. Trackers record far more than changes: reverts, work on their own filters, the same
 * change in several collections. Every snapshot gets a named fate, so that a page can say what was left out and why.
 *
 * A revert is never a change, even after months; it shows as `undone` of the change that it reverts. Pure, and
 * independent of order: the same set of snapshots gives the same changes. A change may vanish while it is younger than
 * `ARTEFACT_MS`.
 */
import { documentChanges } from './document-changes.ts';
import type { PolicySnapshot } from './snapshot.ts';
import { DROP_REASONS, type Fate, type SnapshotChange } from './snapshot-change.ts';

export interface Collapsed {
  /** By brand, then by date of `observed.by`. */
  readonly changes: readonly SnapshotChange[];
  /** One per snapshot, in order of time. */
  readonly fates: readonly Fate[];
}

export interface CollapseOptions {
  /** ms; a text that was undone before counts again if it has lasted three days by then. */
  readonly now?: number;
}

/** A total order, so that equal times give a deterministic result. */
function byTime(a: PolicySnapshot, b: PolicySnapshot): number {
  const key = (r: PolicySnapshot) =>
    [r.brand, r.document, r.collection, r.ref ?? '', r.textHash, r.kind].join('\n');
  if (a.observedAt !== b.observedAt) return a.observedAt - b.observedAt;
  const [left, right] = [key(a), key(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The changes in `snapshots`, and the fate of each. Pass all snapshots of a brand: texts shared by two documents are
 * recognised by comparing them.
 */
export function collapse(snapshots: readonly PolicySnapshot[], options: CollapseOptions = {}): Collapsed {
  const sorted = [...snapshots].sort(byTime);
  const fates = new Map<PolicySnapshot, Fate['fate']>();
  const known = new Set<string>();
  const isFirst: boolean[] = [];
  const documents = new Map<string, PolicySnapshot[]>();
  const owners = new Map<string, Set<string>>();
  for (const snapshot of sorted) {
    const document = `${snapshot.brand}\n${snapshot.document}`;
    const place = `${document}\n${snapshot.collection}`;
    const id = `${place}\n${snapshot.observedAt}\n${snapshot.textHash}`;
    isFirst.push(!known.has(id));
    if (known.has(id)) continue;
    known.add(id);
    const list = documents.get(document) ?? [];
    documents.set(document, list);
    list.push(snapshot);
    const text = textId(snapshot, snapshot.textHash);
    owners.set(text, (owners.get(text) ?? new Set()).add(document));
  }
  const changes: SnapshotChange[] = [];
  for (const list of documents.values()) {
    const isShared = (snapshot: PolicySnapshot, hash: string) =>
      (owners.get(textId(snapshot, hash))?.size ?? 0) > 1;
    const found = documentChanges(list, isShared, options.now ?? Number.POSITIVE_INFINITY);
    changes.push(...found.changes);
    for (const { snapshot, fate } of found.fates) fates.set(snapshot, fate);
  }
  return {
    changes: changes.sort(byBrand),
    fates: sorted.map((snapshot, i) => ({
      snapshot,
      fate: (isFirst[i] ? fates.get(snapshot) : undefined) ?? 'duplicate',
    })),
  };
}

/** A text in a collection of a brand. */
function textId(snapshot: PolicySnapshot, hash: string): string {
  return `${snapshot.brand}\n${snapshot.collection}\n${hash}`;
}

function byBrand(a: SnapshotChange, b: SnapshotChange): number {
  const brand = a.brand < b.brand ? -1 : a.brand > b.brand ? 1 : 0;
  return brand || a.observed.by - b.observed.by || (a.document < b.document ? -1 : 1);
}

/** The number of snapshots per fate. */
export function countFates(fates: readonly Fate[]): Record<Fate['fate'], number> {
  const counts = Object.fromEntries(['kept', ...DROP_REASONS].map((name) => [name, 0]));
  for (const { fate } of fates) counts[fate] = (counts[fate] ?? 0) + 1;
  return counts as Record<Fate['fate'], number>;
}
