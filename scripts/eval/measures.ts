/** Measures of classifiers: plain functions of what was said and what is true. */

/** Mean of the recalls of the three classes in %, the measure of SemEval 2017 task 4A and TweetEval. */
export function macroRecall(truth: readonly number[], said: readonly number[]): number {
  let sum = 0;
  for (const label of [0, 1, 2]) {
    const of = truth.flatMap((t, i) => (t === label ? [said[i]] : []));
    sum += of.filter((s) => s === label).length / of.length;
  }
  return (100 * sum) / 3;
}

/** Pearson's r. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((x, y) => x + y, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((x, i) => {
    const y = b[i]!;
    ab += (x - ma) * (y - mb);
    aa += (x - ma) ** 2;
    bb += (y - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

export interface Hits {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Of the positives called, and of those that are. */
export function hitsOf(said: readonly boolean[], truth: readonly boolean[]): Hits {
  const both = said.filter((s, i) => s && truth[i]).length;
  const called = said.filter(Boolean).length;
  const real = truth.filter(Boolean).length;
  return { precision: both / called, recall: both / real, f1: (2 * both) / (called + real) };
}

/** Expected calibration error over ten equal bins (Guo et al. 2017), each text weighed by `weights`. */
export function calibrationError(
  p: readonly number[],
  truth: readonly boolean[],
  weights: readonly number[],
): number {
  const bins = Array.from({ length: 10 }, () => ({ weight: 0, p: 0, true: 0 }));
  p.forEach((x, i) => {
    const bin = bins[Math.min(9, Math.floor(10 * x))]!;
    bin.weight += weights[i]!;
    bin.p += weights[i]! * x;
    bin.true += truth[i] ? weights[i]! : 0;
  });
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return bins.reduce((sum, bin) => sum + Math.abs(bin.p - bin.true), 0) / total;
}

/** Slope of a straight line by least squares. */
export function slope(x: readonly number[], y: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xy, xx] = [0, 0];
  x.forEach((v, i) => {
    xy += (v - mx) * (y[i]! - my);
    xx += (v - mx) ** 2;
  });
  return xy / xx;
}
