/** What the decay around a response is worth: scenarios with a known factor, counts drawn as the generator draws them. */
import { type ScenarioInput, scenarioSchema } from '../../config/schema/scenario.ts';
import { decayAround } from '../../src/detect/compare/response.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { type CountSeries, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { curveOf } from '../../src/simulate/curve.ts';
import { meanOverHour } from '../../src/simulate/event-truth.ts';
import { negativeBinomial } from '../../src/simulate/random.ts';
import type { TableRow } from './table-row.ts';

const FROM = Date.UTC(2024, 0, 1);
const ONSET = FROM + 56 * DAY_MS + 6 * HOUR_MS;
const HALF_LIFE = 40;

interface Case {
  readonly factor: number;
  readonly dayCycle: number;
  readonly peakPerHour: number;
}

const CASES: readonly Case[] = [
  { factor: 1, dayCycle: 0, peakPerHour: 80 },
  { factor: 2, dayCycle: 0, peakPerHour: 80 },
  { factor: 2, dayCycle: 0.3, peakPerHour: 80 },
  { factor: 2, dayCycle: 0, peakPerHour: 30 },
  { factor: 0.6, dayCycle: 0, peakPerHour: 80 },
];

function countsOf(
  { factor, dayCycle, peakPerHour }: Case,
  seed: number,
): { series: CountSeries; at: number } {
  const iso = (at: number) => new Date(at).toISOString();
  const at = ONSET + 36 * HOUR_MS;
  const scenario = scenarioSchema.parse({
    name: 'answered',
    title: 'Answered',
    brand: { slug: 'acme', name: 'Acme', domain: 'app', rivals: ['Umbra'] },
    from: iso(FROM),
    to: iso(ONSET + 21 * DAY_MS),
    sources: [{ id: 'sim:x', kind: 'post', register: 'tweet', weight: 1 }],
    baseline: { perHour: 4, dispersion: 9 },
    ordinary: { app_talk: 1 },
    shocks: [
      {
        name: 'outcry',
        at: iso(ONSET),
        peakPerHour,
        riseHours: 5,
        halfLifeHours: HALF_LIFE,
        dayCycle,
        negativeShare: 1,
        themes: { over_collection: 1 },
      },
    ],
    responses: [{ name: 'sorry', at: iso(at), decayFactor: factor }],
  } satisfies ScenarioInput);
  const random = seededRandom(seed);
  const curve = curveOf(scenario);
  const shock = scenario.shocks[0];
  const hours = Math.round((scenario.to - scenario.from) / HOUR_MS);
  const counts = Array.from({ length: hours }, (_, i) => {
    const hour = scenario.from + i * HOUR_MS;
    const above = shock ? meanOverHour((t) => curve.shock(shock, t), hour) : 0;
    return (
      negativeBinomial(meanOverHour(curve.baseline, hour), scenario.baseline.dispersion, random) +
      negativeBinomial(above, shock?.dispersion ?? 1, random)
    );
  });
  return { series: { start: scenario.from, widthMs: HOUR_MS, counts }, at };
}

/** Coverage of the intervals and how often a change of slope is reported, by case. */
export function responseRows(seeds = 50): TableRow[] {
  return CASES.flatMap((one) => {
    const held = { before: 0, after: 0, factor: 0 };
    let [n, correct, wrong] = [0, 0, 0];
    for (let seed = 1; seed <= seeds; seed++) {
      const { series, at } = countsOf(one, seed);
      const decay = decayAround(series, ONSET, at);
      if (!decay) continue;
      n++;
      const holds = (e: { lower: number; upper: number } | undefined, truth: number) =>
        e !== undefined && e.lower <= truth && truth <= e.upper ? 1 : 0;
      held.before += holds(decay.before, HALF_LIFE);
      held.after += holds(decay.after, HALF_LIFE / one.factor);
      held.factor += holds(decay.factor, one.factor);
      const right = one.factor > 1 ? 'faster' : one.factor < 1 ? 'slower' : 'unclear';
      if (decay.verdict === right) correct++;
      else if (decay.verdict !== 'unclear') wrong++;
    }
    const name = `response, decay × ${one.factor}, peak ${one.peakPerHour} an hour${one.dayCycle > 0 ? ', daily cycle' : ''}`;
    const share = (count: number) => `${Math.round((100 * count) / Math.max(1, n))}%`;
    return [
      { measure: `${name}: measured`, value: `${n} of ${seeds}` },
      {
        measure: `${name}: 95% interval holds the half-life before`,
        value: share(held.before),
        goal: 'at least 90%',
      },
      {
        measure: `${name}: 95% interval holds the half-life after`,
        value: share(held.after),
        goal: 'at least 90%',
      },
      {
        measure: `${name}: 95% interval holds the factor`,
        value: share(held.factor),
        goal: 'at least 90%',
      },
      { measure: `${name}: reported correctly`, value: share(correct) },
      { measure: `${name}: reported wrongly`, value: share(wrong), goal: 'at most 5%' },
    ];
  });
}

if (process.argv[1]?.endsWith('response.ts')) {
  for (const { measure, value, goal } of responseRows())
    process.stdout.write(`${measure}\t${value}${goal === undefined ? '' : `\t(${goal})`}\n`);
}
