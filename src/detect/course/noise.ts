/**
 * How counts vary around a course: a list of what is thought possible, each with what was believed of it before. The data
 * weigh them (`fit-course.ts`), so an interval is wide where the course is alike with noise that lasts.
 */

import type { Linear } from './linear.ts';

export interface Noise {
  /** Of single buckets, relative to the square of the excess: negative binomial. */
  readonly single: number;
  /** Of rates that wander: standard deviation relative to the excess. */
  readonly wander: number;
  /** Of threads: posts that one post brings with it; the variance is so many times the count. */
  readonly thread: number;
  /** Correlation of the lasting part from one hour to the next. */
  readonly memory: number;
  readonly logPrior: number;
}

const SINGLE = [
  [0, 0.35],
  [0.05, 0.35],
  [0.15, 0.2],
  [0.5, 0.1],
] as const;
const WANDER = [0.2, 0.4, 0.7];
const WANDER_MEMORY = [0.75, 0.9, 0.97];
const THREAD = [1, 4, 16];
const THREAD_MEMORY = [0.6, 0.85];
/** What is believed before of noise without memory, of rates that wander, and of threads. */
const SHARE = { none: 0.15, wander: 0.6, thread: 0.25 };

export const NOISES: readonly Noise[] = SINGLE.flatMap(([single, weight]) => {
  const at = (wander: number, thread: number, memory: number, share: number): Noise => ({
    single,
    wander,
    thread,
    memory,
    logPrior: Math.log(weight * share),
  });
  return [
    at(0, 0, 0.9, SHARE.none),
    ...WANDER.flatMap((sd) => WANDER_MEMORY.map((memory) => at(sd, 0, memory, SHARE.wander / 9))),
    ...THREAD.flatMap((size) => THREAD_MEMORY.map((memory) => at(0, size, memory, SHARE.thread / 6))),
  ];
});

/** A fit begins with this. */
export const FIRST_NOISE: Noise = { single: 0.05, wander: 0.2, thread: 0, memory: 0.9, logPrior: 0 };

/** Variance of ordinary counts relative to their square: of single buckets, and of what lasts for hours. */
export interface OrdinaryNoise {
  readonly single: number;
  readonly lasting: number;
}

/** Share of the variance of an hour that is left in a day's mean where the memory is about .9 an hour. */
const LEFT_IN_A_DAY = 0.5;

/** From the dispersion of hours and of days, less that of the level, which is a parameter of its own. */
export function ordinaryNoise(hour: number, day: number, perDay: number): OrdinaryNoise {
  if (perDay <= 1) return { single: Math.max(0, hour), lasting: 0 };
  const beyond = (day - hour / perDay) / (LEFT_IN_A_DAY - 1 / perDay);
  const lasting = Math.max(0, Math.min(hour, beyond));
  return { single: Math.max(0, hour - lasting), lasting };
}

/** Mean correlation within `width` buckets in a row. */
function within(memory: number, width: number): number {
  if (width <= 1) return 1;
  let sum = width;
  for (let apart = 1; apart < width; apart++) sum += 2 * (width - apart) * memory ** apart;
  return sum / width ** 2;
}

/** Variance of row `i` by itself into `own`, and the standard deviation of its part that lasts into `lasting`. */
export function spreadOf(
  noise: Noise,
  ordinary: OrdinaryNoise,
  rows: Linear,
  i: number,
  own: Float64Array,
  lasting: Float64Array,
): void {
  const [expected, excess, width] = [rows.expected[i] ?? 0, rows.excess[i] ?? 0, rows.widths[i] ?? 1];
  const squares =
    ordinary.single * (rows.expectedSquares[i] ?? 0) + noise.single * (rows.excessSquares[i] ?? 0);
  own[i] = Math.max(1e-9, expected + excess + squares);
  const usual = ordinary.lasting * expected * expected;
  const above = (noise.wander * excess) ** 2 + noise.thread * width * excess;
  lasting[i] = Math.sqrt((usual + above) * within(noise.memory, width));
}
