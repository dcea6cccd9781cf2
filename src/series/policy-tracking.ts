/** Changes of a brand's policies from the snapshots in the database, and what was left out. */
import { collapse, countFates } from '../policy/collapse.ts';
import { type PolicySnapshot, snapshotKind } from '../policy/snapshot.ts';
import type { DropReason, SnapshotChange } from '../policy/snapshot-change.ts';
import type { Reads } from '../store/store.ts';
import type { PolicySnapshotRow } from '../store/policies/port.ts';

export interface TrackedChange extends SnapshotChange {
  /** Hashes of its text: trackers of the same policy may differ in white space. */
  readonly hashes: ReadonlySet<string>;
}

/** Snapshots of one document that are not changes of their own. */
interface LeftOut {
  readonly document: string;
  readonly counts: Readonly<Partial<Record<DropReason, number>>>;
}

export interface TrackedPolicies {
  readonly brand: string;
  /** By date of `observed.by`. */
  readonly changes: readonly TrackedChange[];
  readonly leftOut: readonly LeftOut[];
}

type PolicyReads = Pick<Reads, 'policies'>;

/** Identifies a snapshot among those of all trackers. */
function refOf(row: PolicySnapshotRow): string {
  return `${row.source}\n${row.ref}`;
}

function snapshotOf(row: PolicySnapshotRow): PolicySnapshot {
  const { brand, document, collection, observedAt, seenUntil, textHash, additions, deletions, length } = row;
  return {
    brand,
    document,
    collection,
    observedAt,
    kind: snapshotKind(row.kind) ?? 'change',
    textHash,
    ref: refOf(row),
    ...(seenUntil === undefined ? {} : { seenUntil }),
    ...(length === undefined ? {} : { length }),
    ...(additions === undefined ? {} : { additions, deletions: deletions ?? 0 }),
  };
}

/** All snapshots of a brand, collapsed at `now` (ms). References are addresses if trackers give them. */
export async function trackedPolicies(
  reads: PolicyReads,
  brand: string,
  now: number,
): Promise<TrackedPolicies> {
  const documents = (await reads.policies.documents()).filter((one) => one.brand === brand);
  const rows = new Map<string, PolicySnapshotRow>();
  for (const { document } of documents) {
    for (const row of await reads.policies.snapshots(brand, document)) rows.set(refOf(row), row);
  }
  const { changes, fates } = collapse([...rows.values()].map(snapshotOf), { now });
  const leftOut = documents.map(({ document }) => {
    const { kept: _, ...counts } = countFates(fates.filter(({ snapshot }) => snapshot.document === document));
    return { document, counts };
  });
  return {
    brand,
    leftOut,
    changes: changes.map((change) => {
      const members = change.refs.flatMap((ref) => rows.get(ref) ?? []);
      return {
        ...change,
        refs: [...new Set(members.map(({ url, ref }) => url ?? ref))],
        hashes: new Set([change.textHash, ...members.map(({ textHash }) => textHash)]),
      };
    }),
  };
}
