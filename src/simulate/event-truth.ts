/** The true course of what happens in a scenario: shocks, confounders, holidays, the rest of the topic. */
import type { Scenario } from '../../config/schema/scenario.ts';
import { seededRandom } from '../domain/clock.ts';
import { bucketStart, DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { type Curve, envelope, type Shock } from './curve.ts';
import { negativeBinomial } from './random.ts';

export interface ShockTruth {
  readonly name: string;
  readonly onset: number;
  readonly peakAt: number;
  /** Mentions per hour over the baseline at the top. */
  readonly peakPerHour: number;
  /** Expected mentions over the baseline from onset to the end of the scenario. */
  readonly excess: number;
  /** Hours from the top until the rate is at half of it. */
  readonly halfLifeHours: number;
  /** Expected mentions over the baseline, hour by hour from that of the onset on, until nothing is left of it. */
  readonly perHour: readonly number[];
}

export interface ConfounderTruth extends ShockTruth {
  readonly cause: string;
  readonly scope: 'brand' | 'topic';
}

export interface HolidayTruth {
  readonly name?: string | undefined;
  readonly date: string;
  readonly factor: number;
  /** What the holiday adds to the expected mentions of its hours, and the sum; negative where it takes away. */
  readonly perHour: readonly number[];
  readonly excess: number;
}

export interface TopicTruth {
  /** Per hour of `hours`: what is expected of the rest of the topic, and what was drawn. */
  readonly expected: readonly number[];
  readonly observed: readonly number[];
}

const STEPS = 12;
/** Less than this per hour is reported as nothing. */
const LEAST = 0.0005;

/** Mean of a rate over the hour that begins at `start`. */
export function meanOverHour(rate: (at: number) => number, start: number): number {
  let sum = 0;
  for (let i = 0; i < STEPS; i++) sum += rate(start + ((i + 0.5) * HOUR_MS) / STEPS);
  return sum / STEPS;
}

/** The hours of a scenario, from the one it begins in. */
function hoursFrom(scenario: Scenario, from: number): number[] {
  const start = bucketStart(from, HOUR_MS);
  const length = Math.max(0, Math.ceil((scenario.to - start) / HOUR_MS));
  return Array.from({ length }, (_, i) => start + i * HOUR_MS);
}

/** The true course of one shock or confounder, without noise. */
export function eventTruth(scenario: Scenario, curve: Curve, shock: Shock): ShockTruth {
  let peakAt = shock.at;
  let excess = 0;
  for (let at = shock.at; at < scenario.to; at += 5 * MINUTE_MS) {
    const rate = curve.shock(shock, at);
    excess += rate / 12;
    if (rate > curve.shock(shock, peakAt)) peakAt = at;
  }
  const top = shock.at + shock.riseHours * HOUR_MS;
  let half = top;
  while (envelope(scenario, shock, half) > 0.5) half += MINUTE_MS;
  const perHour = hoursFrom(scenario, shock.at).map((hour) =>
    meanOverHour((at) => curve.shock(shock, at), hour),
  );
  return {
    name: shock.name,
    onset: shock.at,
    peakAt,
    peakPerHour: curve.shock(shock, peakAt),
    excess,
    halfLifeHours: (half - top) / HOUR_MS,
    perHour: perHour.slice(0, perHour.findLastIndex((rate) => rate >= LEAST) + 1),
  };
}

/** What one holiday does to the baseline. */
export function holidayTruth(
  scenario: Scenario,
  curve: Curve,
  { name, date, factor }: Scenario['holidays'][number],
): HolidayTruth {
  const start = Date.parse(date);
  const perHour = hoursFrom(scenario, Math.max(start, scenario.from))
    .filter((hour) => hour < start + DAY_MS)
    .map((hour) => meanOverHour((at) => curve.baseline(at) - curve.workday(at), hour));
  const excess = perHour.reduce((sum, rate) => sum + rate, 0);
  return { ...(name === undefined ? {} : { name }), date, factor, perHour, excess };
}

/**
 * The rest of the topic: cycles, trend and holidays of the brand's baseline, lifted by the events that touch all
 * of it and by no other. It has its own chance, so that a scenario makes the same mentions with and without it.
 */
export function topicTruth(scenario: Scenario, curve: Curve, seed: number): TopicTruth {
  const random = seededRandom(seed + 1_000_003);
  const { perHour, dispersion } = scenario.topic ?? { perHour: 0, dispersion: 1 };
  const scale = perHour / scenario.baseline.perHour;
  const shared = scenario.confounders.filter((one) => one.scope === 'topic');
  const rate = (at: number) =>
    scale * shared.reduce((sum, one) => sum + curve.shock(one, at), curve.baseline(at));
  const expected = hoursFrom(scenario, scenario.from).map((hour) => meanOverHour(rate, hour));
  return { expected, observed: expected.map((mean) => negativeBinomial(mean, dispersion, random)) };
}
