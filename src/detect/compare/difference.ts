/**
 * Differences between two incidents, from the bootstrap draws of both sides: every draw of the one against every
 * draw of the other, which are independent of each other, each side moved so that its middle is its estimate.
 */
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import type { Estimate } from '../../domain/spike.ts';
import { estimate } from '../stats/interval.ts';
import { quantileOfSorted } from '../stats/robust.ts';
import { sampleNormal } from '../stats/sampling.ts';
import type { MeasuredTrajectory, OrdinaryLevel } from '../spike/trajectory.ts';

export const DIFFERENCE_MEASURES = ['peak-multiple', 'excess-per-1000', 'half-life', 'recovery'] as const;
export type DifferenceMeasure = (typeof DIFFERENCE_MEASURES)[number];

/** One measure of one incident with what was drawn around it. */
export interface Side {
  readonly value: number;
  readonly draws: readonly number[];
  /** How much more it may be than any draw says. */
  readonly more: number;
  /** The counts end before: it is at least so much. */
  readonly censored: boolean;
}

export interface Difference {
  /** The first minus the other. */
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** `unclear` where the interval holds zero, or where what is not seen could turn it. */
  readonly verdict: 'more' | 'less' | 'unclear';
  /** Whose counts end before the measure is complete. */
  readonly censored?: 'first' | 'other' | 'both';
}

const WEEK_HOURS = 168;

/** The measures that can be compared; empty where the incident was not measured. */
export function sidesOf(
  measured: MeasuredTrajectory | undefined,
  ordinary: OrdinaryLevel | undefined,
): Partial<Record<DifferenceMeasure, Side>> {
  if (!measured) return {};
  const { trajectory: t, draws } = measured;
  const side = (e: Pick<Estimate, 'value' | 'censored'>, drawn: readonly number[], more = 0): Side => ({
    value: e.value,
    draws: drawn,
    more,
    censored: e.censored ?? false,
  });
  return {
    'peak-multiple': side({ value: t.peak.multiple }, draws.peakMultiple),
    'half-life': side(t.halfLifeHours, draws.halfLifeHours),
    recovery: side(t.recoveryHours, draws.recoveryHours),
    ...(ordinary ? { 'excess-per-1000': perThousand(t.excess, draws, ordinary, t.onset) } : {}),
  };
}

/** Excess per 1,000 mentions that an ordinary week brings; its draws hold the doubt of that level, too. */
function perThousand(
  excess: Estimate,
  draws: MeasuredTrajectory['draws'],
  ordinary: OrdinaryLevel,
  onset: number,
): Side {
  const random = seededRandom(Math.floor(onset / HOUR_MS) + 7);
  const unit = 1000 / (ordinary.perHour * WEEK_HOURS);
  const spread = Math.sqrt(ordinary.variance);
  return {
    value: excess.value * unit,
    draws: draws.excess.map((one) => one * unit * Math.exp(spread * sampleNormal(random))),
    more: draws.tail * unit,
    censored: excess.censored ?? false,
  };
}

/** A side as an estimate. */
export function estimateOf(side: Side): Estimate {
  const result = estimate(side.value, side.draws, side.censored);
  return { ...result, lower: Math.max(0, result.lower), upper: result.upper + side.more };
}

/** The first minus the other with a 95% interval. */
export function differenceOf(first: Side, other: Side): Difference {
  const value = first.value - other.value;
  const pairs = new Float64Array(first.draws.length * other.draws.length);
  let k = 0;
  for (const a of first.draws) for (const b of other.draws) pairs[k++] = a - b;
  pairs.sort();
  const [low, middle, high] = [0.025, 0.5, 0.975].map((q) => quantileOfSorted(pairs, q)) as [
    number,
    number,
    number,
  ];
  // Where chance moves the estimate itself, the pivot alone is too short: the plain percentiles bound it, too.
  const shift = value - middle;
  const lower = Math.min(value, low, low + shift) - other.more;
  const upper = Math.max(value, high, high + shift) + first.more;
  const censored = first.censored
    ? other.censored
      ? 'both'
      : 'first'
    : other.censored
      ? 'other'
      : undefined;
  // What is cut off can only grow: the first can turn out more, the other can make it less.
  const more = lower > 0 && (censored === undefined || censored === 'first');
  const less = upper < 0 && (censored === undefined || censored === 'other');
  return {
    value,
    lower,
    upper,
    verdict: more ? 'more' : less ? 'less' : 'unclear',
    ...(censored === undefined ? {} : { censored }),
  };
}
