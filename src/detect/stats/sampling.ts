/** Random counts for simulation and the bootstrap, from an injected uniform generator. */
import type { Random } from '../../domain/clock.ts';

/** A standard normal number (Box and Muller 1958). */
export function sampleNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A gamma number with mean `shape` and scale 1 (Marsaglia and Tsang 2000). */
export function sampleGamma(shape: number, random: Random): number {
  if (shape < 1) return sampleGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A Poisson count: products of uniforms for small means; larger means are split by a gamma waiting time (Ahrens and Dieter 1974). */
function samplePoisson(mean: number, random: Random): number {
  let rest = mean;
  let count = 0;
  while (rest > 30) {
    const shape = Math.floor(rest * 0.875);
    const wait = sampleGamma(shape, random);
    if (wait > rest) return count + sampleBinomial(shape - 1, rest / wait, random);
    count += shape;
    rest -= wait;
  }
  const floor = Math.exp(-rest);
  for (let product = random(); product > floor; product *= random()) count++;
  return count;
}

/** A count with mean and variance mean + dispersion · mean²: Poisson of a gamma mean. */
export function sampleCount(mean: number, dispersion: number, random: Random): number {
  if (mean <= 0) return 0;
  if (dispersion < 1e-9) return samplePoisson(mean, random);
  return samplePoisson(sampleGamma(1 / dispersion, random) * dispersion * mean, random);
}

/** A binomial count: halved by beta-distributed order statistics until small (Relles 1972). */
function sampleBinomial(trials: number, probability: number, random: Random): number {
  let n = trials;
  let p = probability;
  let count = 0;
  while (n > 20) {
    const middle = Math.floor((n + 1) / 2);
    const a = sampleGamma(middle, random);
    const split = a / (a + sampleGamma(n + 1 - middle, random));
    if (split <= p) {
      count += middle;
      n -= middle;
      p = (p - split) / (1 - split);
    } else {
      n = middle - 1;
      p /= split;
    }
  }
  for (let i = 0; i < n; i++) if (random() < p) count++;
  return count;
}
