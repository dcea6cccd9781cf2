/** Why there was no alarm: how many posts one bucket would have needed. */
import type { CountSeries } from '../../domain/series.ts';
import type { SpikeDetector } from './detector.ts';
import { alarmsInPartialHour } from './partial-hour.ts';
import { negLog10POf, ruleFor } from './rule.ts';
import { scanSeries } from './scan-series.ts';

/** No bucket is asked for more posts than this. */
const MOST = 1_000_000;

/**
 * The least count of the bucket after `series` that raises an alarm, 1 or more; undefined while a spike is open, before a
 * week is known, and where no count does.
 */
export function leastAlarming(series: CountSeries): number | undefined {
  return leastAfter(series, scanSeries(series));
}

function leastAfter({ start, widthMs, counts }: CountSeries, detector: SpikeDetector): number | undefined {
  const at = counts.length;
  if (!detector.canCheckpointAt(at)) return undefined;
  const rule = ruleFor(widthMs);
  const alarms = (count: number) => alarmsInPartialHour(detector, rule, { start, widthMs, at, count });
  let above = 1;
  while (!alarms(above)) {
    if (above >= MOST) return undefined;
    above *= 2;
  }
  let below = Math.floor(above / 2);
  while (above - below > 1) {
    const middle = Math.floor((above + below) / 2);
    if (alarms(middle)) above = middle;
    else below = middle;
  }
  return above;
}

export interface Nearest {
  readonly series: string;
  /** Position of the bucket. */
  readonly at: number;
  readonly count: number;
  readonly expected: number;
  /** From this count on it would have raised an alarm. */
  readonly needed: number;
}

interface Why {
  /** The bucket that came nearest to an alarm: the one with the most improbable count of any series. */
  readonly nearest?: Nearest;
  /** By series, what the next bucket needs, as `leastAlarming` says. */
  readonly next: ReadonlyMap<string, number>;
}

/** Looks for the nearest in the buckets [from, to). */
export function whyNoAlarm(
  { start, widthMs }: Pick<CountSeries, 'start' | 'widthMs'>,
  series: Readonly<Record<string, readonly (number | null)[]>>,
  from: number,
  to: number,
): Why {
  let best: (Omit<Nearest, 'needed'> & { readonly negLog10P: number }) | undefined;
  const next = new Map<string, number>();
  for (const [name, counts] of Object.entries(series)) {
    const own = { start, widthMs, counts };
    const detector = scanSeries(own);
    const least = leastAfter(own, detector);
    if (least !== undefined) next.set(name, least);
    const { expected, dispersion } = detector;
    for (let at = Math.max(0, from); at < Math.min(to, counts.length); at++) {
      const count = counts[at] ?? 0;
      const usual = expected[at] ?? Number.NaN;
      if (!(count > usual)) continue;
      const negLog10P = negLog10POf(count, usual, dispersion[at] ?? 0);
      if (negLog10P > (best?.negLog10P ?? 0)) best = { series: name, at, count, expected: usual, negLog10P };
    }
  }
  if (!best) return { next };
  const { negLog10P: _, ...found } = best;
  const needed = leastAlarming({ start, widthMs, counts: series[found.series]!.slice(0, found.at) });
  return needed === undefined || needed <= found.count ? { next } : { nearest: { ...found, needed }, next };
}
