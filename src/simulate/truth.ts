/** What a scenario really is: the numbers that detection and scoring are measured against. */
import type { Scenario } from '../../config/schema/scenario.ts';
import type { NewMention } from '../domain/mention.ts';
import type { SentimentLabel } from '../domain/scoring.ts';
import { bucketStart, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { type Curve, eventsOf } from './curve.ts';
import {
  type ConfounderTruth,
  eventTruth,
  type HolidayTruth,
  holidayTruth,
  meanOverHour,
  type ShockTruth,
  type TopicTruth,
  topicTruth,
} from './event-truth.ts';

export interface TruthLabels {
  readonly theme: string;
  readonly sentiment: SentimentLabel;
  /** Harm categories shown as a concern; none means no broken trust. */
  readonly categories: readonly string[];
  readonly context: readonly string[];
  /** `baseline`, `bot`, or the name of a shock or a confounder. */
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

export interface Truth {
  readonly scenario: string;
  readonly title: string;
  readonly brand: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly hours: {
    readonly start: number;
    /** Expected per hour without and with shocks, confounders and bots; holidays are in both. */
    readonly baseline: readonly number[];
    readonly expected: readonly number[];
    /** Posts published in the hour that a collector sees at last. */
    readonly observed: readonly number[];
  };
  readonly shocks: readonly ShockTruth[];
  readonly confounders: readonly ConfounderTruth[];
  readonly holidays: readonly HolidayTruth[];
  /** The rest of the topic, where the scenario has one. */
  readonly topic?: TopicTruth;
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
  /** Posts that repeat an earlier one: original → duplicates. */
  readonly duplicates: Readonly<Record<string, readonly string[]>>;
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
    eventsOf(scenario).reduce((sum, shock) => sum + curve.shock(shock, at), 0) +
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
    shocks: scenario.shocks.map((shock) => eventTruth(scenario, curve, shock)),
    confounders: scenario.confounders.map((one) => ({
      ...eventTruth(scenario, curve, one),
      cause: one.cause,
      scope: one.scope,
    })),
    holidays: scenario.holidays.map((one) => holidayTruth(scenario, curve, one)),
    ...(scenario.topic === undefined ? {} : { topic: topicTruth(scenario, curve, seed) }),
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
