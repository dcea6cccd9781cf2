import { describe, expect, test } from 'vitest';
import { type Scenario, type ScenarioInput, scenarioSchema } from '../../config/schema/scenario.ts';
import { HOUR_MS } from '../domain/series.ts';
import { generate } from './generate.ts';
import { mentionLines, truthJson } from './write.ts';

const FROM = '2020-03-02T00:00:00Z';
const OUTAGE = {
  name: 'down',
  cause: 'outage of the service',
  at: '2020-03-07T08:00:00Z',
  peakPerHour: 120,
  riseHours: 1,
  halfLifeHours: 3,
  negativeShare: 0.9,
  themes: { service_failure: 1 },
  otherThemes: { question: 1 },
};

/** Ten days: a policy change on the sixth. */
function scenario(changes: Partial<ScenarioInput> = {}): Scenario {
  return scenarioSchema.parse({
    name: 'small',
    title: 'Small',
    brand: { slug: 'acme', name: 'Acme', domain: 'app', rivals: ['Umbra'] },
    from: FROM,
    to: '2020-03-12T00:00:00Z',
    sources: [{ id: 'sim:x', kind: 'post', register: 'tweet', weight: 1 }],
    baseline: { perHour: 40, dispersion: 200 },
    ordinary: { app_talk: 3, praise: 1 },
    shocks: [
      {
        name: 'terms',
        at: '2020-03-07T06:00:00Z',
        peakPerHour: 200,
        riseHours: 4,
        halfLifeHours: 12,
        negativeShare: 0.8,
        themes: { over_collection: 1, exit_intent: 1 },
      },
    ],
    ...changes,
  } satisfies ScenarioInput);
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('holidays', () => {
  const holidays = [
    { name: 'Feast', date: '2020-03-04', factor: 0.25 },
    { date: '2020-03-05', factor: 2 },
  ];
  const plain = generate(scenario({ shocks: [] }), 3).truth;
  const held = generate(scenario({ shocks: [], holidays }), 3).truth;
  const day = (values: readonly number[], i: number) => sum(values.slice(24 * i, 24 * i + 24));

  test('multiply the baseline of their UTC day and of no other', () => {
    for (const [i, factor] of [1, 1, 0.25, 2, 1, 1].entries()) {
      expect(day(held.hours.baseline, i)).toBeCloseTo(factor * day(plain.hours.baseline, i), 6);
      expect(day(held.hours.expected, i)).toBeCloseTo(day(held.hours.baseline, i), 6);
      expect(Math.abs(day(held.hours.observed, i) / day(held.hours.expected, i) - 1)).toBeLessThan(0.2);
    }
  });

  test('are listed hour by hour, with what they add or remove', () => {
    expect(held.holidays.map((one) => [one.name, one.date, one.factor, one.perHour.length])).toEqual([
      ['Feast', '2020-03-04', 0.25, 24],
      [undefined, '2020-03-05', 2, 24],
    ]);
    expect(held.holidays[0]?.excess).toBeCloseTo(-0.75 * day(plain.hours.baseline, 2), 6);
    expect(sum(held.holidays[1]?.perHour ?? [])).toBeCloseTo(day(plain.hours.baseline, 3), 6);
  });
});

describe('confounders', () => {
  const both = () => scenario({ confounders: [OUTAGE] });

  test('add their own posts with their own themes to those of the shock', () => {
    const { mentions, truth } = generate(both(), 4);
    const down = mentions.filter((one) => one.truth.cause === 'down');
    expect(new Set(down.map((one) => one.truth.theme))).toEqual(new Set(['service_failure', 'question']));
    const [confounder] = truth.confounders;
    expect(confounder).toMatchObject({ name: 'down', cause: 'outage of the service', scope: 'brand' });
    expect(confounder?.onset).toBe(Date.parse(OUTAGE.at));
    expect(confounder?.peakPerHour).toBeCloseTo(120, 0);
    expect(confounder?.halfLifeHours).toBeCloseTo(3, 1);
    // Rise: half an hour at the top; fall: 3 h ÷ ln 2.
    expect(confounder?.excess).toBeGreaterThan(0.97 * 120 * (0.5 + 3 / Math.LN2));
    expect(confounder?.excess).toBeLessThan(1.03 * 120 * (0.5 + 3 / Math.LN2));
    expect(Math.abs(down.length / (confounder?.excess ?? 1) - 1)).toBeLessThan(0.12);
  });

  test('each event is listed hour by hour, and the hours add up to the expected total', () => {
    const { truth } = generate(both(), 4);
    const rebuilt = [...truth.hours.baseline];
    for (const event of [...truth.shocks, ...truth.confounders]) {
      expect(Math.abs(sum(event.perHour) / event.excess - 1)).toBeLessThan(0.01);
      const first = Math.floor((event.onset - truth.hours.start) / HOUR_MS);
      for (const [i, rate] of event.perHour.entries()) rebuilt[first + i] = (rebuilt[first + i] ?? 0) + rate;
    }
    for (const [i, expected] of truth.hours.expected.entries())
      expect(Math.abs((rebuilt[i] ?? 0) - expected)).toBeLessThan(0.002);
  });

  test('no response bends them, as it bends the shock', () => {
    const responses = [{ name: 'sorry', at: '2020-03-07T09:00:00Z', decayFactor: 4 }];
    const [bent, plain] = [generate(scenario({ confounders: [OUTAGE], responses }), 1), generate(both(), 1)];
    expect(bent.truth.confounders).toEqual(plain.truth.confounders);
    expect(bent.truth.shocks[0]?.excess).toBeLessThan(0.7 * (plain.truth.shocks[0]?.excess ?? 0));
  });

  test('what touches all of the topic lifts the rest of it, too; an outage of the brand does not', () => {
    const topic = { perHour: 400, dispersion: 500 };
    const scandal = { ...OUTAGE, name: 'scandal', cause: 'breach of a rival', scope: 'topic' as const };
    const unchanged = generate(scenario({ topic }), 6).truth.topic;
    const lift = (confounders: ScenarioInput['confounders']) => {
      const { truth } = generate(scenario({ topic, confounders }), 6);
      expect(truth.topic?.observed.length).toBe(truth.hours.expected.length);
      expect(Math.abs(sum(truth.topic?.observed ?? []) / sum(truth.topic?.expected ?? []) - 1)).toBeLessThan(
        0.03,
      );
      return sum(truth.topic?.expected ?? []) - sum(unchanged?.expected ?? []);
    };
    expect(lift([OUTAGE])).toBe(0);
    // 400 an hour beside the brand's 40: ten times the brand's own excess.
    const { confounders } = generate(scenario({ confounders: [scandal] }), 6).truth;
    expect(lift([scandal])).toBeCloseTo(10 * sum(confounders[0]?.perHour ?? []), 1);
  });

  test('the rest of the topic changes no mention', () => {
    const bytes = (one: Scenario) => [...mentionLines(generate(one, 7).mentions)].join('');
    expect(bytes(scenario({ topic: { perHour: 9 } }))).toBe(bytes(scenario()));
  });
});

test('the same seed gives the same bytes, of mentions and of truth', () => {
  const rich = () =>
    scenario({
      confounders: [OUTAGE, { ...OUTAGE, name: 'launch', cause: 'launch', scope: 'topic' }],
      holidays: [{ date: '2020-03-09', factor: 0.5 }],
      topic: { perHour: 30 },
    });
  const bytes = (seed: number) => {
    const { mentions, truth } = generate(rich(), seed);
    return [...mentionLines(mentions)].join('') + truthJson(truth);
  };
  expect(bytes(11)).toBe(bytes(11));
  expect(bytes(11)).not.toBe(bytes(12));
  const json = JSON.parse(truthJson(generate(rich(), 11).truth));
  expect(json.confounders[1]).toMatchObject({
    cause: 'launch',
    scope: 'topic',
    onset: '2020-03-07T08:00:00.000Z',
  });
  expect(json.holidays[0].excess).toBeLessThan(0);
});

test('two events of one name and two factors of one day are errors', () => {
  expect(() => scenario({ confounders: [{ ...OUTAGE, name: 'terms' }] })).toThrow(/terms.*is taken/);
  expect(() => scenario({ confounders: [{ ...OUTAGE, name: 'bot' }] })).toThrow(/bot.*is taken/);
  const day = { date: '2020-03-04', factor: 2 };
  expect(() => scenario({ holidays: [day, day] })).toThrow('twice');
});
