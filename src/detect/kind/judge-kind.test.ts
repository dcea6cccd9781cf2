import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { seededRandom } from '../../domain/clock.ts';
import { sampleCount } from '../stats/sampling.ts';
import { excessShare } from './excess-share.ts';
import { judgeKind, looksOf } from './judge-kind.ts';
import { brandOf, TEST_START } from '../spike/test-series.ts';
import { postsOfCodes } from './themes.ts';

const DAYS = 40;
const AT = 30 * 24;

/** Ordinary hours, then what `excess` adds for so many hours. */
function brand(excess: Readonly<Record<string, number>>, hours = 24) {
  const names = ['all', 'negative', 'positive', 'betrayal', ...Object.keys(excess)];
  const usual: Record<string, number> = { all: 10, negative: 2, positive: 3, betrayal: 0.2 };
  const counts = [...new Set(names)].map((name, k) => {
    const random = seededRandom(k + 1);
    const at = (i: number) => (i >= AT && i < AT + hours ? (excess[name] ?? 0) : 0);
    return [
      name,
      Array.from({ length: DAYS * 24 }, (_, i) => sampleCount((usual[name] ?? 0.02) + at(i), 0, random)),
    ] as const;
  });
  return brandOf(Object.fromEntries(counts));
}

const judged = (excess: Readonly<Record<string, number>>, hours = 24) => {
  const series = brand(excess, hours);
  const looks = looksOf(series, { from: AT, to: AT + hours }, [], ({ from, to }) => 10 * (to - from));
  return judgeKind(series, { looks, usual: [{ from: 0, to: AT }] });
};

it('leads with the theme that most of the excess is about, with an interval that holds its share', () => {
  const { kind, themes, kindProbability } = judged({
    all: 50,
    negative: 30,
    betrayal: 25,
    price_or_terms: 15,
    deception: 5,
    exit_intent: 9,
  });
  expect([kind, themes.map(({ code }) => code)]).toEqual(['backlash', ['price_terms', 'deception']]);
  expect(kindProbability).toBeGreaterThan(0.9);
  const [{ lower, share, upper }] = themes as [(typeof themes)[0]];
  expect([lower < 0.3, share > lower, upper > share, upper > 0.3]).toEqual([true, true, true, true]);
});

it('a failing service makes complaints, and a price alone too', () => {
  expect(judged({ all: 50, negative: 40, service_failure: 15 })).toMatchObject({
    kind: 'complaints',
    themes: [{ code: 'service' }],
  });
  expect(judged({ all: 50, negative: 30, betrayal: 42, price_or_terms: 42 }).kind).toBe('complaints');
  expect(judged({ all: 50, negative: 30, betrayal: 42, price_or_terms: 42, broken_promise: 10 }).kind).toBe(
    'backlash',
  );
});

it('both sides speak where a large part of the excess is kind while another is angry about conduct', () => {
  const split = { all: 60, negative: 26, positive: 26, betrayal: 14, values_politics: 12 };
  expect(judged(split).polarised).toBe(true);
  expect(judged({ ...split, positive: 1 }).polarised).toBe(false);
  // A launch that pleases most and annoys some is no dispute about conduct.
  expect(judged({ all: 60, negative: 20, positive: 30 }).polarised).toBe(false);
});

it('an outcry of the second day of a launch is found on that day, though the whole pleases', () => {
  const launch = brand({ all: 200, negative: 10 }, 48);
  const anger = brand({ all: 110, negative: 80, betrayal: 40, deception: 30 }, 24);
  const series = Object.fromEntries(
    Object.entries({ ...launch.series, deception: launch.series['all']!.map(() => 0) }).map(
      ([name, counts]) => {
        const of = anger.series[name] ?? [];
        return [name, counts.map((n, i) => (i >= AT + 24 && i < AT + 48 ? (n ?? 0) + (of[i - 24] ?? 0) : n))];
      },
    ),
  );
  const whole = { ...launch, series };
  const looks = looksOf(whole, { from: AT, to: AT + 48 }, [], ({ from, to }) => 10 * (to - from));
  const usual = [{ from: 0, to: AT }];
  expect(looks.map(({ from, to }) => [from - AT, to - AT])).toEqual([
    [0, 48],
    [0, 24],
    [24, 48],
  ]);
  expect(judgeKind(whole, { looks: looks.slice(0, 2), usual }).kind).toBe('attention');
  expect(judgeKind(whole, { looks, usual }).kind).toBe('backlash');
});

it('posts that were not read say nothing about what the others say', () => {
  const read = { all: 20, negative: 12, betrayal: 6 };
  const { kindProbability } = judged(read);
  const most = judged({ ...read, all: 70, unread: 50 });
  expect(most.kind).toBe('backlash');
  expect(most.kindProbability).toBeGreaterThan(kindProbability - 0.1);
  // Control: taken as read, they hide the outcry.
  expect(judged({ ...read, all: 420 }).kind).toBe('attention');
});

it('days are judged three together where nothing else is known', () => {
  const days = { widthMs: DAY_MS };
  expect(looksOf(days, { from: 0, to: 7 }, [], () => 1).map(({ from, to }) => [from, to])).toEqual([
    [0, 7],
    [0, 3],
    [3, 6],
    [6, 7],
  ]);
  expect(looksOf({ widthMs: HOUR_MS }, { from: 5, to: 20 }, [9], () => 1)).toHaveLength(2);
});

it('the interval of a share of the excess covers the truth in 95 of 100, with few posts and with many', () => {
  const random = seededRandom(7);
  for (const n of [6, 30, 120])
    for (const truth of [0.05, 0.3, 0.7]) {
      let covered = 0;
      for (let k = 0; k < 400; k += 1) {
        let hits = 0;
        for (let i = 0; i < n; i += 1) hits += random() < 0.8 * truth + 0.2 * 0.1 ? 1 : 0;
        const { lower, upper } = excessShare(hits, n, 0.8, 0.1);
        covered += lower <= truth && truth <= upper ? 1 : 0;
      }
      expect(covered / 400).toBeGreaterThanOrEqual(0.92);
    }
});

it('a post with two codes of a theme counts about once', () => {
  const series = { betrayal: [40], over_collection: [20], surveillance: [20], deception: [5] };
  const stretch = [{ from: 0, to: 1 }];
  expect(postsOfCodes({ series }, ['over_collection', 'surveillance'], stretch)).toBe(30);
  expect(postsOfCodes({ series }, ['deception', 'none'], stretch)).toBe(5);
  expect(TEST_START).toBeGreaterThan(0);
});
