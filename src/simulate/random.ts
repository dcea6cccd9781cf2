/** Draws from a seeded uniform generator. */
import type { Random } from '../domain/clock.ts';

/** One of the values, all equally likely. */
export function pick<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}

/** A key by its weight. */
export function pickWeighted(weights: readonly (readonly [string, number])[], random: Random): string {
  let at = random() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of weights) {
    at -= weight;
    if (at < 0) return key;
  }
  const last = weights.at(-1);
  if (last === undefined) throw new Error('Nothing to pick from');
  return last[0];
}

/** Standard normal (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal with the given median. */
export function logNormal(median: number, sigma: number, random: Random): number {
  return median * Math.exp(sigma * normal(random));
}

/** Poisson by multiplication (Knuth), in steps that do not underflow. */
export function poisson(mean: number, random: Random): number {
  let count = 0;
  let left = mean;
  while (left > 0) {
    const limit = Math.exp(-Math.min(left, 30));
    for (let product = random(); product > limit; product *= random()) count++;
    left -= 30;
  }
  return count;
}

/** Gamma with mean `shape` (Marsaglia and Tsang 2000). */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Negative binomial: Poisson whose rate varies; variance is mean + mean² ÷ size. */
export function negativeBinomial(mean: number, size: number, random: Random): number {
  return mean > 0 ? poisson((mean * gamma(size, random)) / size, random) : 0;
}
