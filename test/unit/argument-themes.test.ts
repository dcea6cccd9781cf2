/** Groups of simulated posts against the themes that they were made from: V-measure (Rosenberg and Hirschberg 2007). */
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import type { ArgumentPost } from '../../src/detect/arguments/argument.ts';
import { findArguments } from '../../src/detect/arguments/find-arguments.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { SimulatedMention } from '../../src/simulate/truth.ts';

const entropy = (labels: readonly string[]): number => {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / labels.length) * Math.log(n / labels.length), 0);
};

/** Homogeneity, completeness and their harmonic mean. */
function vMeasure(truth: readonly string[], groups: readonly string[]) {
  const both = entropy(truth.map((theme, i) => `${theme} ${groups[i]}`));
  const homogeneity = 1 - (both - entropy(groups)) / entropy(truth);
  const completeness = 1 - (both - entropy(truth)) / entropy(groups);
  return { homogeneity, completeness, v: (2 * homogeneity * completeness) / (homogeneity + completeness) };
}

const config = loadConfig(`${packageRoot}/config`);
const scorer = createScorer(config.packs, undefined, false);

function postOf(mention: SimulatedMention, id: number, name: string): ArgumentPost {
  const { title, text, lang, publishedAt, author } = mention;
  const whole = title !== undefined && !text.startsWith(title) ? `${title}\n${text}` : text;
  const score = scorer.score(whole, { brandTerms: [name], ...(lang === undefined ? {} : { lang }) });
  const hits = score.scored ? score.betrayal.categories : [];
  const counted = hits.filter(
    ({ polarity, code }) =>
      polarity === 'concern' && score.scored && (score.betrayal.label || code === 'service_failure'),
  );
  const context = score.scored ? score.betrayal.context.map(({ code }) => ({ code, p: 0.5, place: 0 })) : [];
  return {
    id,
    text: whole,
    at: publishedAt,
    cluster: id,
    author: author?.id,
    sentiment: score.scored ? score.sentiment.label : undefined,
    categories: [
      ...counted.map(({ code, p, span }) => ({ code, p, place: span[0] / whole.length })),
      ...context,
    ],
    simulated: true,
  };
}

/** Themes and groups of the posts that the outcry brought; `one`: those that speak of one theme alone. */
function groupedOutcry(scenarioName: string, shockName: string, hours: number, seed: number) {
  const scenario = loadScenario(`${packageRoot}/config`, scenarioName);
  const from = scenario.shocks.find(({ name }) => name === shockName)!.at;
  const to = from + hours * HOUR_MS;
  const mentions = generate(scenario, seed)
    .mentions.filter(({ publishedAt: at }) => at >= from - 14 * DAY_MS && at < to)
    .toSorted((a, b) => a.publishedAt - b.publishedAt);
  const split = mentions.findIndex(({ publishedAt }) => publishedAt >= from);
  const start = Math.max(0, split - 800);
  const posts = mentions.map((mention, i) =>
    i < start ? undefined : postOf(mention, i, scenario.brand.name),
  );
  const found = findArguments({
    posts: posts.slice(split) as ArgumentPost[],
    usual: posts.slice(start, split) as ArgumentPost[],
    usualHours: (from - mentions[start]!.publishedAt) / HOUR_MS,
    from,
    to,
    names: [scenario.brand.name],
  })!;
  const groups = mentions.slice(split).map(() => 'other');
  posts.slice(split).forEach((post, i) => post!.sentiment === undefined && (groups[i] = 'not read'));
  for (const { mood, members } of found.rest) for (const i of members) groups[i] = mood;
  for (const { key, members } of found.list) for (const i of members) groups[i] = key;
  const pairs = mentions
    .slice(split)
    .map(({ truth }, i) => ({ truth, group: groups[i]! }))
    .filter(({ truth }) => truth.cause !== 'baseline');
  const one = pairs.filter(({ truth }) => truth.categories.length <= 1);
  const measured = (those: typeof pairs, of = those.map(({ group }) => group)) =>
    vMeasure(
      those.map(({ truth }) => truth.theme),
      of,
    );
  const random = seededRandom(seed);
  const shuffled = one
    .map(({ group }) => ({ group, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ group }) => group);
  return { list: found.list, one: measured(one), all: measured(pairs), control: measured(one, shuffled) };
}

const RUNS = [
  ['whatsapp-2016', 'outcry', 40],
  ['spotify-2015', 'outcry', 30],
  ['confounded', 'new-terms', 48],
] as const;

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('arguments of simulated outcries', () => {
  const seeds = [31, 32];
  const runs = RUNS.flatMap(([name, shock, hours]) =>
    seeds.map((seed) => groupedOutcry(name, shock, hours, seed)),
  );

  it('are the themes, where a post speaks of one', () => {
    expect(meanOf(runs.map(({ one }) => one.v))).toBeGreaterThanOrEqual(0.7);
    for (const { one } of runs) expect(one.v).toBeGreaterThanOrEqual(0.65);
  });

  it('are mostly the themes, where the truth names the first of two', () => {
    for (const { all } of runs) expect(all.v).toBeGreaterThanOrEqual(0.6);
  });

  it('are a handful', () => {
    for (const { list } of runs) {
      expect(list.length).toBeGreaterThanOrEqual(3);
      expect(list.length).toBeLessThanOrEqual(7);
    }
  });

  it('control: shuffled groups have nothing to do with the themes', () => {
    for (const { control } of runs) expect(control.v).toBeLessThan(0.1);
  });
});
