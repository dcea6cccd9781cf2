/**
 * Placebo test of a date: the same statistic on every other eligible date of the series tells how
 * often chance alone does as well (placebo studies: Abadie, Diamond and Hainmueller 2010; the p-value
 * with one added: Phipson and Smyth 2010).
 */
import { HOUR_MS, type CountSeries } from '../../domain/series.ts';
import { countDeviation } from '../stats/count-tail.ts';
import { scanSeries } from '../spike/scan-series.ts';
import { bucketsPerDay } from '../spike/rule.ts';

export interface PlaceboResult {
  /** Add-one share of placebo dates with at least this statistic; 1 where the date cannot be tested. */
  readonly pValue: number;
  /** Largest standardised excess of 24 hours (or what there is) that begin in the window after the date. */
  readonly statistic: number;
  readonly placebos: number;
}

/** A test bound to one series, so that many dates share the baseline's cost. */
type PlaceboTest = (at: number, avoid: readonly number[]) => PlaceboResult;

/**
 * Prepares the test on `series` for windows of `windowHours` after a date. Placebo dates share the
 * date's hour of day and stay a whole window away from it and from the `avoid` dates. They lie before the
 * date where enough do, since what comes after may still be its effect (placebos in time: Abadie, Diamond
 * and Hainmueller 2015). Where the series ends inside the window, all dates are compared on what is there:
 * the same shorter stretch after each.
 */
export function placeboTest(series: CountSeries, windowHours: number): PlaceboTest {
  const perDay = bucketsPerDay(series.widthMs);
  const window = Math.max(1, Math.round((windowHours * HOUR_MS) / series.widthMs));
  const excessOf = excessBySpan(series);
  return (at, avoid) => {
    const index = Math.floor((at - series.start) / series.widthMs);
    const there = series.counts.length - index;
    if (index < 0 || there < 1) return UNTESTED;
    const span = Math.min(perDay, there);
    const excess = excessOf(span);
    const starts = Math.min(window, there - span + 1);
    const statistic = largest(excess, index, starts);
    if (Number.isNaN(statistic)) return UNTESTED;
    const avoided = avoid.map((t) => Math.floor((t - series.start) / series.widthMs));
    const others: number[] = [];
    let before = 0;
    for (let i = index % perDay; i < excess.length; i += perDay) {
      if (Math.abs(i - index) < window + perDay) continue;
      if (i > index && before >= ENOUGH) break;
      if (avoided.some((a) => Math.abs(i - a) < window + perDay)) continue;
      const other = largest(excess, i, starts);
      if (Number.isNaN(other)) continue;
      others.push(other);
      if (i < index) before++;
    }
    const placebos = others.length;
    const asLarge = others.filter((other) => other >= statistic).length;
    return { pValue: (1 + asLarge) / (1 + placebos), statistic, placebos };
  };
}

/** Placebo dates with which a p-value can reach 0.05. */
const ENOUGH = 19;

const UNTESTED: PlaceboResult = { pValue: 1, statistic: 0, placebos: 0 };

/** The largest of `starts` values from `index` on; NaN where more than half are unknown. */
function largest(excess: Float64Array, index: number, starts: number): number {
  if (index + starts > excess.length) return Number.NaN;
  let best = Number.NEGATIVE_INFINITY;
  let known = 0;
  for (let i = index; i < index + starts; i++) {
    const z = excess[i] ?? Number.NaN;
    if (Number.isNaN(z)) continue;
    known++;
    if (z > best) best = z;
  }
  return known * 2 >= starts ? best : Number.NaN;
}

/**
 * For a span of buckets: for each bucket the standardised excess of the span that begins there; NaN where
 * mostly unknown. The baseline is computed once, each span when it is first asked for.
 */
function excessBySpan(series: CountSeries): (span: number) => Float64Array {
  const { expected, dispersion } = scanSeries(series);
  const kept = new Map<number, Float64Array>();
  return (span) => {
    const found = kept.get(span) ?? excessOver(series, expected, dispersion, span);
    kept.set(span, found);
    return found;
  };
}

function excessOver(
  series: CountSeries,
  expected: Float64Array,
  dispersion: Float64Array,
  span: number,
): Float64Array {
  const n = Math.max(0, series.counts.length - span + 1);
  const result = new Float64Array(n).fill(Number.NaN);
  for (let i = 0; i < n; i++) {
    let observed = 0;
    let ordinary = 0;
    let present = 0;
    for (let j = i; j < i + span; j++) {
      const count = series.counts[j];
      const mean = expected[j] ?? Number.NaN;
      if (count === null || count === undefined || Number.isNaN(mean)) continue;
      observed += count;
      ordinary += mean;
      present++;
    }
    if (present * 2 < span) continue;
    result[i] = (observed - ordinary) / countDeviation(ordinary + 0.5, dispersion[i] ?? 0);
  }
  return result;
}
