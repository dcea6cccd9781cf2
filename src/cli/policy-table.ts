/** Policy changes found in snapshots, with their configured dates, as JSON and as a table. */
import type { PolicyChange } from '../domain/brand.ts';
import { printable } from '../domain/text.ts';
import { type Collapsed, countFates } from '../policy/collapse.ts';
import { matchesConfigured, withObserved } from '../policy/configured.ts';
import type { SnapshotChange } from '../policy/snapshot-change.ts';

/** One change as `outcry policy records` writes it; times in ISO 8601, UTC. */
interface DescribedChange {
  readonly brand: string;
  readonly document: string;
  readonly observed: { readonly after: string | null; readonly by: string };
  readonly effective?: string;
  readonly announced?: string;
  readonly collections: readonly string[];
  readonly textHash: string;
  /** null where the size is not known. */
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly minor: boolean;
  /** The page went back to an earlier text then. */
  readonly undone?: string;
  /** Slug of the configured policy change. */
  readonly configured?: string;
}

export interface DescribedSnapshots {
  readonly records: number;
  readonly kept: number;
  /** Reason → count, reasons without a snapshot left out. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly changes: readonly DescribedChange[];
}

/** Describes the changes found. A configured change adds its announced and effective date. */
export function describeSnapshots(found: Collapsed, configured: readonly PolicyChange[]): DescribedSnapshots {
  const { kept, ...reasons } = countFates(found.fates);
  return {
    records: found.fates.length,
    kept,
    dropped: Object.fromEntries(Object.entries(reasons).filter(([, count]) => count > 0)),
    changes: found.changes.map((change) => describeChange(change, configured)),
  };
}

function describeChange(change: SnapshotChange, configured: readonly PolicyChange[]): DescribedChange {
  const match = matchesConfigured(change, configured);
  const known = match && withObserved(match, change.observed);
  const observed = known?.observed ?? change.observed;
  return {
    brand: change.brand,
    document: change.document,
    observed: { after: observed.after === null ? null : iso(observed.after), by: iso(observed.by) },
    ...(known?.effective === undefined ? {} : { effective: iso(known.effective) }),
    ...(known?.announced === undefined ? {} : { announced: iso(known.announced) }),
    collections: change.collections,
    textHash: change.textHash,
    additions: change.additions ?? null,
    deletions: change.deletions ?? null,
    minor: change.minor,
    ...(change.undone === undefined ? {} : { undone: iso(change.undone) }),
    ...(known ? { configured: known.slug } : {}),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** A table with one line per change, then what was left out. */
export function snapshotsTable({ records, kept, dropped, changes }: DescribedSnapshots): string {
  const rows = changes.map((change) => [
    change.observed.by.slice(0, 10),
    change.brand,
    printable(change.document),
    change.additions === null ? '?' : `+${change.additions} -${change.deletions}`,
    printable(change.collections.join(', ')),
    [
      change.minor ? 'minor' : '',
      change.undone ? `reverted ${change.undone.slice(0, 10)}` : '',
      change.configured ? `= ${change.configured}` : '',
    ]
      .filter((note) => note !== '')
      .join(', '),
  ]);
  const all = [['recorded', 'brand', 'document', 'lines', 'collections', ''], ...rows];
  const widths = all[0]?.map((_, i) => all.reduce((width, row) => Math.max(width, row[i]?.length ?? 0), 0));
  const lines = all.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths?.[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const left = Object.entries(dropped).map(([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`);
  const rest = left.length > 0 ? `; left out: ${left.join(', ')}` : '';
  return `${lines.join('\n')}\n\n${records} snapshots, ${kept} changes${rest}\n`;
}
