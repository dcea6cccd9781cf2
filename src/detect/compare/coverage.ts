/** Sources that cover one incident and not another: why their counts may not be comparable. */
import type { Outage } from './outages.ts';

/** Shares of a source may differ by this much without a warning. */
const MOST_APART = 0.2;
const MOST_OUTAGES = 3;

/** A source behind the counts of an incident. */
export interface SourceShare {
  readonly name: string;
  /** Of all mentions from the onset on, 0 to 1. */
  readonly share: number;
}

interface CoveredIncident {
  readonly label: string;
  readonly sources?: readonly SourceShare[];
  readonly outages?: readonly Outage[];
}

interface LabelledShare {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
}

/** `src/report/text/comparison-warnings.ts` words them. */
export type CoverageWarning =
  | {
      readonly kind: 'outage';
      readonly label: string;
      readonly source: string;
      readonly from: number;
      readonly hours: number;
    }
  | { readonly kind: 'more-outages'; readonly label: string; readonly count: number }
  | {
      readonly kind: 'no-common-source';
      readonly incidents: readonly { readonly label: string; readonly sources: readonly string[] }[];
    }
  | { readonly kind: 'source-only-in'; readonly source: string; readonly labels: readonly string[] }
  | {
      readonly kind: 'source-mix';
      readonly source: string;
      readonly most: LabelledShare;
      readonly least: LabelledShare;
    };

/** Empty where the same sources cover all incidents alike. */
export function coverageWarnings(incidents: readonly CoveredIncident[]): CoverageWarning[] {
  return [...sourceWarnings(incidents), ...incidents.flatMap(outageWarnings)];
}

/** The longest outages first. */
function outageWarnings({ label, outages = [] }: CoveredIncident): CoverageWarning[] {
  const ordered = outages.toSorted((a, b) => b.hours - a.hours || a.from - b.from);
  const named = ordered.slice(0, MOST_OUTAGES).map((one) => ({ kind: 'outage' as const, label, ...one }));
  const count = ordered.length - named.length;
  return count > 0 ? [...named, { kind: 'more-outages', label, count }] : named;
}

function sourceWarnings(incidents: readonly CoveredIncident[]): CoverageWarning[] {
  const known = incidents.flatMap(({ label, sources }) =>
    sources === undefined ? [] : [{ label, shares: new Map(sources.map((one) => [one.name, one.share])) }],
  );
  const names = [...new Set(known.flatMap(({ shares }) => [...shares.keys()]))].sort();
  const common = names.filter((name) => known.every(({ shares }) => shares.has(name)));
  if (known.length > 1 && names.length > 0 && common.length === 0) {
    const each = known.map(({ label, shares }) => ({ label, sources: [...shares.keys()].sort() }));
    return [{ kind: 'no-common-source', incidents: each }];
  }
  return names.flatMap((source): CoverageWarning[] => {
    const having = known.filter(({ shares }) => shares.has(source));
    if (having.length < known.length)
      return [{ kind: 'source-only-in', source, labels: having.map(({ label }) => label) }];
    const ordered = having
      .map(({ label, shares }) => ({ label, share: shares.get(source) ?? 0 }))
      .sort((a, b) => b.share - a.share);
    const [most, least] = [ordered[0], ordered.at(-1)];
    if (!most || !least || most.share - least.share <= MOST_APART) return [];
    return [{ kind: 'source-mix', source, most, least }];
  });
}
