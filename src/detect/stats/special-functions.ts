/**
 * Logarithms of the incomplete gamma and beta functions, from which the tails of count
 * distributions follow. Series and continued fractions: NIST Digital Library of Mathematical
 * Functions 8.7.1, 8.9.2 and 8.17.22 (dlmf.nist.gov); the fractions are evaluated by the modified
 * Lentz method (Thompson and Barnett 1986).
 */

const EPSILON = 1e-14;
const TINY = 1e-300;
const MAX_STEPS = 200_000;
const HALF_LOG_TWO_PI = 0.918_938_533_204_672_8;

/** ln Γ(x) for x > 0: Stirling's series (DLMF 5.11.1) after shifting small x up to 8. */
export function logGamma(x: number): number {
  let shift = 1;
  let z = x;
  while (z < 8) {
    shift *= z;
    z += 1;
  }
  const i = 1 / (z * z);
  const series = (1 / 12 - i * (1 / 360 - i * (1 / 1260 - i * (1 / 1680 - i * (1 / 1188))))) / z;
  return (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + series - Math.log(shift);
}

/** ln(1 − e^x) for x ≤ 0, without loss near either end. */
function log1mExp(x: number): number {
  if (x >= 0) return Number.NEGATIVE_INFINITY;
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** ln P(a, x), the regularised lower incomplete gamma function; a > 0, x ≥ 0. */
export function logLowerGamma(a: number, x: number): number {
  if (x <= 0) return Number.NEGATIVE_INFINITY;
  return x < a + 1 ? lowerGammaSeries(a, x) : log1mExp(upperGammaFraction(a, x));
}

/** ln Q(a, x) = ln(1 − P(a, x)). */
export function logUpperGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  return x < a + 1 ? log1mExp(lowerGammaSeries(a, x)) : upperGammaFraction(a, x);
}

function lowerGammaSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_STEPS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return Math.min(0, a * Math.log(x) - x - logGamma(a) + Math.log(sum));
}

function upperGammaFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MAX_STEPS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const step = c * d;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  return Math.min(0, a * Math.log(x) - x - logGamma(a) + Math.log(h));
}

/**
 * ln I_x(a, b), the regularised incomplete beta function; a, b > 0.
 * `odds` is x / (1 − x), which keeps precision where x is near 0 or 1.
 */
export function logIncompleteBeta(a: number, b: number, odds: number): number {
  if (odds <= 0) return Number.NEGATIVE_INFINITY;
  if (odds === Number.POSITIVE_INFINITY) return 0;
  const x = odds / (1 + odds);
  return x < (a + 1) / (a + b + 2) ? betaFraction(a, b, odds) : log1mExp(betaFraction(b, a, 1 / odds));
}

function betaFraction(a: number, b: number, odds: number): number {
  const x = odds / (1 + odds);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MAX_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < EPSILON) break;
  }
  const front = logGamma(a + b) - logGamma(a) - logGamma(b) - a * Math.log1p(1 / odds) - b * Math.log1p(odds);
  return Math.min(0, front + Math.log(h) - Math.log(a));
}

function nonZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
