/** Weighted least squares by groups, so that one group can be left out without going through the data again. */

/** Sums of one group: x xᵀ and x y, each row with its weight. */
export interface GroupSums {
  readonly xx: readonly (readonly number[])[];
  readonly xy: readonly number[];
}

export function groupSums(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  weights: readonly number[],
): GroupSums {
  const size = rows[0]?.length ?? 0;
  const xx = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const xy = new Array<number>(size).fill(0);
  for (const [k, row] of rows.entries()) {
    const weight = weights[k] ?? 0;
    for (let i = 0; i < size; i++) {
      const wx = weight * (row[i] ?? 0);
      xy[i] = (xy[i] ?? 0) + wx * (targets[k] ?? 0);
      const line = xx[i]!;
      for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + wx * (row[j] ?? 0);
    }
  }
  return { xx, xy };
}

/** `a` plus `sign` times `b`. */
export function combined(a: GroupSums, b: GroupSums, sign: 1 | -1): GroupSums {
  return {
    xx: a.xx.map((line, i) => line.map((value, j) => value + sign * (b.xx[i]?.[j] ?? 0))),
    xy: a.xy.map((value, i) => value + sign * (b.xy[i] ?? 0)),
  };
}

/**
 * Coefficients of least squares with a ridge of `ridge` times the diagonal, the constant (first) left out of it, so that columns
 * that are nearly alike do not run away (Hoerl and Kennard 1970). By Cholesky's decomposition.
 */
export function solveSums({ xx, xy }: GroupSums, ridge: number): number[] {
  const size = xy.length;
  const lower = xx.map((line, i) => line.map((value, j) => (i === j && i > 0 ? value * (1 + ridge) : value)));
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      let sum = lower[i]?.[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (lower[i]?.[k] ?? 0) * (lower[j]?.[k] ?? 0);
      // A column without variance gets no coefficient.
      const pivot = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : (lower[j]?.[j] ?? 1);
      lower[i]![j] = i === j ? pivot : sum / pivot;
    }
  }
  const half: number[] = [];
  for (let i = 0; i < size; i++) {
    let sum = xy[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (lower[i]?.[k] ?? 0) * (half[k] ?? 0);
    half.push(sum / (lower[i]?.[i] ?? 1));
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = half[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (lower[k]?.[i] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (lower[i]?.[i] ?? 1);
  }
  return solution;
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
