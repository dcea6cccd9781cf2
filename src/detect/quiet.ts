/**
 * Whether anything new came since a calm moment, without walking again what lies before it. Every bucket is judged with
 * the counts up to it, so a walk that goes on from the moment finds exactly what a walk from the beginning does.
 */
import type { BrandSeries, CountSeries } from '../domain/series.ts';
import { DEFAULT_RULE, type SpikeRule } from './spike-rule.ts';
import { Walk } from './spike-walk.ts';
import type { WalkState } from './walk-state.ts';

/** A moment at which no spike was open in any series. */
export interface QuietMark {
  /** Start of the first bucket after it, in ms. */
  readonly at: number;
  /** By name of the series; one that never counted anything has none. */
  readonly walks: ReadonlyMap<string, WalkState>;
}

/**
 * Goes on from `mark` over `tail`, complete buckets that begin with it. Undefined where a search of everything finds a spike
 * that it did not find before the mark; else, by series, the least count of the next bucket that is worth a closer look.
 */
export function quietSince(
  mark: QuietMark,
  tail: BrandSeries,
  names: readonly string[],
  rule: SpikeRule = DEFAULT_RULE,
): ReadonlyMap<string, number> | undefined {
  const loudFrom = new Map<string, number>();
  for (const name of names) {
    const counts = tail.series[name] ?? [];
    const state = mark.walks.get(name);
    if (!state) {
      if (counts.some((count) => count !== null && count > 0)) return undefined;
      loudFrom.set(name, 1);
      continue;
    }
    const series: CountSeries = { start: tail.start, widthMs: tail.widthMs, counts };
    const walk = new Walk(series, rule, state);
    for (let i = 0; i < counts.length; i++) {
      walk.step(state.behind + i);
      if (walk.findings.length > state.findings.length) return undefined;
    }
    loudFrom.set(name, walk.loudFrom(state.behind + counts.length));
  }
  return loudFrom;
}
