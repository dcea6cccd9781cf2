/** Sources that have fallen silent: a low count may then mean nothing. */
import { MINUTE_MS } from '../domain/series.ts';
import type { SourceState } from '../store/ports/sources.ts';

/** Reads missed before a source counts as silent. */
const MISSED = 3;

export interface WatchedSource {
  readonly slug: string;
  readonly brands: readonly string[];
  readonly everyMinutes: number;
  readonly enabled: boolean;
}

export interface SilentSource {
  readonly source: string;
  /** Last good read; absent when there was none yet. */
  readonly since?: number;
}

/** Whether a source that ought to be read has not been read for three rounds, or fails. */
export function isSilent(source: WatchedSource, state: SourceState | undefined, now: number): boolean {
  if (!source.enabled || !state) return false;
  if (state.failures >= MISSED) return true;
  return now - (state.lastReadAt ?? now) > MISSED * source.everyMinutes * MINUTE_MS;
}

/** The silent sources of one brand. */
export function silentSources(
  sources: readonly WatchedSource[],
  states: readonly SourceState[],
  brand: string,
  now: number,
): SilentSource[] {
  return sources
    .filter((source) => source.brands.includes(brand))
    .flatMap((source) => {
      const state = states.find((one) => one.source === source.slug);
      if (!isSilent(source, state, now)) return [];
      return [
        { source: source.slug, ...(state?.lastReadAt === undefined ? {} : { since: state.lastReadAt }) },
      ];
    });
}
