/**
 * Expected counts of an ordinary time, from the past alone: level × hour of day × day of week × hour
 * of week, each factor shrunk towards 1 by its own credibility (Bühlmann and Straub 1970), so that a
 * thin history gives the level and a long one the full weekly shape. Incident windows are left out
 * and outliers arrive winsorised (`clean-history.ts`). That replaces the median of the same hours of the week, which is
 * always zero for counts near zero.
 */
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { History } from './clean-history.ts';
import { withoutSilences } from './silence.ts';

/** Days of history behind the weekly shape and behind the level. */
export const SHAPE_DAYS = 56;
const LEVEL_DAYS = 28;
/** Least history, in days with counts, before a baseline exists; days say less of their spread than their hours do. */
const MIN_HISTORY_DAYS = 7;
/** A detector begins with this many, and says that what it finds in the first week is provisional. */
export const FIRST_DAYS = 1;
const MIN_HISTORY_OF_DAYS = 14;
/** Prior variance of each factor around 1: days differ more by hour than weeks by weekday. */
const PRIOR = { hourOfDay: 0.3, dayOfWeek: 0.1, hourOfWeek: 0.03 };
/** Prior mean and variance of the dispersion. */
const PRIOR_DISPERSION = 0.15;
const PRIOR_VARIANCE = 0.25;
/** Weight of the prior in single hours; falls with the root of a window's length. */
const PRIOR_WEIGHT = 20;

export interface Baseline {
  /** Expected count of an average bucket. */
  readonly level: number;
  /** 168 factors around 1, from Thursday 00:00 UTC (the weekday of the epoch). */
  readonly shape: Float64Array;
  /** Dispersion of sums over each of the given windows, including the uncertainty of the level. */
  readonly dispersion: readonly number[];
  /** Variance of the level relative to its square. */
  readonly levelVariance: number;
  /** Fitted on less than a week: the weekly shape is a guess. */
  readonly isFirst: boolean;
}

/**
 * Fits the baseline on the buckets before `to`, the level on those from `levelFrom` only.
 * `windows` are the lengths, in buckets, for which it gives a dispersion. Undefined where the history has
 * less than `MIN_HISTORY_DAYS` days of usable buckets, `MIN_HISTORY_OF_DAYS` where they are days.
 */
export function fitBaseline(
  given: History,
  to: number,
  levelFrom: number,
  windows: readonly number[],
  leastDays: number = MIN_HISTORY_DAYS,
): Baseline | undefined {
  const perDay = Math.max(1, Math.round(DAY_MS / given.widthMs));
  const from = Math.max(0, to - SHAPE_DAYS * perDay);
  const heard = withoutSilences(given, from, to);
  const history = heard === given.usable ? given : { ...given, usable: heard };
  const { clean, usable } = history;
  const slots = slotSums(history, from, to);
  const minDays = history.widthMs >= DAY_MS ? MIN_HISTORY_OF_DAYS : leastDays;
  if (slots.buckets < minDays * perDay) return undefined;

  const shape = seasonalShape(slots);
  const slotAt = slotsOf(history);

  let observed = 0;
  let weight = 0;
  let levelBuckets = 0;
  for (let i = Math.max(from, levelFrom, to - LEVEL_DAYS * perDay); i < to; i++) {
    if (usable[i] !== 1) continue;
    observed += clean[i] ?? 0;
    weight += shape[slotAt[i] ?? 0] ?? 1;
    levelBuckets++;
  }
  if (levelBuckets < perDay) return undefined;
  // Half a count keeps the level of a series without counts above zero (Jeffreys' prior of a Poisson rate).
  const level = (observed + 0.5) / weight;
  const expected = shape.map((factor) => level * factor);
  const own = windows.map((width) => windowDispersion(history, from, to, expected, width));
  const daily = own.at(-1) ?? PRIOR_DISPERSION;
  const levelVariance = 1 / (observed + 0.5) + (daily * perDay) / Math.max(perDay, levelBuckets);
  const isFirst = slots.buckets < (given.widthMs >= DAY_MS ? 0 : MIN_HISTORY_DAYS * perDay);
  return { level, shape, dispersion: own.map((d) => d + levelVariance), levelVariance, isFirst };
}

/** Expected count of the bucket that starts at `at`. */
export function expectedAt(baseline: Baseline, at: number): number {
  return baseline.level * (baseline.shape[Math.floor(at / HOUR_MS) % 168] ?? 1);
}

interface SlotSums {
  readonly counts: Float64Array;
  readonly buckets: number;
  readonly n: Float64Array;
}

const WEEK = 168;
const slotsKnown = new WeakMap<Uint8Array, Uint8Array>();
/** Hours of the week, one week after another, as long as the longest history so far. */
let weeks = new Uint8Array();

/** Hour of the week of each bucket; kept, since a history is fitted many times and its clock does not change. */
function slotsOf({ start, widthMs, usable }: History): Uint8Array {
  const known = slotsKnown.get(usable);
  if (known) return known;
  const slots = widthMs === HOUR_MS ? hoursOf(start, usable.length) : slotsOfWidth(start, widthMs, usable);
  slotsKnown.set(usable, slots);
  return slots;
}

function slotsOfWidth(start: number, widthMs: number, usable: Uint8Array): Uint8Array {
  return Uint8Array.from(usable, (_, i) => Math.floor((start + i * widthMs) / HOUR_MS) % WEEK);
}

/** What `slotsOfWidth` gives for hours, looked up. */
function hoursOf(start: number, length: number): Uint8Array {
  const first = Math.floor(start / HOUR_MS) % WEEK;
  if (weeks.length < first + length)
    weeks = Uint8Array.from({ length: 2 * (first + length) }, (_, i) => i % WEEK);
  return weeks.subarray(first, first + length);
}

function slotSums(history: History, from: number, to: number): SlotSums {
  const counts = new Float64Array(168);
  const n = new Float64Array(168);
  const slotAt = slotsOf(history);
  let buckets = 0;
  for (let i = from; i < to; i++) {
    if (history.usable[i] !== 1) continue;
    const slot = slotAt[i] ?? 0;
    counts[slot] = (counts[slot] ?? 0) + (history.clean[i] ?? 0);
    n[slot] = (n[slot] ?? 0) + 1;
    buckets++;
  }
  return { counts, buckets, n };
}

function seasonalShape(slots: SlotSums): Float64Array {
  const total = slots.counts.reduce((a, b) => a + b, 0) + 0.5;
  const level = total / Math.max(1, slots.buckets);
  const shape = new Float64Array(168).fill(1);
  refine(shape, slots, level, (slot) => slot % 24, 24, PRIOR.hourOfDay);
  refine(shape, slots, level, (slot) => Math.floor(slot / 24), 7, PRIOR.dayOfWeek);
  refine(shape, slots, level, (slot) => slot, 168, PRIOR.hourOfWeek);
  let weighted = 0;
  for (let slot = 0; slot < 168; slot++) weighted += (shape[slot] ?? 1) * (slots.n[slot] ?? 0);
  const mean = weighted / Math.max(1, slots.buckets);
  return shape.map((factor) => factor / mean);
}

/** Multiplies `shape` by one factor per group: 1 + credibility × (observed / expected − 1). */
function refine(
  shape: Float64Array,
  slots: SlotSums,
  level: number,
  groupOf: (slot: number) => number,
  groups: number,
  priorVariance: number,
): void {
  const observed = new Float64Array(groups);
  const expected = new Float64Array(groups);
  const buckets = new Float64Array(groups);
  for (let slot = 0; slot < 168; slot++) {
    const group = groupOf(slot);
    const n = slots.n[slot] ?? 0;
    observed[group] = (observed[group] ?? 0) + (slots.counts[slot] ?? 0);
    expected[group] = (expected[group] ?? 0) + level * (shape[slot] ?? 1) * n;
    buckets[group] = (buckets[group] ?? 0) + n;
  }
  for (let slot = 0; slot < 168; slot++) {
    const group = groupOf(slot);
    const e = expected[group] ?? 0;
    const n = buckets[group] ?? 0;
    if (n === 0 || e <= 0) continue;
    const noise = 1 / e + PRIOR_DISPERSION / n;
    const credibility = priorVariance / (priorVariance + noise);
    shape[slot] = (shape[slot] ?? 1) * (1 + credibility * ((observed[group] ?? 0) / e - 1));
  }
}

/** Dispersion of sums over consecutive windows by the method of moments, shrunk towards the prior. */
function windowDispersion(
  history: History,
  from: number,
  to: number,
  expectedInSlot: Float64Array,
  width: number,
): number {
  const { clean, usable } = history;
  const slotAt = slotsOf(history);
  let sum = 0;
  let expected = 0;
  let present = 0;
  let excess = 0;
  let squares = 0;
  let windows = 0;
  for (let i = from; i < to; i++) {
    if (usable[i] === 1) {
      sum += clean[i] ?? 0;
      expected += expectedInSlot[slotAt[i] ?? 0] ?? 0;
      present++;
    }
    if ((i - from + 1) % width !== 0) continue;
    if (present * 2 >= width && expected > 0) {
      excess += (sum - expected) ** 2 - expected;
      squares += expected * expected;
      windows++;
    }
    sum = 0;
    expected = 0;
    present = 0;
  }
  if (windows === 0 || squares === 0) return PRIOR_DISPERSION;
  // Small expected counts say next to nothing about dispersion: the Poisson variance of the estimate,
  // against that of the prior, decides how much of it counts.
  const square = squares / windows;
  const variance = (2 + 1 / Math.sqrt(square)) / (windows * square);
  const credibility = PRIOR_VARIANCE / (PRIOR_VARIANCE + variance);
  // The fitted shape follows its own data a little, which hides dispersion: a few windows' worth is added.
  const weight = PRIOR_WEIGHT / Math.sqrt(Math.max(width, (width * history.widthMs) / HOUR_MS));
  const own = (excess / square + PRIOR_DISPERSION * weight) / (windows + weight);
  return Math.max(0.002, PRIOR_DISPERSION + credibility * (own - PRIOR_DISPERSION));
}
