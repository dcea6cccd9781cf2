/**
 * Shares of a few incidents, with 95% intervals.
 *
 * "Larger than k of n": had the n incidents and this one been drawn from the same kind of incidents, each rank from 0 to n
 * would be as likely, and given the rank the share of all such incidents that are smaller has a Beta(k + 1, n − k + 1)
 * distribution. Its central 95% therefore holds the true share in exactly 95% of libraries of that size, whatever the
 * distribution of sizes is (`share.test.ts` leaves one out of simulated ones).
 *
 * "k of n were reversed": Jeffreys' interval, Beta(k + ½, n − k + ½), up to 0 and 1 at the ends (Brown, Cai and DasGupta
 * 2001, doi:10.1214/ss/1009213286).
 */
import { logIncompleteBeta } from '../detect/stats/special-functions.ts';

export interface Share {
  readonly k: number;
  readonly n: number;
  /** Of the share k ÷ n, 95%. */
  readonly lower: number;
  readonly upper: number;
}

const TAIL = 0.025;

/** The q-quantile of a Beta(a, b) distribution, by bisection. */
export function betaQuantile(q: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i += 1) {
    const x = (low + high) / 2;
    if (Math.exp(logIncompleteBeta(a, b, x / (1 - x))) < q) low = x;
    else high = x;
  }
  return (low + high) / 2;
}

/** "Larger than k of n". */
export function rankOf(value: number, others: readonly number[]): Share {
  const n = others.length;
  const k = others.filter((one) => one < value).length;
  return {
    k,
    n,
    lower: betaQuantile(TAIL, k + 1, n - k + 1),
    upper: betaQuantile(1 - TAIL, k + 1, n - k + 1),
  };
}

/** "k of n". */
export function shareOf(k: number, n: number): Share {
  if (n === 0) return { k, n, lower: 0, upper: 1 };
  return {
    k,
    n,
    lower: k === 0 ? 0 : betaQuantile(TAIL, k + 0.5, n - k + 0.5),
    upper: k === n ? 1 : betaQuantile(1 - TAIL, k + 0.5, n - k + 0.5),
  };
}
