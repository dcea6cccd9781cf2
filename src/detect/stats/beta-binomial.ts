/** Counts whose share is itself uncertain: the beta-binomial distribution. */
import { logGamma } from './special-functions.ts';

/** ln P(hits of total) where the share is Beta(a, b), without the binomial coefficient. Counts may be fractions. */
export function logBetaBinomial(hits: number, total: number, a: number, b: number): number {
  return logBeta(hits + a, total - hits + b) - logBeta(a, b);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
