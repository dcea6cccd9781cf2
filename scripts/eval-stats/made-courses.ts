/**
 * Made outcries of known courses: 56 ordinary days, then an excess that rises for five hours and falls as an exponential, a
 * power law, at two rates or after a plateau, with the noises of `scripts/eval-detect/made-series.ts`. Its truth is the mean
 * course, not what chance made of it.
 */
import { seededRandom, type Random } from '../../src/domain/clock.ts';
import { sampleCount, sampleNormal } from '../../src/detect/stats/sampling.ts';
import { cycle, madeYear } from '../eval-detect/made-series.ts';

export const FORMS = ['exp', 'power', 'biexp', 'plateau'] as const;
export type Form = (typeof FORMS)[number];
export const NOISES = ['poisson', 'nb', 'ar', 'threads'] as const;
export type NoiseKind = (typeof NOISES)[number];

const BEFORE_DAYS = 56;
const AFTER_DAYS = 30;
const RISE = 5;
export const ONSET = BEFORE_DAYS * 24;

export interface MadeCourse {
  readonly form: Form;
  readonly noise: NoiseKind;
  /** Posts of an ordinary hour, and the height as a multiple of them. */
  readonly base: number;
  readonly multiple: number;
  /** Half-life of the exponential, hours. */
  readonly halfLife?: number;
}

/** Share of the height, `t` hours after the onset. */
function formAt(form: Form, t: number, halfLife: number): number {
  if (t < RISE) return t / RISE;
  const u = t - RISE;
  if (form === 'exp') return 0.5 ** (u / halfLife);
  if (form === 'power') return (1 + u / 8) ** -1.3;
  if (form === 'biexp') return 0.75 * 0.5 ** (u / 10) + 0.25 * 0.5 ** (u / 90);
  return u < 30 ? 1 : 0.5 ** ((u - 30) / 25);
}

/** Shares of the posts of a thread that come so many hours after it began: one at once, the others with lognormal delays. */
const THREAD_SIZE = 4;
const DELAYS = delays();

function delays(): number[] {
  const random = seededRandom(77);
  const shares = new Array<number>(60).fill(0);
  const draws = 40_000;
  for (let i = 0; i < draws; i++) {
    const hour = Math.floor(random() + 2.5 * Math.exp(sampleNormal(random)));
    if (hour < 60) shares[hour] = (shares[hour] ?? 0) + 1 / draws;
  }
  return shares;
}

/** Expected posts above the usual in each hour from the onset. */
export function trueCurve(made: MadeCourse): Float64Array {
  const { form, base, multiple, halfLife = 40, noise } = made;
  const begun = Float64Array.from(
    { length: AFTER_DAYS * 24 },
    (_, i) => base * (multiple - 1) * formAt(form, i + 0.5, halfLife),
  );
  if (noise !== 'threads') return begun;
  return begun.map((own, i) => {
    let later = 0;
    for (let d = 0; d < DELAYS.length && d <= i; d++) later += (DELAYS[d] ?? 0) * (begun[i - d] ?? 0);
    return (own + (THREAD_SIZE - 1) * later) / THREAD_SIZE;
  });
}

/** Hourly counts, the onset at `ONSET`. */
export function madeCounts(made: MadeCourse, seed: number): number[] {
  const random = seededRandom(seed + 3);
  const { base, noise } = made;
  const curve = trueCurve(made);
  const hours = (BEFORE_DAYS + AFTER_DAYS) * 24;
  if (noise === 'threads')
    return withThreads(made, madeYear('threads', base, BEFORE_DAYS + AFTER_DAYS, seed), random);
  const rate = noise === 'ar' ? wandering(hours, random) : undefined;
  const [own, above] = noise === 'nb' ? [0.1, 0.08] : [0, 0];
  return Array.from({ length: hours }, (_, i) => {
    const factor = rate?.[i] ?? 1;
    const usual = sampleCount(base * cycle(i) * factor, own, random);
    return i < ONSET ? usual : usual + sampleCount((curve[i - ONSET] ?? 0) * factor, above, random);
  });
}

function wandering(hours: number, random: Random): number[] {
  const [memory, sd] = [0.9, 0.4];
  let x = sd * sampleNormal(random);
  return Array.from({ length: hours }, () => {
    x = memory * x + sd * Math.sqrt(1 - memory * memory) * sampleNormal(random);
    return Math.exp(x - (sd * sd) / 2);
  });
}

function withThreads(made: MadeCourse, usual: readonly number[], random: Random): number[] {
  const counts = [...usual];
  const { form, base, multiple, halfLife = 40 } = made;
  for (let i = 0; i < AFTER_DAYS * 24; i++) {
    const mean = base * (multiple - 1) * formAt(form, i + 0.5, halfLife);
    const begun = sampleCount(mean / THREAD_SIZE, 0, random);
    for (let t = 0; t < begun; t++) {
      const at = i + random();
      for (let k = 1 + Math.floor(Math.log(1 - random()) / Math.log(0.75)); k > 0; k--) {
        const hour = ONSET + Math.floor(k === 1 ? at : at + 2.5 * Math.exp(sampleNormal(random)));
        if (hour < counts.length) counts[hour] = (counts[hour] ?? 0) + 1;
      }
    }
  }
  return counts;
}
