/** Source outages: a low count may then mean nothing. */
import { MINUTE_MS } from '../domain/series.ts';
import type { SourceState } from '../store/sources/port.ts';

/** Reads missed before a source counts as out. */
const MISSED = 3;
/** No source counts as out earlier. */
const LEAST_MS = 5 * MINUTE_MS;

export interface WatchedSource {
  /** As its mentions name it. */
  readonly id: string;
  /** `*` means all. */
  readonly brands: readonly string[];
  readonly everyMinutes: number;
  readonly enabled: boolean;
}

interface SourceDown {
  readonly source: string;
  /** Everything before this is known; absent when it was never read. */
  readonly since?: number;
}

/** A source counts as out when it was not read for this long, in ms. */
export function outageAfterMs({ everyMinutes }: Pick<WatchedSource, 'everyMinutes'>): number {
  return Math.max(LEAST_MS, MISSED * everyMinutes * MINUTE_MS);
}

/** Whether an enabled source was not read completely for three rounds, or keeps failing. */
export function hasOutage(source: WatchedSource, state: SourceState | undefined, now: number): boolean {
  if (!source.enabled || !state) return false;
  if (state.failures >= MISSED) return true;
  const last = state.completeUntil ?? state.lastReadAt ?? now;
  return now - last > outageAfterMs(source);
}

/** The sources of one brand that are out. */
export function sourcesDown(
  sources: readonly WatchedSource[],
  states: readonly SourceState[],
  brand: string,
  now: number,
): SourceDown[] {
  return sources
    .filter((source) => source.brands.includes(brand) || source.brands.includes('*'))
    .flatMap((source) => {
      const state = states.find((one) => one.source === source.id);
      if (!hasOutage(source, state, now)) return [];
      const since = state?.completeUntil ?? state?.lastReadAt;
      return [{ source: source.id, ...(since === undefined ? {} : { since }) }];
    });
}
