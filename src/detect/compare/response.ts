/**
 * What was left of an outcry after the company answered, and whether outcries without an answer leave as much. Nothing is said
 * to be faster or slower that is not held against them (`counterfactual.ts`).
 */
import { type CountSeries, HOUR_MS } from '../../domain/series.ts';
import type { Estimate } from '../../domain/spike.ts';
import { courseOf, type TrajectoryOptions } from '../spike/trajectory.ts';
import {
  type Alike,
  alikeOf,
  counterfactual,
  LEAST_OUTCRIES,
  LEVEL,
  type Reference,
} from './counterfactual.ts';
import { hourly } from './hourly.ts';
import { leftOf } from './left.ts';
import {
  type Excess,
  HOURS_AFTER,
  HOURS_BEFORE,
  type KnownMoment,
  knownMoments,
  logLeft,
  momentAt,
} from './outcry-moments.ts';

/** Why there is no verdict, or what it rests on; `src/report/text/response.ts` words it. */
export type ResponseReason =
  /** Not among outcries without an answer, or among them. */
  | 'unlike-others'
  | 'like-others'
  /** Fewer than LEAST_OUTCRIES to compare with. */
  | 'few-outcries'
  /** Counts are of days: how an outcry stands at an hour is not known. */
  | 'by-day'
  /** Less than twelve hours after the outcry began. */
  | 'too-young'
  /** Fewer than 72 hours of counts follow the answer. */
  | 'too-recent'
  /** Too few extra posts before the answer to take a share of. */
  | 'too-small'
  /** Too many hours around the answer have no counts. */
  | 'missing'
  /** Too short a history before the outcry to know what is usual. */
  | 'no-baseline';

export interface ResponseEffect {
  /** When the company answered, ms. */
  readonly at: number;
  readonly verdict: 'faster' | 'slower' | 'not distinguishable';
  readonly reason: ResponseReason;
  /** Mean excess of the 72 hours after over that of the 24 hours before (or since it began); absent where it is not known. */
  readonly left?: Estimate;
  /** The same of outcries without an answer that stood as this one did; only with LEAST_OUTCRIES of them. */
  readonly expected?: Estimate;
  /** Two-sided; only with `expected`. */
  readonly pValue?: number;
  /** Outcries without an answer that there are to compare with. */
  readonly outcries: number;
  readonly alike?: Alike;
  /** Whole hours of counts after the answer, up to 72. */
  readonly hoursAfter: number;
}

type Options = Pick<TrajectoryOptions, 'until' | 'exclude'>;

/** Moments of an outcry without an answer, for `responseEffect`; none where it cannot be measured by the hour. */
export function referenceOf(series: CountSeries, onset: number, options: Options = {}): Reference {
  const byHour = hourly(series);
  const found = byHour && courseOf(byHour, onset, options);
  return found ? knownMoments(excessOf(found.course)) : [];
}

/** Measures an answer at `at` to the outcry that began at `onset`; `references`: outcries without one. */
export function responseEffect(
  series: CountSeries,
  onset: number,
  at: number,
  references: readonly Reference[],
  options: Options = {},
): ResponseEffect {
  const outcries = references.filter((one) => one.length > 0).length;
  const none = (reason: ResponseReason, more: Partial<ResponseEffect> = {}): ResponseEffect => ({
    at,
    verdict: 'not distinguishable',
    reason,
    outcries,
    hoursAfter: 0,
    ...more,
  });
  const byHour = hourly(series);
  const found = courseOf(byHour ?? series, onset, options);
  if (!found) return none('no-baseline');
  const { course, baseline, from } = found;
  const { widthMs } = course;
  const turn = Math.floor((at - from) / widthMs);
  const [before, after] = [(HOURS_BEFORE * HOUR_MS) / widthMs, (HOURS_AFTER * HOUR_MS) / widthMs];
  const hoursAfter = Math.max(0, Math.min(HOURS_AFTER, ((course.counts.length - turn) * widthMs) / HOUR_MS));
  const excess = excessOf(course);
  const moment = byHour ? momentAt(excess, turn) : undefined;
  if (typeof moment === 'string' && moment !== 'too-small') return none(moment, { hoursAfter });
  if (turn < 1) return none('too-young', { hoursAfter });
  if (hoursAfter < HOURS_AFTER) return none('too-recent', { hoursAfter });
  if (moment === 'too-small') return none(moment, { hoursAfter });
  const window = (first: number, end: number) => ({
    counts: course.counts.slice(first, end),
    expected: course.expected.slice(first, end),
  });
  const y = logLeft(excess, turn, { before, after });
  if (y === undefined) return none('missing', { hoursAfter });
  const left = leftOf(
    window(Math.max(0, turn - before), turn),
    window(turn, turn + after),
    baseline.levelVariance,
  );
  if (!left) return none('too-small', { hoursAfter });
  const measured = { left, hoursAfter };
  if (!moment) return none('by-day', measured);
  const alike = alikeOf(references, moment, y);
  const held = counterfactual(references, moment, y);
  if (!held) return none('few-outcries', { ...measured, alike });
  const { expected, pLow, pHigh } = held;
  const verdict = pLow <= LEVEL ? 'faster' : pHigh <= LEVEL ? 'slower' : 'not distinguishable';
  return {
    ...none(verdict === 'not distinguishable' ? 'like-others' : 'unlike-others', { ...measured, alike }),
    verdict,
    expected,
    pValue: Math.min(1, 2 * Math.min(pLow, pHigh)),
  };
}

function excessOf({ counts, expected }: { counts: Excess; expected: readonly number[] }): Excess {
  return counts.map((count, i) => (count === null ? null : count - (expected[i] ?? 0)));
}

export { LEAST_OUTCRIES };
export type { Alike, KnownMoment, Reference };
