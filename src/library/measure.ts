/**
 * What a course of daily counts says: its peak as a multiple of the usual day, and how fast it rose and went back. The same
 * for capsules and for a live incident, so that they can be compared.
 */
import { type Capsule, type Course, daysOf } from '../domain/capsule.ts';

const DAY_MS = 86_400_000;
/** With fewer days before the onset nothing is said about a usual day. */
const LEAST_DAYS = 7;
/** The peak is looked for in this many days from the onset; what comes later is often about something else. */
const PEAK_DAYS = 14;

export interface Measured {
  /** Median of the days before the onset. */
  readonly usual: number;
  readonly peak: { readonly day: string; readonly count: number };
  /** Peak ÷ usual, or ÷ 1 where less than one a day is usual. */
  readonly times: number;
  /** True where less than one a day is usual: `times` is a lower bound. */
  readonly atLeast: boolean;
  /** From the first day of the onset to the peak. */
  readonly daysToPeak: number;
  /** From the peak until two days in a row have at most half of its excess; absent where the counts end before. */
  readonly halfLifeDays?: number;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Days until the excess is halved for two known days in a row; a missing day counts for neither side. */
function halfLife(
  after: readonly (readonly [string, number])[],
  peak: { day: string; count: number },
  usual: number,
) {
  const half = usual + (peak.count - usual) / 2;
  const at = after.findIndex(([, count], i) => {
    const next = after[i + 1];
    return count <= half && next !== undefined && next[1] <= half;
  });
  const found = after[at];
  return found && daysBetween(peak.day, found[0]);
}

/** `onset`: first day on which the outcry may have begun. Undefined with too few days before, or none after. */
export function measureCourse(points: Course['points'], onset: string): Measured | undefined {
  const known = points.filter((point): point is readonly [string, number] => point[1] !== null);
  const before = known.filter(([day]) => day < onset).map(([, count]) => count);
  const after = known.filter(([day]) => day >= onset);
  const first = after[0];
  if (before.length < LEAST_DAYS || first === undefined) return undefined;
  const usual = median(before);
  const begin = after.filter(([day]) => daysBetween(onset, day) < PEAK_DAYS);
  const [day, count] = begin.reduce((best, one) => (one[1] > best[1] ? one : best), first);
  if (count <= usual) return undefined;
  const halved = halfLife(
    after.filter((one) => one[0] > day),
    { day, count },
    usual,
  );
  return {
    usual,
    peak: { day, count },
    times: count / Math.max(1, usual),
    atLeast: usual < 1,
    daysToPeak: daysBetween(onset, day),
    ...(halved === undefined ? {} : { halfLifeDays: halved }),
  };
}

/** When an incident began as far as it is known: its onset, else when it was announced, observed or in force. */
export function beganOn(capsule: Capsule): { readonly first: string; readonly last: string } | undefined {
  const { onset, announced, observed, effective } = capsule.dates;
  const one = onset ?? announced ?? observed ?? effective;
  return one && daysOf(one);
}

/** The course of a capsule; undefined where it has no counts. */
export function measureCapsule(capsule: Capsule): Measured | undefined {
  const onset = beganOn(capsule);
  return capsule.course && onset && measureCourse(capsule.course.points, onset.first);
}
