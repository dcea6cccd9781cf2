/**
 * Made outcries over a brand of five posts an hour: the courses and noises of the review of the statistics, mixed with unequal
 * weights. Rise 5 h, peak 40 to 200 posts an hour; an answer with an effect makes time run so many times as fast from then on.
 */
import { seededRandom, type Random } from '../../src/domain/clock.ts';
import { type CountSeries, HOUR_MS } from '../../src/domain/series.ts';
import { sampleCount, sampleNormal } from '../../src/detect/stats/sampling.ts';
import { cycle, MADE_START } from '../eval-detect/made-series.ts';

const COURSES = { exp: 0.3, power: 0.2, biexp: 0.2, plateau: 0.15, waves: 0.15 } as const;
const NOISES = { nb: 0.4, ar: 0.3, threads: 0.3 } as const;
const HISTORY = 56 * 24;
const LENGTH = 240;
const RISE = 5;

export interface MadeOutcry {
  readonly series: CountSeries;
  readonly onset: number;
  readonly course: keyof typeof COURSES;
  readonly noise: keyof typeof NOISES;
  /** The rate of excess that ran in each hour from the onset: with its wandering and the delays of threads, without chance. */
  readonly rate: readonly number[];
}

interface Answer {
  /** Hours from the onset. */
  readonly age: number;
  readonly factor: number;
}

function chosen<T extends string>(weights: Readonly<Record<T, number>>, random: Random): T {
  let rest = random();
  const names = Object.keys(weights) as T[];
  return names.find((name) => (rest -= weights[name]) < 0) ?? names[0]!;
}

/** Excess at an hour over its peak. `vary`: standard deviation of the logarithm of every time and power in it. */
function shapeOf(kind: MadeOutcry['course'], vary: number, random: Random): (hour: number) => number {
  const other = () => Math.exp(vary * sampleNormal(random));
  const [a, b, c] = [other(), other(), other()];
  const wave = () => ({ at: 15 + 85 * random(), size: 0.3 + 0.5 * random() });
  const waves = kind === 'waves' ? Array.from({ length: 1 + Math.floor(random() * 2) }, wave) : [];
  const fall = (t: number) => {
    if (kind === 'power') return (1 + t / (8 * a)) ** (-1.3 * b);
    if (kind === 'biexp') return 0.75 * 0.5 ** (t / (10 * a)) + 0.25 * 0.5 ** (t / (90 * b));
    if (kind === 'plateau') return t < 30 * a ? 1 : 0.5 ** ((t - 30 * a) / (25 * b));
    return 0.5 ** (t / (40 * a));
  };
  return (hour) => {
    const first = hour < RISE ? hour / RISE : fall(hour - RISE);
    const later = waves.map(({ at, size }) =>
      hour < at ? 0 : size * Math.min(1, (hour - at) / 3) * 0.5 ** (Math.max(0, hour - at - 3) / (12 * c)),
    );
    return later.reduce((sum, one) => sum + one, first);
  };
}

interface Drawn {
  readonly counts: readonly number[];
  readonly rate: readonly number[];
}

/** Hours from the begin of an hour with a thread's first post until a reply, as shares of all replies. */
const DELAYS = (() => {
  const random = seededRandom(5);
  const shares = new Array<number>(72).fill(0);
  const draws = 20_000;
  for (let k = 0; k < draws; k++) {
    const hour = Math.floor(random() + 2.5 * Math.exp(sampleNormal(random)));
    if (hour < shares.length) shares[hour] = (shares[hour] ?? 0) + 1 / draws;
  }
  return shares;
})();

/** Threads of four posts on average, their replies with lognormal delays, median 2.5 h. */
function inThreads(mean: (hour: number) => number, random: Random): Drawn {
  const counts = new Array<number>(LENGTH).fill(0);
  for (let i = 0; i < LENGTH; i++) {
    for (let begun = sampleCount(mean(i) / 4, 0, random); begun > 0; begun--) {
      const size = 1 + Math.floor(Math.log(1 - random()) / Math.log(0.75));
      const at = i + random();
      for (let post = 0; post < size; post++) {
        const hour = Math.floor(post === 0 ? at : at + 2.5 * Math.exp(sampleNormal(random)));
        if (hour < LENGTH) counts[hour] = (counts[hour] ?? 0) + 1;
      }
    }
  }
  const rate = counts.map((_, i) =>
    DELAYS.reduce((sum, share, d) => sum + (d > i ? 0 : 0.75 * share * mean(i - d)), 0.25 * mean(i)),
  );
  return { counts, rate };
}

/** Dispersion 0.1, or a rate that wanders (log-AR(1), 0.9 an hour, sd 0.4). */
function byHour(mean: (hour: number) => number, wanders: boolean, random: Random): Drawn {
  let x = 0.4 * sampleNormal(random);
  const rate: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < LENGTH; i++) {
    x = 0.9 * x + 0.4 * Math.sqrt(1 - 0.81) * sampleNormal(random);
    rate.push(mean(i) * (wanders ? Math.exp(x - 0.08) : 1));
    counts.push(sampleCount(rate[i] ?? 0, wanders ? 0 : 0.1, random));
  }
  return { counts, rate };
}

/** The same seed gives the same outcry up to the answer, whatever the answer does. */
export function madeOutcry(seed: number, vary: number, answer?: Answer): MadeOutcry {
  const random = seededRandom(seed);
  const course = chosen(COURSES, random);
  const noise = chosen(NOISES, random);
  const peak = 40 * 5 ** random();
  const shape = shapeOf(course, vary, random);
  const time = (hour: number) =>
    answer === undefined || hour < answer.age ? hour : answer.age + (hour - answer.age) * answer.factor;
  const mean = (hour: number) => peak * shape(time(hour + 0.5));
  const [usual, chance] = [seededRandom(seed + 1), seededRandom(seed + 2)];
  const excess: Drawn = noise === 'threads' ? inThreads(mean, chance) : byHour(mean, noise === 'ar', chance);
  const counts = Array.from(
    { length: HISTORY + LENGTH },
    (_, i) => sampleCount(5 * cycle(i), 0.1, usual) + (excess.counts[i - HISTORY] ?? 0),
  );
  const series = { start: MADE_START, widthMs: HOUR_MS, counts };
  return { series, onset: MADE_START + HISTORY * HOUR_MS, course, noise, rate: excess.rate };
}

export const MOMENTS = ['random', 'worst', 'rising'] as const;
export type MomentKind = (typeof MOMENTS)[number];

/**
 * When the answer comes, in hours from the onset: 7 to 67 h after the peak; after the worst six hours from 8 h past the peak on; once
 * six hours are 15% above the six before. `u`: uniform, for the first.
 */
export function answerAge({ series }: MadeOutcry, kind: MomentKind, u: number): number | undefined {
  const counts = series.counts.slice(HISTORY);
  const sum = (end: number) =>
    counts.slice(end - 6, end).reduce<number>((all, count) => all + (count ?? 0), 0);
  if (kind === 'random') return 12 + Math.floor(60 * u);
  const ages = Array.from({ length: 54 }, (_, k) => 19 + k);
  if (kind === 'worst') return ages.toSorted((a, b) => sum(b) - sum(a) || a - b)[0];
  return ages.find((age) => sum(age) - 30 > 1.15 * (sum(age - 6) - 30));
}
