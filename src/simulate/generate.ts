/** The scenario generator: from a scenario and a seed to mentions and their truth. Pure. */
import type { Scenario } from '../../config/schema/scenario.ts';
import { type Random, seededRandom } from '../domain/clock.ts';
import { bucketStart, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { type Author, composer, type Draft } from './compose.ts';
import { type Curve, curveOf, eventsOf, type Shock } from './curve.ts';
import { logNormal, negativeBinomial, pickWeighted, poisson } from './random.ts';
import { meanOverHour } from './event-truth.ts';
import { type SimulatedMention, type Truth, truthOf } from './truth.ts';

interface Simulation {
  /** In the order of their arrival. */
  readonly mentions: readonly SimulatedMention[];
  readonly truth: Truth;
}

type Mix = readonly (readonly [string, number])[];

/** Makes the mentions of a scenario. The same scenario and seed give the same mentions everywhere. */
export function generate(scenario: Scenario, seed: number): Simulation {
  const random = seededRandom(seed);
  const curve = curveOf(scenario);
  const drafts: Draft[] = [];
  const compose = composer(scenario, seed, random);
  for (let hour = bucketStart(scenario.from, HOUR_MS); hour < scenario.to; hour += HOUR_MS) {
    const times = timesOf(scenario, curve, hour, random);
    for (const { at, cause } of times) {
      if (at < scenario.from || at >= scenario.to) continue;
      drafts.push(draftOf(scenario, compose, at, cause, random));
    }
  }
  const kept = drafts.flatMap((draft) => arrival(scenario, draft, random));
  kept.sort((a, b) => a.arrivesAt - b.arrivesAt || (a.externalId < b.externalId ? -1 : 1));
  return { mentions: kept, truth: truthOf(scenario, seed, curve, kept, drafts.length - kept.length) };
}

type Cause = 'baseline' | Shock | Scenario['bots'][number];

/** When the posts of an hour appear and why, in order of time. */
function timesOf(
  scenario: Scenario,
  curve: Curve,
  hour: number,
  random: Random,
): { at: number; cause: Cause }[] {
  const times: { at: number; cause: Cause }[] = [];
  const add = (count: number, cause: Cause, rate: (at: number) => number) => {
    for (let i = 0; i < count; i++) times.push({ at: timeIn(hour, rate, random), cause });
  };
  const base = meanOverHour(curve.baseline, hour);
  add(negativeBinomial(base, scenario.baseline.dispersion, random), 'baseline', () => 1);
  for (const shock of eventsOf(scenario)) {
    const rate = (at: number) => curve.shock(shock, at);
    add(negativeBinomial(meanOverHour(rate, hour), shock.dispersion, random), shock, rate);
  }
  for (const bot of scenario.bots) {
    const rate = (at: number) => (at >= bot.at && at < bot.at + bot.hours * HOUR_MS ? bot.perHour : 0);
    add(poisson(meanOverHour(rate, hour), random), bot, rate);
  }
  return times.toSorted((a, b) => a.at - b.at);
}

/** A moment in the hour, denser where the rate is higher. */
function timeIn(hour: number, rate: (at: number) => number, random: Random): number {
  const steps: Mix = Array.from({ length: 12 }, (_, i) => [
    String(i),
    rate(hour + ((i + 0.5) * HOUR_MS) / 12),
  ]);
  const step = Number(pickWeighted(steps, random));
  return Math.floor(hour + ((step + random()) * HOUR_MS) / 12);
}

function draftOf(
  scenario: Scenario,
  compose: ReturnType<typeof composer>,
  at: number,
  cause: Cause,
  random: Random,
): Draft {
  if (cause !== 'baseline' && 'authors' in cause) {
    const author: Author = {
      id: `bot-${Math.floor(random() * cause.authors)}`,
      followers: Math.floor(random() * 20),
    };
    return compose.bot(at, cause.source, cause.theme, author);
  }
  const shocked = cause !== 'baseline';
  const weights: Mix = scenario.sources.map((one) => [
    one.id,
    (shocked ? one.shockWeight : undefined) ?? one.weight,
  ]);
  const source = pickWeighted(weights, random);
  if (!shocked) return compose.post(at, source, mixOf(scenario.ordinary), 'baseline', false);
  const negative = random() < cause.negativeShare;
  return compose.post(at, source, mixOf(negative ? cause.themes : cause.otherThemes), cause.name, negative);
}

const mixes = new WeakMap<object, Mix>();

function mixOf(mix: Readonly<Record<string, number>>): Mix {
  const known = mixes.get(mix) ?? Object.entries(mix);
  mixes.set(mix, known);
  return known;
}

/** Sets when a collector sees the post; a collector with an outage sees it afterwards or never. */
function arrival(scenario: Scenario, draft: Draft, random: Random): SimulatedMention[] {
  const { late } = scenario;
  const delay =
    random() < late.share
      ? Math.min(logNormal(late.medianMinutes, 0.9, random), late.maxHours * 60) * MINUTE_MS
      : 4_000 + random() * MINUTE_MS;
  const outage = scenario.outages.find(
    (one) => one.source === draft.source && draft.publishedAt >= one.from && draft.publishedAt < one.to,
  );
  if (outage !== undefined && !outage.backfilled) return [];
  const seen = draft.publishedAt + delay;
  const back = outage === undefined ? seen : Math.max(seen, outage.to + random() * 20 * MINUTE_MS);
  return [{ ...draft, arrivesAt: Math.floor(back) }];
}
