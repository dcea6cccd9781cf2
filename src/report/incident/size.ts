/**
 * How large an incident is: the one definition behind the headline, the tiles, the chart's label, the mail, the lists and
 * the API.
 *
 * The multiple of an hour is its observed count divided by the count that was expected for that same hour, which the
 * chart draws as its dashed line, so that a reader can check it there. Where posts are judged by day, the same of days.
 * Where less than one post is expected, one post is the divisor and the multiple is a lower bound (`>9×`): dividing by
 * next to nothing makes any night look like an outcry.
 *
 * *Now* is the last complete bucket of an incident that goes on. The *peak* is the bucket with the largest multiple from
 * the onset to the end, so that it never lies below the present. The largest of many noisy hours is a little too high; the
 * measured course (`src/detect/spike/trajectory.ts`), which comparisons use, averages three hours and has intervals.
 */
import { type CountSeries, DAY_MS } from '../../domain/series.ts';
import type { PredictionInterval, Spike, SpikePrecision } from '../../domain/spike.ts';

export interface Multiple {
  /** Start of the bucket, ms. */
  readonly at: number;
  readonly observed: number;
  readonly expected: number;
  /** Observed ÷ expected, or ÷ 1 where less than one post is expected. */
  readonly times: number;
  /** True where less than one post is expected. */
  readonly atLeast: boolean;
}

export interface IncidentSize {
  readonly unit: SpikePrecision;
  /** Absent once the incident is over, and where nothing can be expected. */
  readonly now?: Multiple;
  /** Absent where nothing can be expected. */
  readonly peak?: Multiple;
}

/** The multiple of one bucket; undefined where its count or its expected count is not known. */
export function multipleOf(
  at: number,
  observed: number | null | undefined,
  point: Pick<PredictionInterval, 'expected'> | null | undefined,
): Multiple | undefined {
  if (observed === null || observed === undefined || !point) return undefined;
  const { expected } = point;
  const atLeast = expected < 1;
  return { at, observed, expected, times: observed / (atLeast ? 1 : expected), atLeast };
}

/** A larger multiple, then a larger count, then the earlier bucket. */
function larger(a: Multiple, b: Multiple): Multiple {
  if (b.times !== a.times) return b.times > a.times ? b : a;
  return b.observed > a.observed ? b : a;
}

/**
 * The size of an incident on the series that its headline is about. `expected` stands beside the counts; `end` is absent
 * while it goes on. Only complete buckets belong into `series`. Before the first of them the `spike`, which a partial
 * hour raised, has the count so far and what the whole hour was expected to have.
 */
export function sizeOf(
  series: CountSeries,
  expected: readonly (PredictionInterval | undefined)[],
  { onset, end }: { readonly onset: number; readonly end?: number | undefined },
  spike?: Pick<Spike, 'observed' | 'expected'>,
): IncidentSize {
  const { start, widthMs, counts } = series;
  const unit = widthMs >= DAY_MS ? 'day' : 'hour';
  const first = Math.max(0, Math.floor((onset - start) / widthMs));
  const after =
    end === undefined ? counts.length : Math.min(counts.length, Math.ceil((end - start) / widthMs));
  let peak: Multiple | undefined;
  for (let i = first; i < after; i += 1) {
    const one = multipleOf(start + i * widthMs, counts[i], expected[i]);
    if (one) peak = peak ? larger(peak, one) : one;
  }
  const last = counts.length - 1;
  const now =
    end === undefined && last >= first
      ? multipleOf(start + last * widthMs, counts[last], expected[last])
      : undefined;
  const partial = spike && last < first ? multipleOf(onset, spike.observed, spike) : undefined;
  if (partial) return { unit, now: partial, peak: partial };
  return { unit, ...(now ? { now } : {}), ...(peak ? { peak } : {}) };
}
