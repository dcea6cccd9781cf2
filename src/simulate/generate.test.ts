import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Scenario, type ScenarioInput, scenarioSchema } from '../../config/schema/scenario.ts';
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import { generate } from './generate.ts';
import { labelLine, mentionLine, mentionLines, truthJson } from './write.ts';

function shipped(name: string): Scenario {
  const file = new URL(`../../config/scenarios/${name}.yaml`, import.meta.url);
  return scenarioSchema.parse(parse(readFileSync(file, 'utf8')));
}

/** A small scenario: ten days, one shock on the sixth. */
function small(changes: Partial<ScenarioInput> = {}): Scenario {
  return scenarioSchema.parse({
    name: 'small',
    title: 'Small',
    brand: { slug: 'acme', name: 'Acme', domain: 'app', rivals: ['Umbra'] },
    from: '2020-03-02T00:00:00Z',
    to: '2020-03-12T00:00:00Z',
    sources: [
      { id: 'sim:x', kind: 'post', register: 'tweet', weight: 3 },
      { id: 'sim:reviews', kind: 'review', register: 'review', weight: 1 },
    ],
    baseline: { perHour: 10, dispersion: 20 },
    ordinary: { app_talk: 3, praise: 1 },
    shocks: [
      {
        name: 'outcry',
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

const text = (scenario: Scenario, seed: number) =>
  [...mentionLines(generate(scenario, seed).mentions)].join('');

describe('generate', () => {
  test('is a function of scenario and seed', () => {
    expect(text(small(), 7)).toBe(text(small(), 7));
    expect(text(small(), 7)).not.toBe(text(small(), 8));
  });

  test('counts and peak are near the truth', () => {
    const { mentions, truth } = generate(small(), 1);
    const expected = truth.hours.expected.reduce((sum, rate) => sum + rate, 0);
    expect(Math.abs(mentions.length / expected - 1)).toBeLessThan(0.06);
    const peak = Math.max(...truth.hours.observed);
    expect(peak).toBeGreaterThan(160);
    expect(peak).toBeLessThan(290);
    const shock = truth.shocks[0];
    expect(shock?.peakPerHour).toBeCloseTo(200, 0);
    expect(shock?.halfLifeHours).toBeCloseTo(12, 1);
    // Rise: half of 4 hours at the top; fall: 12 h ÷ ln 2, all but the end of it.
    expect(shock?.excess).toBeGreaterThan(3_600);
    expect(shock?.excess).toBeLessThan(200 * (2 + 12 / Math.LN2) + 20);
    const made = truth.counts.byCause['outcry'] ?? 0;
    expect(Math.abs(made / (shock?.excess ?? 1) - 1)).toBeLessThan(0.08);
  });

  test('the shock speaks of its themes, with the share of anger asked for', () => {
    const outcry = generate(small(), 2).mentions.filter((one) => one.truth.cause === 'outcry');
    const negative = outcry.filter((one) => one.truth.sentiment === 'negative');
    expect(negative.length / outcry.length).toBeCloseTo(0.8, 1);
    for (const one of negative) {
      expect(['over_collection', 'exit_intent']).toEqual(expect.arrayContaining([...one.truth.categories]));
    }
  });

  test('a company response bends the curve', () => {
    const at = '2020-03-07T12:00:00Z';
    const [plain] = generate(small(), 1).truth.shocks;
    const [bent] = generate(small({ responses: [{ name: 'sorry', at, decayFactor: 3 }] }), 1).truth.shocks;
    expect(bent?.excess).toBeLessThan((plain?.excess ?? 0) * 0.6);
    expect(bent?.halfLifeHours).toBeLessThan(plain?.halfLifeHours ?? 0);
  });

  test('the share of duplicates is as asked, and their groups are known', () => {
    const { mentions, truth } = generate(small({ duplicateShare: 0.3 }), 3);
    const reposts = Object.values(truth.duplicates).flat();
    expect(reposts.length / mentions.length).toBeGreaterThan(0.26);
    expect(reposts.length / mentions.length).toBeLessThan(0.34);
    const byId = new Map(mentions.map((one) => [one.externalId, one]));
    for (const copy of reposts) {
      const original = byId.get(byId.get(copy)?.truth.duplicateOf ?? '');
      expect(byId.get(copy)?.text.endsWith(original?.text ?? '?')).toBe(true);
    }
  });

  test('late posts arrive late, and the order is that of arrival', () => {
    const { mentions, truth } = generate(
      small({ late: { share: 0.2, medianMinutes: 120, maxHours: 12 } }),
      4,
    );
    expect(truth.counts.late / mentions.length).toBeGreaterThan(0.16);
    const delays = mentions.map((one) => one.arrivesAt - one.publishedAt);
    expect(Math.min(...delays)).toBeGreaterThan(0);
    expect(Math.max(...delays)).toBeLessThanOrEqual(12 * HOUR_MS + 1);
    expect(mentions.every((one, i) => i === 0 || one.arrivesAt >= (mentions[i - 1]?.arrivesAt ?? 0))).toBe(
      true,
    );
  });

  test('during an outage a source delivers nothing, or everything late', () => {
    const span = { source: 'sim:x', from: '2020-03-05T03:00:00Z', to: '2020-03-05T15:00:00Z' };
    const during = (scenario: Scenario) => {
      const [outage] = scenario.outages;
      const within = generate(scenario, 5).mentions.filter(
        (one) => one.publishedAt >= (outage?.from ?? 0) && one.publishedAt < (outage?.to ?? 0),
      );
      return { to: outage?.to ?? 0, x: within.filter((one) => one.source === 'sim:x'), all: within };
    };
    const lost = during(small({ outages: [span] }));
    expect(lost.x).toEqual([]);
    expect(lost.all.length).toBeGreaterThan(0);
    const late = during(small({ outages: [{ ...span, backfilled: true }] }));
    expect(late.x.length).toBeGreaterThan(20);
    expect(late.x.every((one) => one.arrivesAt >= late.to)).toBe(true);
  });

  test('bots are few authors who repeat themselves', () => {
    const bot = {
      at: '2020-03-04T10:00:00Z',
      hours: 2,
      perHour: 60,
      authors: 4,
      theme: 'praise',
      source: 'sim:x',
    };
    const bots = generate(small({ bots: [bot] }), 6).mentions.filter((one) => one.truth.cause === 'bot');
    expect(bots.length).toBeGreaterThan(80);
    expect(new Set(bots.map((one) => one.author?.id)).size).toBe(4);
    expect(bots.filter((one) => one.truth.duplicateOf !== undefined).length).toBe(bots.length - 3);
  });

  test('an unknown theme or source is an error', () => {
    expect(() => generate(small({ ordinary: { nonsense: 1 } }), 1)).toThrow('Unknown theme "nonsense"');
  });
});

describe('shipped scenarios', () => {
  test.each([
    ['spotify-2015', Date.UTC(2015, 7, 20), 8 * 7 * DAY_MS],
    ['whatsapp-2016', Date.UTC(2016, 7, 25, 10), 8 * 7 * DAY_MS],
  ])('%s: size, onset, history and variety', (name, onset, history) => {
    const scenario = shipped(name);
    const { mentions, truth } = generate(scenario, 1);
    expect(mentions.length).toBeGreaterThan(8_000);
    expect(mentions.length).toBeLessThan(12_000);
    const outcry = truth.shocks.find((shock) => shock.name === 'outcry');
    expect(outcry?.onset).toBe(onset);
    expect(onset - truth.from).toBeGreaterThanOrEqual(history);
    const originals = mentions.filter((one) => one.truth.duplicateOf === undefined).map((one) => one.text);
    expect(1 - new Set(originals).size / originals.length).toBeLessThan(0.02);
  });

  test('quiet-launch hardly mentions privacy', () => {
    const { truth, mentions } = generate(shipped('quiet-launch'), 1);
    const privacy = ['over_collection', 'third_party_sharing', 'surveillance', 'tracking_profiling'];
    const hits = privacy.reduce((sum, code) => sum + (truth.counts.byCategory[code] ?? 0), 0);
    expect(hits / mentions.length).toBeLessThan(0.01);
    expect(Math.max(...truth.hours.observed)).toBeGreaterThan(40);
  });

  test('storm parses', () => {
    expect(shipped('storm').shocks[0]?.peakPerHour).toBe(9_000);
  });
});

describe('lines', () => {
  const { mentions, truth } = generate(small(), 9);

  test('have the shape that import reads', () => {
    const review = mentions.find((one) => one.kind === 'review');
    const line = JSON.parse(mentionLine(review ?? mentions[0]!));
    expect(line).toMatchObject({
      source: 'sim:reviews',
      kind: 'review',
      brand: 'acme',
      simulated: true,
      lang: 'en',
    });
    expect(line.publishedAt).toMatch(/^2020-03-\d\dT[\d:.]+Z$/);
    expect(line.rating).toBeGreaterThan(0);
    expect(line).not.toHaveProperty('truth');
  });

  test('the truth beside them is JSON with ISO times', () => {
    const json = JSON.parse(truthJson(truth));
    expect(json).toMatchObject({ scenario: 'small', seed: 9, from: '2020-03-02T00:00:00.000Z' });
    expect(json.shocks[0].onset).toBe('2020-03-07T06:00:00.000Z');
    expect(JSON.parse(labelLine(mentions[0]!))).toHaveProperty('sentiment');
  });
});
