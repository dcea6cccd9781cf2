/**
 * Differences between incidents, from the courses drawn for both sides: every draw of the one against every draw of the
 * other, which are independent of each other. All differences of one comparison are judged together, so that at most one
 * comparison in twenty of incidents that do not differ names any (Holm 1979).
 */
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import type { Estimate } from '../../domain/spike.ts';
import { quantileEstimate } from '../stats/interval.ts';
import { quantileOfSorted } from '../stats/robust.ts';
import { sampleNormal } from '../stats/sampling.ts';
import type { MeasuredTrajectory, OrdinaryLevel } from '../spike/trajectory.ts';

export const DIFFERENCE_MEASURES = ['peak-multiple', 'excess-per-1000', 'half-life', 'recovery'] as const;
export type DifferenceMeasure = (typeof DIFFERENCE_MEASURES)[number];

/** One measure of one incident with what was drawn around it. */
export interface Side {
  readonly value: number;
  readonly draws: readonly number[];
  /** The counts end before: it is at least so much. */
  readonly censored: boolean;
}

export interface Difference {
  /** The first minus the other. */
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** The interval is as wide as its step in the family needs: `unclear` where it holds zero, or where what is not seen could turn it. */
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
  const side = (e: Pick<Estimate, 'value' | 'censored'>, drawn: readonly number[]): Side => ({
    value: e.value,
    draws: drawn,
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
    censored: excess.censored ?? false,
  };
}

/** A side as an estimate. */
export function estimateOf(side: Side): Estimate {
  return { ...quantileEstimate(side.draws, side.censored), value: side.value };
}

/** Chance that a comparison of incidents that are alike names any difference. */
const FAMILY_ERROR = 0.05;

/** The first of each pair minus the other, all pairs being one family. */
export function differencesOf(pairs: readonly (readonly [Side, Side])[]): Difference[] {
  const drawn = pairs.map(([first, other]) => {
    const sorted = pairsOf(first, other);
    return { first, other, sorted, chance: chanceOf(sorted) };
  });
  const inOrder = drawn
    .map((_, i) => i)
    .toSorted((a, b) => (drawn[a]?.chance ?? 1) - (drawn[b]?.chance ?? 1));
  const levels = new Float64Array(drawn.length);
  // From the clearest on; the first that is not clear ends it, and all that follow are judged like that one.
  let left = drawn.length;
  for (const i of inOrder) {
    const level = FAMILY_ERROR / left;
    levels[i] = level;
    if ((drawn[i]?.chance ?? 1) < level) left--;
  }
  return drawn.map(({ first, other, sorted }, i) =>
    differenceAt(first, other, sorted, levels[i] ?? FAMILY_ERROR),
  );
}

function pairsOf(first: Side, other: Side): Float64Array {
  const pairs = new Float64Array(first.draws.length * other.draws.length);
  let k = 0;
  for (const a of first.draws) for (const b of other.draws) pairs[k++] = a - b;
  return pairs.sort();
}

/** Two-sided: twice the share of pairs on the rarer side of zero. */
function chanceOf(sorted: Float64Array): number {
  let [below, above] = [0, 0];
  for (const one of sorted) {
    if (one <= 0) below++;
    if (one >= 0) above++;
  }
  return Math.min(1, (2 * Math.min(below, above)) / Math.max(1, sorted.length));
}

function differenceAt(first: Side, other: Side, sorted: Float64Array, level: number): Difference {
  const value = first.value - other.value;
  const lower = Math.min(value, quantileOfSorted(sorted, level / 2));
  const upper = Math.max(value, quantileOfSorted(sorted, 1 - level / 2));
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
