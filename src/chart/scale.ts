/** Scales, and few, round ticks. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { fromReaderClock, readerOffset, writtenInUtc } from './reader.ts';
import { formatDay, formatMonth, formatTime, formatYear } from './format.ts';

export type Scale = (value: number) => number;

/** Maps [d0, d1] to [r0, r1]; an empty domain maps to the middle. */
export function linearScale(d0: number, d1: number, r0: number, r1: number): Scale {
  if (d1 === d0) return () => (r0 + r1) / 2;
  return (value) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0);
}

/** Step of 1, 2 or 5 times a power of ten, for at most `most` steps over `span`. */
export function niceStep(span: number, most: number): number {
  if (!(span > 0) || !Number.isFinite(span)) return 1;
  const raw = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(12));
}

/** Round ticks from `min` (or just under) to `max` (or just over). */
export function niceTicks(min: number, max: number, most = 4, whole = true): number[] {
  const step = whole ? Math.max(1, niceStep(max - min, most)) : niceStep(max - min, most);
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  const ticks: number[] = [];
  for (let i = first; i <= last; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/**
 * Ticks from 0 and the end of the axis: the next quarter of a step at or above `max`, so that at most a quarter of a step
 * stays empty.
 */
export function axisFromZero(
  max: number,
  most = 4,
): { readonly ticks: readonly number[]; readonly top: number } {
  const step = Math.max(1, niceStep(max, most));
  const quarter = step / 4;
  const top = Math.max(quarter, Math.ceil(max / quarter - 1e-9) * quarter);
  const ticks = Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, i) =>
    Number((i * step).toPrecision(12)),
  );
  return { ticks, top };
}

export interface TimeTick {
  readonly at: number;
  readonly label: string;
  /** Second line: the year, or the date below a time of day. */
  readonly sub?: string;
  /** Midnight between hours, January between months. */
  readonly major: boolean;
}

const FIXED_STEPS = [
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
/** The first Monday after the epoch: weeks start there. */
const MONDAY = 4 * DAY_MS;

/** On the clock of the reader. */
function fixedTicks(from: number, to: number, step: number): number[] {
  const origin = step >= 7 * DAY_MS ? MONDAY : 0;
  const [first, last] = [from + readerOffset(from), to + readerOffset(to)];
  const ticks: number[] = [];
  for (let local = origin + Math.ceil((first - origin) / step) * step; local <= last; local += step) {
    const at = fromReaderClock(local);
    if (at >= from && at <= to) ticks.push(at);
  }
  return ticks;
}

function monthTicks(from: number, to: number, months: number): number[] {
  const year = new Date(from).getUTCFullYear();
  const ticks: number[] = [];
  for (let i = 0; ; i += months) {
    const at = Date.UTC(year, i, 1);
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}

function describe(times: readonly number[], labelOf: (at: number) => string, subOf: (at: number) => string) {
  let last = '';
  return times.map((at): TimeTick => {
    const sub = subOf(at);
    const shown = sub !== last;
    last = sub;
    return { at, label: labelOf(at), major: shown, ...(shown ? { sub } : {}) };
  });
}

/**
 * Ticks between two times, at most `most` of them, at hours, days, Mondays or months of the reader. Whole days are those of
 * UTC, as in the counts.
 */
export function timeTicks(from: number, to: number, most: number): TimeTick[] {
  const days = from % DAY_MS === 0 && to % DAY_MS === 0 && (to - from) / DAY_MS > most;
  return days ? writtenInUtc(() => ticksOf(from, to, most)) : ticksOf(from, to, most);
}

function ticksOf(from: number, to: number, most: number): TimeTick[] {
  const limit = Math.max(2, Math.floor(most));
  for (const step of FIXED_STEPS) {
    if ((to - from) / step > limit) continue;
    const times = fixedTicks(from, to, step);
    return step < DAY_MS ? describe(times, formatTime, formatDay) : describe(times, formatDay, formatYear);
  }
  const months = MONTH_STEPS.find((step) => (to - from) / (step * 30.4 * DAY_MS) <= limit) ?? 120;
  return writtenInUtc(() => describe(monthTicks(from, to, months), formatMonth, formatYear));
}
