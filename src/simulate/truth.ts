/** What a scenario really is: the numbers that detection and scoring are measured against. */
import type { Scenario } from '../../config/schema/scenario.ts';
import type { NewMention } from '../domain/mention.ts';
import type { SentimentLabel } from '../domain/scoring.ts';
import { bucketStart, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { type Curve, envelope, type Shock } from './curve.ts';

export interface TruthLabels {
  readonly theme: string;
  readonly sentiment: SentimentLabel;
  /** Harm categories shown as a concern; none means no broken trust. */
  readonly categories: readonly string[];
  readonly context: readonly string[];
  /** `baseline`, `bot`, or the name of a shock. */
  readonly cause: string;
  /** External id of the post that this one repeats. */
  readonly duplicateOf?: string;
}

export interface SimulatedMention extends NewMention {
  readonly simulated: true;
  /** When a collector would see it, ms since 1970 UTC. */
  readonly arrivesAt: number;
  readonly truth: TruthLabels;
}

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
}

export interface Truth {
  readonly scenario: string;
  readonly title: string;
  readonly brand: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly hours: {
    readonly start: number;
    /** Expected per hour without and with shocks and bots. */
    readonly baseline: readonly number[];
    readonly expected: readonly number[];
    /** Posts published in the hour that a collector sees at last. */
    readonly observed: readonly number[];
  };
  readonly shocks: readonly ShockTruth[];
  readonly responses: readonly { readonly name: string; readonly at: number; readonly decayFactor: number }[];
  readonly outages: Scenario['outages'];
  readonly bots: readonly { readonly at: number; readonly until: number; readonly source: string }[];
  readonly counts: {
    readonly mentions: number;
    readonly betrayal: number;
    readonly late: number;
    readonly lost: number;
    readonly bySource: Readonly<Record<string, number>>;
    readonly bySentiment: Readonly<Record<string, number>>;
    readonly byTheme: Readonly<Record<string, number>>;
    readonly byCategory: Readonly<Record<string, number>>;
    readonly byCause: Readonly<Record<string, number>>;
    readonly byLanguage: Readonly<Record<string, number>>;
  };
  /** Posts that repeat an earlier one: original → copies. */
  readonly duplicates: Readonly<Record<string, readonly string[]>>;
}

const STEPS = 12;

/** Mean of a rate over the hour that begins at `start`. */
export function meanOverHour(rate: (at: number) => number, start: number): number {
  let sum = 0;
  for (let i = 0; i < STEPS; i++) sum += rate(start + ((i + 0.5) * HOUR_MS) / STEPS);
  return sum / STEPS;
}

/** The true course of one shock, without noise. */
export function shockTruth(scenario: Scenario, curve: Curve, shock: Shock): ShockTruth {
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
  return {
    name: shock.name,
    onset: shock.at,
    peakAt,
    peakPerHour: curve.shock(shock, peakAt),
    excess,
    halfLifeHours: (half - top) / HOUR_MS,
  };
}

function tally(keys: Iterable<string>): Record<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Gathers the truth about the mentions that were made. */
export function truthOf(
  scenario: Scenario,
  seed: number,
  curve: Curve,
  mentions: readonly SimulatedMention[],
  lost: number,
): Truth {
  const start = bucketStart(scenario.from, HOUR_MS);
  const length = Math.ceil((scenario.to - start) / HOUR_MS);
  const each = <T>(make: (at: number) => T) => Array.from({ length }, (_, i) => make(start + i * HOUR_MS));
  const bots = scenario.bots.map((bot) => ({
    at: bot.at,
    until: bot.at + bot.hours * HOUR_MS,
    source: bot.source,
  }));
  const baseline = each((at) => meanOverHour(curve.baseline, at));
  const extra = (at: number) =>
    scenario.shocks.reduce((sum, shock) => sum + curve.shock(shock, at), 0) +
    scenario.bots.reduce(
      (sum, bot, i) => sum + (at >= bot.at && at < (bots[i]?.until ?? 0) ? bot.perHour : 0),
      0,
    );
  const observed = each(() => 0);
  const duplicates: Record<string, string[]> = {};
  for (const mention of mentions) {
    const hour = Math.floor((mention.publishedAt - start) / HOUR_MS);
    observed[hour] = (observed[hour] ?? 0) + 1;
    const original = mention.truth.duplicateOf;
    if (original !== undefined) (duplicates[original] ??= []).push(mention.externalId);
  }
  return {
    scenario: scenario.name,
    title: scenario.title,
    brand: scenario.brand.slug,
    seed,
    from: scenario.from,
    to: scenario.to,
    hours: {
      start,
      baseline,
      expected: baseline.map((base, i) => base + meanOverHour(extra, start + i * HOUR_MS)),
      observed,
    },
    shocks: scenario.shocks.map((shock) => shockTruth(scenario, curve, shock)),
    responses: scenario.responses,
    outages: scenario.outages,
    bots,
    counts: {
      mentions: mentions.length,
      betrayal: mentions.filter((one) => one.truth.categories.length > 0).length,
      late: mentions.filter((one) => one.arrivesAt - one.publishedAt > 10 * MINUTE_MS).length,
      lost,
      bySource: tally(mentions.map((one) => one.source)),
      bySentiment: tally(mentions.map((one) => one.truth.sentiment)),
      byTheme: tally(mentions.map((one) => one.truth.theme)),
      byCategory: tally(mentions.flatMap((one) => one.truth.categories)),
      byCause: tally(mentions.map((one) => one.truth.cause)),
      byLanguage: tally(mentions.map((one) => one.lang ?? 'und')),
    },
    duplicates,
  };
}
