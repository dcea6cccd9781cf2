/** Why a brand has no alarm: what came nearest in the window, and what the hour that is being counted needs. */
import { type Nearest, whyNoAlarm } from '../../detect/spike/next-alarm.ts';
import { SEARCHED_SERIES } from '../../detect/spike/find-spikes.ts';
import { DAY_MS } from '../../domain/series.ts';
import type { BrandData } from './load.ts';

export interface NoAlarm {
  /** With the start of its hour or day in ms. */
  readonly nearest?: Nearest & { readonly start: number; readonly precision: 'hour' | 'day' };
  readonly next?: {
    /** Start of the hour, ms. */
    readonly start: number;
    /** By series: the least count that raises an alarm, and the count so far. */
    readonly needs: readonly { readonly series: string; readonly needed: number; readonly soFar: number }[];
  };
}

/** Undefined where a spike touches the window, or nothing can be said. */
export function noAlarmOf({ judged, range, open, spikes }: BrandData): NoAlarm | undefined {
  if (spikes.length > 0) return undefined;
  const { start, widthMs, length } = judged;
  const series = Object.fromEntries(
    SEARCHED_SERIES.flatMap((name) => (judged.series[name] ? [[name, judged.series[name]] as const] : [])),
  );
  const position = (at: number) => Math.floor((at - start) / widthMs);
  const to = Math.min(length, position(range.to));
  const { nearest: found, next: needed } = whyNoAlarm(judged, series, position(range.from), to);
  const precision = widthMs >= DAY_MS ? ('day' as const) : ('hour' as const);
  const next = open && precision === 'hour' ? nextOf(judged, needed, open) : undefined;
  if (!found && !next) return undefined;
  return {
    ...(found ? { nearest: { ...found, start: start + found.at * widthMs, precision } } : {}),
    ...(next ? { next } : {}),
  };
}

function nextOf(
  { start, widthMs, length }: BrandData['judged'],
  needed: ReadonlyMap<string, number>,
  open: NonNullable<BrandData['open']>,
): NoAlarm['next'] {
  const at = start + length * widthMs;
  const counts = open.counts.find((one) => one.start === at);
  const needs = [...needed].map(([series, least]) => {
    return { series, needed: least, soFar: counts?.[series as 'all' | 'negative' | 'betrayal'] ?? 0 };
  });
  return needs.length > 0 ? { start: at, needs } : undefined;
}
