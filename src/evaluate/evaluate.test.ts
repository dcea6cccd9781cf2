import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/clock.ts';
import type { CheckedPost, ReadingCheck } from '../store/reading-checks/port.ts';
import { drawSample, SAMPLE, stratumEnds } from './draw.ts';
import { readingOf, weigh } from './judge.ts';
import { evaluationJson } from './json.ts';
import { evaluateCheck } from './load.ts';
import { suggestionText } from './text.ts';

interface Post {
  readonly id: number;
  readonly p: number;
  readonly truth: boolean;
  readonly read: boolean;
}

/** A reader that misses a third and mistakes 2%, in a brand with 6% of broken trust. */
function brandOf(seed: number, count = 3_000, move = 0): Post[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, id) => {
    const truth = random() < 0.06;
    const high = random() < (truth ? 0.66 : 0.02);
    const p = high ? 0.7 + 0.3 * random() : 0.7 * random() ** (truth ? 1 : 4);
    return { id, p: Math.max(0, p - move), truth, read: p - move >= 0.7 };
  });
}

function labelled(posts: readonly Post[], seed: number) {
  const draw = drawSample(posts, 0.7, seededRandom(seed))!;
  return { draw, labels: draw.posts.map(({ mentionId, stratum }) => ({ ...posts[mentionId]!, stratum })) };
}

function truthOf(posts: readonly Post[]) {
  const [all, read] = [posts.filter(({ truth }) => truth), posts.filter((post) => post.read)];
  const hits = all.filter((post) => post.read).length;
  return { share: all.length / posts.length, precision: hits / read.length, recall: hits / all.length };
}

describe('the sample', () => {
  it('holds a hundred posts, each once, with more than chance near the threshold', () => {
    const posts = brandOf(1);
    const { draw } = labelled(posts, 2);
    expect(draw.posts.map(({ position }) => position)).toEqual(Array.from({ length: SAMPLE }, (_, i) => i));
    expect(new Set(draw.posts.map(({ mentionId }) => mentionId)).size).toBe(SAMPLE);
    const near = (p: number) => p >= 0.7;
    const drawn = draw.posts.filter(({ mentionId }) => near(posts[mentionId]!.p)).length / SAMPLE;
    expect(drawn).toBeGreaterThan(3 * (posts.filter(({ p }) => near(p)).length / posts.length));
    expect(draw.sizes.reduce((a, b) => a + b, 0)).toBe(posts.length);
    // Whoever stops after thirty has labelled some of each stratum.
    expect(new Set(draw.posts.slice(0, 30).map(({ stratum }) => stratum)).size).toBe(6);
  });

  it('takes all posts of a small brand, and none of one with too few', () => {
    expect(drawSample(brandOf(1, 40), 0.7, seededRandom(1))?.posts.length).toBe(40);
    expect(drawSample(brandOf(1, 19), 0.7, seededRandom(1))).toBeUndefined();
  });

  it('corrected posts are strata of their own, and only what was not said is asked', () => {
    const posts = brandOf(1).map((post, i) => ({
      ...post,
      ...(i < 30
        ? { corrected: i < 10 ? { betrayal: true, sentiment: 'negative' as const } : { betrayal: false } }
        : {}),
    }));
    const draw = drawSample(posts, 0.7, seededRandom(3))!;
    expect(draw.sizes.slice(6)).toEqual([20, 0, 10]);
    const own = draw.posts.filter(({ mentionId }) => mentionId < 30);
    expect(own.length).toBe(30);
    expect(own.filter(({ mentionId, position }) => mentionId < 10 && position !== undefined)).toEqual([]);
  });

  it('strata meet at the threshold', () => {
    for (const threshold of [0.05, 0.5, 0.95]) {
      const ends = stratumEnds(threshold);
      expect(ends).toContain(threshold);
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    }
  });
});

describe('estimates', () => {
  const RUNS = 40;
  const runs = Array.from({ length: RUNS }, (_, k) => {
    const posts = brandOf(5_000 + k);
    const { draw, labels } = labelled(posts, 9_000 + k);
    const weighed = weigh(draw.sizes, labels, [true, false], seededRandom(k))!;
    const found = readingOf(weighed, 0, (label) => label);
    return { truth: truthOf(posts), found, plain: truthOf(labels) };
  });
  const mean = (of: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + of(run), 0) / RUNS;

  it('are right on average, and unweighted ones are not (control)', () => {
    for (const name of ['share', 'precision'] as const) {
      const bias = mean(({ found, truth }) => found[name]!.value - truth[name]);
      const spread = Math.sqrt(mean(({ found, truth }) => (found[name]!.value - truth[name] - bias) ** 2));
      expect(Math.abs(bias)).toBeLessThan((3 * spread) / Math.sqrt(RUNS));
    }
    expect(mean(({ plain, truth }) => plain.share - truth.share)).toBeGreaterThan(0.06);
  });

  it('lie within their intervals, which are never of width 0', () => {
    for (const name of ['share', 'precision', 'recall'] as const) {
      const held = mean(({ found, truth }) =>
        found[name]!.lower <= truth[name] && truth[name] <= found[name]!.upper ? 1 : 0,
      );
      expect([name, held >= 0.9]).toEqual([name, true]);
      expect(runs.every(({ found }) => found[name]!.upper > found[name]!.lower)).toBe(true);
    }
  });
});

const CHECK: ReadingCheck = { id: 7, brandId: 1, at: 0, who: 'ann', from: 0, to: 1, sizes: [] };

/** All posts of a sample labelled as they are. */
function checkOf(posts: readonly Post[], labels = SAMPLE): [ReadingCheck, CheckedPost[]] {
  const { draw } = labelled(posts, 11);
  const checked = draw.posts.map(({ mentionId, ...place }, k): CheckedPost => {
    const { p, read, truth } = posts[mentionId]!;
    const feeling = truth ? 'negative' : 'neutral';
    const label = k < labels ? ({ betrayal: truth, sentiment: feeling, at: 1, who: 'ann' } as const) : {};
    return { mentionId, ...place, p, betrayal: read, sentiment: read ? 'negative' : 'neutral', label };
  });
  return [{ ...CHECK, sizes: draw.sizes }, checked];
}

describe('the threshold', () => {
  it('is suggested where another is clearly better, and kept where none is (control)', () => {
    // All probabilities 0.25 too low: at 0.7 three in four are missed.
    const low = evaluateCheck(...checkOf(brandOf(21, 3_000, 0.25)));
    expect(low.suggestion).toMatchObject({ kind: 'better' });
    const { suggestion } = low;
    expect(suggestion.kind === 'better' && suggestion.threshold).toBeLessThan(0.6);
    expect(suggestionText(suggestion, 0.7)).toMatch(
      /^A threshold of 0\.\d+ would read this brand better than 0\.7: F1/,
    );
    expect(evaluateCheck(...checkOf(brandOf(21))).suggestion).toEqual({ kind: 'keep' });
  });

  it('is not touched with too few labels', () => {
    const few = evaluateCheck(...checkOf(brandOf(21, 3_000, 0.25), 30));
    expect(few.suggestion).toMatchObject({ kind: 'too few', labels: 30 });
    expect(few.progress).toEqual({ total: 100, done: 30 });
  });
});

it('corrections count as labels, and the label of the page counts before one', () => {
  const [check, posts] = checkOf(brandOf(31), 0);
  expect(evaluateCheck(check, posts).betrayal).toBeUndefined();
  const corrected = posts.map((post) => ({ ...post, corrected: { betrayal: true } }));
  expect(evaluateCheck(check, corrected).betrayal?.share.value).toBe(1);
  const said = corrected.map((post) => ({ ...post, label: { betrayal: false, at: 1, who: 'ann' } }));
  expect(evaluateCheck(check, said).betrayal?.share.value).toBe(0);
});

it('the same labels give the same figures', () => {
  const [check, posts] = checkOf(brandOf(41));
  const subject = { brand: 'acme', name: 'Acme', threshold: 0.7, own: false };
  const json = () => JSON.stringify(evaluationJson(subject, evaluateCheck(check, posts)));
  expect(json()).toBe(json());
  expect(json()).toContain('"recall":{"value":0.');
});
