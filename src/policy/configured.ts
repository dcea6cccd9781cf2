/** Matches tracked changes to configured policy changes, and adds the tracker's dates to them. */
import type { PolicyChange } from '../domain/brand.ts';
import { DAY_MS } from '../domain/series.ts';

/** A tracker has a text at most this long before the announced or effective date … */
const BEFORE_MS = 2 * DAY_MS;
/** … and, because trackers are late, this long after it: Spotify's of 17 August 2015 was recorded on 10 September. */
const AFTER_MS = 45 * DAY_MS;

export interface Observed {
  /** null without an earlier snapshot. */
  readonly after: number | null;
  readonly by: number;
}

export interface Matchable {
  readonly brand: string;
  readonly observed: Observed;
  /** A change of a few lines. */
  readonly minor: boolean;
}

/**
 * The configured change of the same brand that was first seen within −2…+45 days of its announced or effective
 * date; of several the one nearest in time. Undefined for minor changes, and where none fits.
 */
export function matchesConfigured(
  found: Matchable,
  configured: readonly PolicyChange[],
): PolicyChange | undefined {
  return nearestConfigured(found, configured)?.change;
}

/**
 * Which changes of a tracker are configured ones: of a document's changes that fit a configured one, the nearest.
 * The others are changes of their own, though they came within weeks.
 */
export function claimedBy<T extends Matchable & { readonly document: string }>(
  found: readonly T[],
  configured: readonly PolicyChange[],
): Map<T, PolicyChange> {
  const best = new Map<string, { one: T; change: PolicyChange; lag: number }>();
  for (const one of found) {
    const fit = nearestConfigured(one, configured);
    if (!fit) continue;
    const key = `${fit.change.slug}\n${one.document}`;
    if (fit.lag < (best.get(key)?.lag ?? Number.POSITIVE_INFINITY)) best.set(key, { one, ...fit });
  }
  return new Map([...best.values()].map(({ one, change }) => [one, change]));
}

function nearestConfigured(
  found: Matchable,
  configured: readonly PolicyChange[],
): { readonly change: PolicyChange; readonly lag: number } | undefined {
  if (found.minor) return undefined;
  const fits = configured.flatMap((change) => {
    if (change.brand !== found.brand) return [];
    const dates = [change.announced, change.effective].filter((at) => at !== undefined);
    const lags = dates.map((at) => found.observed.by - at);
    const near = lags.filter((lag) => lag >= -BEFORE_MS && lag <= AFTER_MS).map(Math.abs);
    return near.length > 0 ? [{ change, lag: Math.min(...near) }] : [];
  });
  return fits.sort((a, b) => a.lag - b.lag)[0];
}

/**
 * The configured change with the tracker's interval: announced, effective, title and the rest stay as a person
 * wrote them. Where both know the interval it is what both allow, and a day that a person wrote gives way to the
 * tracker's time on that day.
 */
export function withObserved(change: PolicyChange, { after, by }: Observed): PolicyChange {
  const written = change.observed;
  const sameDay = written && Math.floor(by / DAY_MS) === Math.floor(written.by / DAY_MS);
  const until = !written || sameDay ? by : Math.min(by, written.by);
  const afters = [after, written?.after ?? null].filter((at) => at !== null && at < until);
  if (afters.length === 0) return change;
  return { ...change, observed: { after: Math.max(...afters.map(Number)), by: until } };
}
