/** Expected mentions per hour: the cycles of ordinary talk, and shocks that rise fast and fade. */
import type { Scenario } from '../../config/schema/scenario.ts';
import { DAY_MS, HOUR_MS } from '../domain/series.ts';

type Confounder = Scenario['confounders'][number];
/** Confounders run as shocks do, but no response bends them. */
export type Shock = Scenario['shocks'][number] | Confounder;

/** Activity by UTC hour: lowest at night in Europe and America, highest when it is afternoon in both. */
const HOURS = [
  0.62, 0.5, 0.42, 0.38, 0.36, 0.42, 0.56, 0.75, 0.92, 1.04, 1.1, 1.15, 1.22, 1.28, 1.35, 1.42, 1.5, 1.55,
  1.58, 1.55, 1.45, 1.3, 1.05, 0.82,
];
const DAYS = [0.98, 1, 1.02, 1.03, 1.08, 0.97, 0.92];

function scaled(weights: readonly number[]): readonly number[] {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}

export interface Curve {
  /** Ordinary mentions per hour. */
  readonly baseline: (at: number) => number;
  /** The same, were no day a holiday. */
  readonly workday: (at: number) => number;
  /** Mentions per hour that a shock adds. */
  readonly shock: (shock: Shock, at: number) => number;
}

/** The expected rates of a scenario. */
export function curveOf(scenario: Scenario): Curve {
  const hours = scaled(scenario.baseline.hours ?? HOURS);
  const days = scaled(scenario.baseline.days ?? DAYS);
  const hourShape = (at: number) => hours[Math.floor(at / HOUR_MS) % 24] ?? 1;
  const holidays = new Map(scenario.holidays.map((one) => [Date.parse(one.date) / DAY_MS, one.factor]));
  const workday = (at: number) => {
    // 1 January 1970 was a Thursday: three days after a Monday.
    const day = days[(Math.floor(at / DAY_MS) + 3) % 7] ?? 1;
    const weeks = (at - scenario.from) / (7 * DAY_MS);
    return (
      scenario.baseline.perHour *
      hourShape(at) *
      day *
      Math.max(0, 1 + scenario.baseline.trendPerWeek * weeks)
    );
  };
  return {
    workday,
    baseline: (at) => workday(at) * (holidays.get(Math.floor(at / DAY_MS)) ?? 1),
    shock(shock, at) {
      const cycle = 1 - shock.dayCycle + shock.dayCycle * hourShape(at);
      return shock.peakPerHour * envelope(scenario, shock, at) * cycle;
    },
  };
}

/** 0 before, smooth rise to 1, then halving every half-life; a shock does so faster after a company response. */
export function envelope(scenario: Scenario, shock: Shock, at: number): number {
  const hours = (at - shock.at) / HOUR_MS;
  if (hours < 0) return 0;
  if (hours < shock.riseHours) {
    const part = hours / shock.riseHours;
    return part * part * (3 - 2 * part);
  }
  const top = shock.at + shock.riseHours * HOUR_MS;
  const hoursDown = 'cause' in shock ? (at - top) / HOUR_MS : effectiveHours(scenario, top, at);
  return 2 ** (-hoursDown / shock.halfLifeHours);
}

/** Hours from `from` to `to`, each counted by the decay factor that was in force. */
function effectiveHours(scenario: Scenario, from: number, to: number): number {
  const turns = scenario.responses.filter((one) => one.at < to).toSorted((a, b) => a.at - b.at);
  let factor = 1;
  let since = from;
  let sum = 0;
  for (const turn of turns) {
    const at = Math.max(turn.at, from);
    sum += ((at - since) / HOUR_MS) * factor;
    since = at;
    factor = turn.decayFactor;
  }
  return sum + ((to - since) / HOUR_MS) * factor;
}

/** What happens in a scenario: its shocks, then its confounders. */
export function eventsOf(scenario: Scenario): readonly Shock[] {
  return [...scenario.shocks, ...scenario.confounders];
}
