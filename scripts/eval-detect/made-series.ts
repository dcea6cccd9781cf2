/**
 * Made years in which nothing happens (hours, one stream), as the review of the statistics describes them: `nb` negative
 * binomial; `ar`, `ar7` autocorrelated rates; `threadsBig` threads with a heavy tail; `holiday` days that are low or high;
 * `dups` stories that several outlets repeat; `zi` silent most days.
 */
import { seededRandom, type Random } from '../../src/domain/clock.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { sampleCount, sampleNormal } from '../../src/detect/stats/sampling.ts';

export const MADE_KINDS = ['nb', 'ar', 'ar7', 'threads', 'threadsBig', 'holiday', 'dups', 'zi'] as const;
export type MadeKind = (typeof MADE_KINDS)[number];

/** A Monday. */
export const MADE_START = Date.UTC(2026, 0, 5);

/** Mean of an hour with its day and week cycle; 1 on average. */
export function cycle(i: number): number {
  const day = 1 + 0.5 * Math.sin(((i % 24) - 8) * (Math.PI / 12));
  const week = Math.floor(i / 24) % 7 >= 5 ? 0.7 : 1.12;
  return day * week;
}

function autocorrelated(hours: number, memory: number, sd: number, random: Random): number[] {
  let x = sd * sampleNormal(random);
  return Array.from({ length: hours }, () => {
    x = memory * x + sd * Math.sqrt(1 - memory * memory) * sampleNormal(random);
    return Math.exp(x - (sd * sd) / 2);
  });
}

/** Threads begin at random; their posts follow with lognormal delays, median 2.5 hours. */
function threads(
  hours: number,
  mean: number,
  sizeOf: () => number,
  meanSize: number,
  random: Random,
): number[] {
  const counts = new Array<number>(hours).fill(0);
  for (let i = -48; i < hours; i++) {
    const begun = sampleCount((mean * cycle((i + 168) % 168)) / meanSize, 0, random);
    for (let t = 0; t < begun; t++) {
      const at = i + random();
      for (let k = sizeOf(); k > 0; k--) {
        const hour = Math.floor(k === 1 ? at : at + 2.5 * Math.exp(sampleNormal(random)));
        if (hour >= 0 && hour < hours) counts[hour] = (counts[hour] ?? 0) + 1;
      }
    }
  }
  return counts;
}

/** Pareto sizes of threads, at most 400: 1.6 is the exponent, their mean about 2.6. */
function paretoSize(random: Random): number {
  return Math.min(400, Math.floor((1 - random()) ** (-1 / 1.6)));
}

/** Hourly counts of `days` days with `mean` an hour. */
export function madeYear(kind: MadeKind, mean: number, days: number, seed: number): number[] {
  const random = seededRandom(seed);
  const hours = days * 24;
  const drawn = (rate: (i: number) => number, dispersion: number) =>
    Array.from({ length: hours }, (_, i) => sampleCount(mean * cycle(i) * rate(i), dispersion, random));
  if (kind === 'nb') return drawn(() => 1, 0.1);
  if (kind === 'ar' || kind === 'ar7') {
    const rate =
      kind === 'ar' ? autocorrelated(hours, 0.9, 0.4, random) : autocorrelated(hours, 0.98, 0.5, random);
    return drawn((i) => rate[i] ?? 1, 0);
  }
  if (kind === 'threads') {
    const size = () => 1 + Math.floor(Math.log(1 - random()) / Math.log(0.75));
    return threads(hours, mean, size, 4, random);
  }
  if (kind === 'threadsBig') return threads(hours, mean, () => paretoSize(random), 2.4, random);
  if (kind === 'holiday') {
    const days_ = Array.from({ length: days }, () => (random() < 1 / 23 ? (random() < 0.5 ? 0.4 : 1.8) : 1));
    return drawn((i) => days_[Math.floor(i / 24)] ?? 1, 0.1);
  }
  if (kind === 'dups') {
    const counts = drawn(() => 0.5, 0);
    for (let i = 0; i < hours; i++) {
      if (random() >= (mean * 0.5) / 4) continue;
      const repeats = 2 + Math.floor(random() * 5);
      for (let k = 0; k < repeats; k++) {
        const at = Math.min(hours - 1, i + Math.floor(random() * 4));
        counts[at] = (counts[at] ?? 0) + 1;
      }
    }
    return counts;
  }
  const active = Array.from({ length: days }, () => random() < 0.4);
  return drawn((i) => (active[Math.floor(i / 24)] ? 2.5 : 0), 0.1);
}

/** The brand's series: `negative` a quarter of the posts, `betrayal` three in a hundred, drawn from them. */
export function madeBrand(kind: MadeKind, mean: number, days: number, seed: number) {
  const all = madeYear(kind, mean, days, seed);
  const random = seededRandom(seed + 7);
  const thin = (share: number) =>
    all.map((count) => {
      let kept = 0;
      for (let k = 0; k < count; k++) if (random() < share) kept++;
      return kept;
    });
  const series = { all, negative: thin(0.25), betrayal: thin(0.03) };
  return { brand: kind, source: 'all', start: MADE_START, widthMs: HOUR_MS, length: all.length, series };
}

export const YEAR_DAYS = Math.round((365.25 * DAY_MS) / DAY_MS);
