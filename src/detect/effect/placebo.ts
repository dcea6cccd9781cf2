/**
 * Placebo windows before a date: the forecast is made again at earlier dates (rolling origin: Tashman
 * 2000), each from what lay before it, and compared with what came. They choose the control and show how far sums
 * stray from their forecasts.
 */
import { DAY_MS, type CountSeries } from '../../domain/series.ts';
import { bucketsPerDay } from '../spike/rule.ts';
import { type EffectFit, type ExposedSeries, expectedOf, fitEffect } from './baseline.ts';

/** Days that are read before a date, and the least of them before a placebo window. */
export const HISTORY_DAYS = 112;
const TRAIN_DAYS = 20;
/** A control is used where it makes the placebo errors smaller by this many standard errors of the difference. */
const CONTROL_EVIDENCE = 2;
/** Least placebo windows that can choose a control. */
const CHOICE_WINDOWS = 5;

/** One sum over a window and its forecast. */
interface PlaceboWindow {
  readonly observed: number;
  readonly expected: number;
}

export interface Placebos {
  readonly windows: readonly PlaceboWindow[];
  /** Length of each in buckets: that of the effect's window where the history is long enough. */
  readonly width: number;
  /** Share of a window that is news beside its neighbour: the weight of each as evidence. */
  readonly weight: number;
}

/** Observed and expected over the present buckets of [from, to). */
export function windowOf(series: ExposedSeries, fit: EffectFit, from: number, to: number): PlaceboWindow {
  let [observed, expected] = [0, 0];
  for (let i = from; i < to; i++) {
    const count = series.counts[i];
    if (count == null) continue;
    observed += count;
    expected += expectedOf(fit, series, i);
  }
  return { observed, expected };
}

/** Placebo windows of `width` buckets in [from, at), the same hour of the day as `at`. */
function placebosBefore(series: ExposedSeries, from: number, at: number, width: number): Placebos {
  const perDay = bucketsPerDay(series.widthMs);
  const train = Math.min(TRAIN_DAYS * perDay, Math.floor((at - from) / 2));
  const length = Math.max(1, Math.min(width, Math.floor((at - from) / 4)));
  const step = perDay * Math.max(1, Math.round((3 * length) / (7 * perDay)));
  const windows: PlaceboWindow[] = [];
  for (let start = at - length; start >= from + train; start -= step) {
    let present = 0;
    for (let i = start; i < start + length; i++) if (series.counts[i] != null) present++;
    if (present * 2 < length) continue;
    windows.push(windowOf(series, fitEffect(series, from, start), start, start + length));
  }
  return { windows, width: length, weight: Math.min(0.8, (0.8 * step) / length) };
}

export interface Control {
  readonly name: string;
  readonly counts: readonly (number | null)[];
}

interface ChosenSeries {
  readonly series: ExposedSeries;
  /** Name of the control in use; undefined where none made the forecasts better. */
  readonly control: string | undefined;
  readonly placebos: Placebos;
}

/**
 * The series with the exposure that forecasts best: none, or one of the controls, in full or by its
 * square root. Only what lies before `at` chooses.
 */
export function chooseControl(
  series: CountSeries,
  controls: readonly Control[],
  from: number,
  at: number,
  width: number,
): ChosenSeries {
  const plain = { ...series, exposure: new Float64Array(series.counts.length).fill(1) };
  const none = placebosBefore(plain, from, at, width);
  let best: ChosenSeries = { series: plain, control: undefined, placebos: none };
  if (none.windows.length < CHOICE_WINDOWS) return best;
  let most = CONTROL_EVIDENCE;
  for (const { name, counts } of controls)
    for (const power of [1, 0.5]) {
      const exposure = exposureOf(counts, from, at, series.widthMs, power);
      if (!exposure) continue;
      const exposed = { ...series, exposure };
      const placebos = placebosBefore(exposed, from, at, width);
      const evidence = gainOf(none, placebos);
      if (evidence <= most) continue;
      most = evidence;
      best = { series: exposed, control: name, placebos };
    }
  return best;
}

/** How much smaller the absolute errors became, in standard errors; overlapping windows count by their weight. */
function gainOf(before: Placebos, after: Placebos): number {
  const errors = ({ windows }: Placebos) => windows.map((w) => Math.abs(w.observed - w.expected));
  const now = errors(after);
  const gains = errors(before).map((error, k) => error - (now[k] ?? error));
  const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
  const variance = gains.reduce((a, b) => a + (b - mean) ** 2, 0) / (gains.length - 1);
  return mean / Math.sqrt(Math.max(1e-9, variance) / (gains.length * before.weight));
}

/**
 * A control relative to its mean before `at`; gaps take the mean of the same weekday. Undefined where it is
 * mostly missing or so small that its own noise would be the exposure's.
 */
function exposureOf(
  counts: readonly (number | null)[],
  from: number,
  at: number,
  widthMs: number,
  power: number,
): Float64Array | undefined {
  const known = counts.slice(from, at).filter((count) => count !== null);
  const mean = known.reduce((sum, count) => sum + count, 0) / Math.max(1, known.length);
  if (known.length * 2 < at - from || mean < 1) return undefined;
  const week = Math.max(1, Math.round((7 * DAY_MS) / widthMs));
  const usual = (i: number) => {
    let [sum, n] = [0, 0];
    for (let j = from + ((((i - from) % week) + week) % week); j < at; j += week) {
      const count = counts[j];
      if (count == null) continue;
      sum += count;
      n++;
    }
    return n > 0 ? sum / n : mean;
  };
  // Half a count keeps an hour in which the control has no counts from expecting nothing at all.
  return Float64Array.from(counts, (count, i) => (((count ?? usual(i)) + 0.5) / (mean + 0.5)) ** power);
}
