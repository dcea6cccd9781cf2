/**
 * Generalised least squares with a prior, where the noise is that of single values and an autoregressive part of order one
 * (Aitken 1936; the innovations of the Kalman filter whiten both, Harvey 1989, chapter 3).
 */
import type { Linear } from './linear.ts';
import type { Prior } from './shape.ts';

/** Values that are to be explained; a row of `slopes` has one slope for each parameter. */
export interface Rows extends Pick<Linear, 'n' | 'size' | 'steps' | 'values' | 'slopes'> {
  /** Variance of each value by itself, and standard deviation of its lasting part. */
  readonly own: Float64Array;
  readonly lasting: Float64Array;
}

export interface Solved {
  /** Parameters less the mean of the prior. */
  readonly shift: Float64Array;
  /** Lower triangle L of the precision L·Lᵀ, by rows. */
  readonly root: Float64Array;
  /** Log of the marginal likelihood, up to what all noises share. */
  readonly logEvidence: number;
}

/** Undefined where the precision is not positive. `memory` is the correlation from one bucket to the next. */
export function solveRows(rows: Rows, prior: Prior, memory: number): Solved | undefined {
  const { n, size } = rows;
  const a = Float64Array.from(prior.precision);
  const b = new Float64Array(size);
  const mean = new Float64Array(size + 1);
  const fresh = new Float64Array(size + 1);
  let variance = 1;
  let [squares, logs] = [0, 0];
  for (let i = 0; i < n; i++) {
    const step = rows.steps[i] ?? 1;
    const decay = step === 1 ? memory : memory ** step;
    variance = decay * decay * variance + 1 - decay * decay;
    const c = rows.lasting[i] ?? 0;
    const total = c * c * variance + (rows.own[i] ?? 1);
    const gain = (variance * c) / total;
    for (let j = 0; j <= size; j++) {
      const given = j < size ? rows.slopes[i * size + j] : rows.values[i];
      const m = decay * (mean[j] ?? 0);
      const v = (given ?? 0) - c * m;
      fresh[j] = v;
      mean[j] = m + gain * v;
    }
    variance -= gain * c * variance;
    const weight = 1 / total;
    const y = fresh[size] ?? 0;
    squares += weight * y * y;
    logs += Math.log(total);
    for (let j = 0; j < size; j++) {
      const slope = weight * (fresh[j] ?? 0);
      if (slope === 0) continue;
      b[j] = (b[j] ?? 0) + slope * y;
      for (let k = 0; k <= j; k++) a[j * size + k] = (a[j * size + k] ?? 0) + slope * (fresh[k] ?? 0);
    }
  }
  const root = choleskyOf(a, size);
  if (!root) return undefined;
  const half = forward(root, b, size);
  let [fitted, logRoot] = [0, 0];
  for (let j = 0; j < size; j++) {
    fitted += (half[j] ?? 0) ** 2;
    logRoot += Math.log(root[j * size + j] ?? 1);
  }
  return { shift: backward(root, half, size), root, logEvidence: -0.5 * (squares - fitted + logs) - logRoot };
}

/** Lower triangle of the root of a matrix of which the lower triangle is given. */
function choleskyOf(a: Float64Array, size: number): Float64Array | undefined {
  const root = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (root[i * size + k] ?? 0) * (root[j * size + k] ?? 0);
      if (i === j) {
        if (!(sum > 0)) return undefined;
        root[i * size + i] = Math.sqrt(sum);
      } else root[i * size + j] = sum / (root[j * size + j] ?? 1);
    }
  }
  return root;
}

function forward(root: Float64Array, b: Float64Array, size: number): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (root[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (root[i * size + i] ?? 1);
  }
  return x;
}

/** Solves Lᵀ x = b: turns independent standard normal numbers into an error of the parameters, too. */
export function backward(root: Float64Array, b: Float64Array, size: number): Float64Array {
  const x = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (root[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (root[i * size + i] ?? 1);
  }
  return x;
}
