/**
 * Attribution on made years: twelve unrelated outcries and twelve unrelated changes, with and without a change that causes one.
 * Outcries have one topic of ten that their excess posts speak of; changes touch one of the ten. What is false and what is found.
 */
import { attribute } from '../../src/detect/attribution/attribute.ts';
import { findSpikes } from '../../src/detect/spike/find-spikes.ts';
import type { PolicyChange } from '../../src/domain/brand.ts';
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import { type BrandSeries, HOUR_MS } from '../../src/domain/series.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { MADE_START, madeYear } from '../eval-detect/made-series.ts';
import type { TableRow } from '../eval-detect/table-row.ts';
import { meanWithError, rateWithError } from './rates.ts';

const YEARS = 16;
const DAYS = 365;
const PER_HOUR = 5;
const EVENTS = 12;
const TOPICS = Array.from({ length: 10 }, (_, i) => `topic_${i}`);
/** An outcry multiplies the usual posts by so much at its peak, and halves in so many hours. */
const OUTCRY = { times: 8, halfLifeHours: 20, hours: 120 };
/** Its posts speak of its topic, of any other, at these shares; usual posts of each topic. */
const SHARE = { own: 0.5, usual: 0.02 };

interface MadeOutcry {
  readonly hour: number;
  readonly topic: string;
}

/** `topical`: the share of unrelated outcries about the one topic that every change touches too; otherwise all at random. */
function madeYearOf(seed: number, causes: number, topical: number) {
  const random = seededRandom(seed);
  const hourIn = () => 60 * 24 + Math.floor(random() * (DAYS - 70) * 24);
  const topic = () => TOPICS[random() < topical ? 0 : Math.floor(random() * TOPICS.length)]!;
  const changes = Array.from({ length: EVENTS }, (_, k) => ({
    slug: `change-${k}`,
    hour: hourIn(),
    topic: topical > 0 ? TOPICS[0]! : topic(),
  }));
  const unrelated: MadeOutcry[] = Array.from({ length: EVENTS - causes }, () => ({
    hour: hourIn(),
    topic: topic(),
  }));
  // An effect begins some hours after its cause: exponential, mean 12.
  const caused = changes.slice(0, causes).map((change) => ({
    slug: change.slug,
    hour: Math.round(change.hour - 12 * Math.log(1 - random())),
    topic: change.topic,
  }));
  const series = countsOf(seed + 1, [...unrelated, ...caused], random);
  const dated = changes.map(
    ({ slug, hour, topic: touched }): PolicyChange => ({
      slug,
      brand: series.brand,
      title: slug,
      announced: MADE_START + hour * HOUR_MS + 60_000,
      touches: [touched],
      words: [],
      evidence: [],
    }),
  );
  return { series, changes: dated, caused };
}

function countsOf(seed: number, outcries: readonly MadeOutcry[], random: Random): BrandSeries {
  const all = madeYear('nb', PER_HOUR, DAYS, seed);
  const topics = Object.fromEntries(
    TOPICS.map((name) => [name, all.map((count) => sampleCount(count * SHARE.usual, 0, random))]),
  );
  const negative = all.map((count) => Math.round(count / 4));
  for (const { hour, topic } of outcries)
    for (let t = 0; t < OUTCRY.hours && hour + t < all.length; t++) {
      const i = hour + t;
      const added = sampleCount(
        PER_HOUR * (OUTCRY.times - 1) * 0.5 ** (t / OUTCRY.halfLifeHours),
        0.08,
        random,
      );
      const about = sampleCount(added * SHARE.own, 0, random);
      all[i] = (all[i] ?? 0) + Math.max(added, about);
      negative[i] = (negative[i] ?? 0) + added;
      topics[topic]![i] = (topics[topic]![i] ?? 0) + about;
    }
  return {
    brand: 'made',
    source: 'all',
    start: MADE_START,
    widthMs: HOUR_MS,
    length: all.length,
    series: { all, negative, betrayal: all.map(() => 0), ...topics },
  };
}

function judged(label: string, seed: number, causes: number, topical: number): TableRow[] {
  const [falseLikely, falsePossible]: [number[], number[]] = [[], []];
  let [found, possible, caused] = [0, 0, 0];
  for (let year = 0; year < YEARS; year++) {
    const made = madeYearOf(seed + 7_919 * year, causes, topical);
    const spikes = findSpikes(made.series);
    const verdicts = spikes.flatMap((spike) =>
      attribute(spike, made.series, made.changes, [], { spikes }).map((one) => ({
        ...one,
        true: made.caused.some(
          ({ slug, hour }) =>
            slug === one.policyChange && Math.abs(spike.onset - MADE_START - hour * HOUR_MS) <= 12 * HOUR_MS,
        ),
      })),
    );
    const count = (is: boolean, verdict: string) =>
      new Set(
        verdicts
          .filter((one) => one.true === is && one.verdict === verdict)
          .map((one) => `${one.policyChange}`),
      ).size;
    falseLikely.push(verdicts.filter((one) => !one.true && one.verdict === 'very likely').length);
    falsePossible.push(verdicts.filter((one) => !one.true && one.verdict === 'possible').length);
    found += count(true, 'very likely');
    possible += count(true, 'possible');
    caused += made.caused.length;
  }
  const rows: TableRow[] = [
    {
      measure: `attribution, ${label}: false “very likely” a brand-year`,
      value: meanWithError(falseLikely),
      goal: '≤ .1',
      rivals: '.2 to 1.5 before 0.2',
    },
    { measure: `attribution, ${label}: false “possible” a brand-year`, value: meanWithError(falsePossible) },
  ];
  if (caused > 0)
    rows.push({
      measure: `attribution, ${label}: true causes found “very likely”; “possible”`,
      value: `${rateWithError(found, caused)}; ${rateWithError(possible, caused)}`,
      goal: '≥ 80%',
    });
  return rows;
}

export function attributionRows(): TableRow[] {
  return [
    ...judged('12 unrelated outcries and 12 changes', 81_001, 0, 0),
    ...judged('the same, a third of all about one topic that each change touches', 82_001, 0, 0.3),
    ...judged('10 unrelated outcries, 2 that 2 of 12 changes cause', 83_001, 2, 0),
  ];
}
