/**
 * Expected counts of a series around a date, for the effect of that date: level × exposure × hour of
 * day × day of week × hour of week. The exposure is a control series that moves with the counts, 1 where
 * there is none. Factors are shrunk towards 1 by their credibility (Bühlmann and Straub 1970), older buckets
 * fade from the level (exponential smoothing), and counts far above what is expected of them are capped (Huber 1964),
 * so that a burst before the date moves the level little.
 */
import { DAY_MS, HOUR_MS, type CountSeries } from '../../domain/series.ts';

/** Days after which a bucket weighs half in the level. */
const LEVEL_HALF_LIFE_DAYS = 14;
/** Caps lie this many deviations, and one count, above the expected count of a day, and of a shorter bucket. */
const CAP_DAY = 2;
const CAP_BUCKET = 4;
/** A squared Pearson residual counts no more than this in the dispersion that sets the caps. */
const RESIDUAL_CAP = 16;
const ROUNDS = 3;
/** Prior variance of each factor around 1. */
const PRIOR = { hourOfDay: 0.3, dayOfWeek: 0.1, hourOfWeek: 0.03 };
const SLOTS = 168;

export interface ExposedSeries extends CountSeries {
  /** Relative exposure of each bucket, around 1; as long as the counts. */
  readonly exposure: Float64Array;
}

export interface EffectFit {
  /** Expected count of a bucket of exposure 1 and ordinary hour. */
  readonly level: number;
  /** 168 factors around 1, from Thursday 00:00 UTC (the weekday of the epoch). */
  readonly shape: Float64Array;
}

/** Fits the buckets [from, to). A series without a count in them gets a level close to zero. */
export function fitEffect(series: ExposedSeries, from: number, to: number): EffectFit {
  const usable: number[] = [];
  for (let i = from; i < to; i++) if (series.counts[i] != null) usable.push(i);
  const halfLife = (LEVEL_HALF_LIFE_DAYS * DAY_MS) / series.widthMs;
  const slots = usable.map((i) => slotOf(series, i));
  const counts = usable.map((i) => series.counts[i] ?? 0);
  const exposures = usable.map((i) => series.exposure[i] ?? 1);
  const age = usable.map((i) => 0.5 ** ((to - 1 - i) / halfLife));
  const high = Float64Array.from(counts).sort()[Math.floor(0.9 * counts.length)] ?? 0;
  let clean = counts.map((count) => Math.min(count, high));
  let level = (sum(clean) + 0.5) / Math.max(1e-9, sum(exposures));
  let shape: Float64Array = new Float64Array(SLOTS).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    const expected = usable.map((_, k) => level * (exposures[k] ?? 1) * (shape[slots[k] ?? 0] ?? 1));
    const spread = varianceToMean(counts, expected);
    if (series.widthMs < DAY_MS) {
      clean = capped(counts, expected, spread, CAP_BUCKET);
      clean = cappedByDay(clean, expected, usable, DAY_MS / series.widthMs);
    } else clean = capped(counts, expected, spread, CAP_DAY);
    shape = shapeOf(series.widthMs, clean, exposures, slots, level, spread);
    let observed = 0.25;
    let weight = 0;
    for (let k = 0; k < clean.length; k++) {
      observed += (age[k] ?? 0) * (clean[k] ?? 0);
      weight += (age[k] ?? 0) * (exposures[k] ?? 1) * (shape[slots[k] ?? 0] ?? 1);
    }
    level = observed / Math.max(1e-9, weight);
  }
  return { level, shape };
}

function capped(
  counts: readonly number[],
  expected: readonly number[],
  spread: number,
  deviations: number,
): number[] {
  return counts.map((count, k) => {
    const mean = expected[k] ?? 0;
    return Math.min(count, mean + deviations * Math.sqrt(mean * spread) + 1);
  });
}

/** Shrinks the buckets of a day whose sum is above the cap of days. `usable` are their places in the series. */
function cappedByDay(
  counts: readonly number[],
  expected: readonly number[],
  usable: readonly number[],
  perDay: number,
): number[] {
  const days = usable.map((i) => Math.floor(i / perDay));
  const first = days[0] ?? 0;
  const length = (days.at(-1) ?? 0) - first + 1;
  const seen = new Float64Array(length);
  const usual = new Float64Array(length);
  for (const [k, day] of days.entries()) {
    seen[day - first] = (seen[day - first] ?? 0) + (counts[k] ?? 0);
    usual[day - first] = (usual[day - first] ?? 0) + (expected[k] ?? 0);
  }
  const caps = capped([...seen], [...usual], varianceToMean([...seen], [...usual]), CAP_DAY);
  return counts.map((count, k) => {
    const day = (days[k] ?? 0) - first;
    const sum = seen[day] ?? 0;
    return sum > 0 ? (count * (caps[day] ?? 0)) / sum : count;
  });
}

/** Expected count of bucket i. */
export function expectedOf(fit: EffectFit, series: ExposedSeries, i: number): number {
  return fit.level * (series.exposure[i] ?? 1) * (fit.shape[slotOf(series, i)] ?? 1);
}

/**
 * Variance ÷ expected of sums over blocks of `width` buckets, in [from, to); at least 1. One block
 * counts no more than sixteen times its Poisson variance would ask, in units of the typical block.
 */
export function blockSpread(
  series: ExposedSeries,
  fit: EffectFit,
  from: number,
  to: number,
  width: number,
): number {
  const observed: number[] = [];
  const expected: number[] = [];
  for (let start = to - width; start >= from; start -= width) {
    let present = 0;
    let [count, mean] = [0, 0];
    for (let i = start; i < start + width; i++) {
      const value = series.counts[i];
      if (value == null) continue;
      count += value;
      mean += expectedOf(fit, series, i);
      present++;
    }
    if (present * 2 < width) continue;
    observed.push(count);
    expected.push(mean);
  }
  return observed.length === 0 ? 1 : varianceToMean(observed, expected);
}

function varianceToMean(observed: readonly number[], expected: readonly number[]): number {
  let total = 0;
  for (let k = 0; k < observed.length; k++) {
    const mean = Math.max(0.05, expected[k] ?? 0);
    total += Math.min(RESIDUAL_CAP, ((observed[k] ?? 0) - mean) ** 2 / mean);
  }
  return Math.max(1, total / Math.max(1, observed.length));
}

function slotOf(series: CountSeries, i: number): number {
  return Math.floor((series.start + i * series.widthMs) / HOUR_MS) % SLOTS;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function shapeOf(
  widthMs: number,
  clean: readonly number[],
  exposures: readonly number[],
  slots: readonly number[],
  level: number,
  spread: number,
): Float64Array {
  const counts = new Float64Array(SLOTS);
  const exposed = new Float64Array(SLOTS);
  for (let k = 0; k < clean.length; k++) {
    const slot = slots[k] ?? 0;
    counts[slot] = (counts[slot] ?? 0) + (clean[k] ?? 0);
    exposed[slot] = (exposed[slot] ?? 0) + level * (exposures[k] ?? 1);
  }
  const shape = new Float64Array(SLOTS).fill(1);
  const refine = (groupOf: (slot: number) => number, groups: number, prior: number) => {
    const seen = new Float64Array(groups);
    const usual = new Float64Array(groups);
    for (let slot = 0; slot < SLOTS; slot++) {
      const group = groupOf(slot);
      seen[group] = (seen[group] ?? 0) + (counts[slot] ?? 0);
      usual[group] = (usual[group] ?? 0) + (exposed[slot] ?? 0) * (shape[slot] ?? 1);
    }
    for (let slot = 0; slot < SLOTS; slot++) {
      const group = groupOf(slot);
      const expected = usual[group] ?? 0;
      if (expected <= 0) continue;
      const credibility = prior / (prior + spread / expected);
      shape[slot] = (shape[slot] ?? 1) * (1 + credibility * ((seen[group] ?? 0) / expected - 1));
    }
  };
  const hourly = widthMs < DAY_MS;
  if (hourly) refine((slot) => slot % 24, 24, PRIOR.hourOfDay);
  refine((slot) => Math.floor(slot / 24), 7, PRIOR.dayOfWeek);
  if (hourly) refine((slot) => slot, SLOTS, PRIOR.hourOfWeek);
  const weighted = exposed.reduce((total, e, slot) => total + e * (shape[slot] ?? 1), 0);
  const mean =
    weighted /
    Math.max(
      1e-9,
      exposed.reduce((a, b) => a + b, 0),
    );
  return shape.map((factor) => factor / Math.max(1e-9, mean));
}
