/** A comparison in one sentence: which differences are clear and which are not. */
import type { ComparedMeasures } from '../../detect/compare/comparison.ts';
import { ALIGNMENT_WORDS } from './alignment.ts';
import type { ComparedPeak, ComparisonReport } from './report.ts';
import { estimateDuration, multipleText, timesText } from '../text/labels.ts';

type Measured = ComparedMeasures & { readonly trajectory: NonNullable<ComparedMeasures['trajectory']> };

const level = (one: Measured) => multipleText(one.trajectory.peak.multiple);
const half = (one: Measured) => estimateDuration(one.trajectory.halfLifeHours, one.trajectory.precision);

export function comparisonSummary(comparison: ComparisonReport): string {
  const measured = comparison.measures.filter((one): one is Measured => one.trajectory !== undefined);
  const [a, b] = measured;
  if (!a || !b || measured.length < comparison.measures.length) {
    return `${comparison.measures.length} incidents. Day 0 is ${ALIGNMENT_WORDS[comparison.align].meaning}.`;
  }
  return measured.length === 2 ? ofTwo(comparison, a, b) : ofMany(comparison, measured);
}

/** The peak that the page of the incident shows. */
function peakOf(comparison: ComparisonReport, one: Measured): ComparedPeak | undefined {
  return comparison.incidents[comparison.measures.indexOf(one)]?.peak;
}

/**
 * Their peaks, as on their pages: `64× usual against 12×`. Where single hours are in another order than the means of three
 * hours, which the verdict is of, those means.
 */
function heights(comparison: ComparisonReport, one: Measured, other: Measured): string {
  const [x, y] = [peakOf(comparison, one), peakOf(comparison, other)];
  const higher = one.trajectory.peak.multiple >= other.trajectory.peak.multiple;
  if (!x || !y || x.series !== y.series) return `${level(one)} normal against ${level(other)}`;
  if (higher !== x.times >= y.times)
    return `over ${span(comparison)} ${level(one)} normal against ${level(other)}`;
  return `${timesText(x)} usual against ${timesText(y)}`;
}

const span = ({ byDay }: ComparisonReport) => (byDay ? 'a day' : 'three hours');

function ofTwo(comparison: ComparisonReport, a: Measured, b: Measured): string {
  const verdict = (name: string) => comparison.differences.find((one) => one.measure === name)?.verdict;
  const order = (name: string): readonly [Measured, Measured] | undefined => {
    const found = verdict(name);
    return found === 'more' ? [a, b] : found === 'less' ? [b, a] : undefined;
  };
  const higher = order('peak-multiple');
  const slower = order('half-life');
  const both = `${a.label} and ${b.label}`;
  if (higher && slower && higher[0] === slower[0]) {
    const [top, low] = higher;
    return `${top.label} rose higher (${heights(comparison, top, low)}) and took longer to halve (${half(top)} against ${half(low)}).`;
  }
  const rose = higher
    ? `${higher[0].label} rose higher (${heights(comparison, ...higher)})`
    : `No clear difference in height between ${both} (${heights(comparison, a, b)})`;
  const fell = slower
    ? `${slower[0].label} took longer to halve (${half(slower[0])} against ${half(slower[1])})`
    : `no clear difference in how fast they fell (half-life ${half(a)} against ${half(b)})`;
  return `${rose}; ${fell}.`;
}

/** For more than two only the order of the estimates; the differences are listed pair by pair. */
function ofMany(comparison: ComparisonReport, measured: readonly Measured[]): string {
  const by = (value: (one: Measured) => number) =>
    measured.toSorted((x, y) => value(y) - value(x))[0] as Measured;
  const highest = by((one) => one.trajectory.peak.multiple);
  const slowest = by((one) => one.trajectory.halfLifeHours.value);
  const [own, ...others] = [highest, ...measured.filter((one) => one !== highest)].map((one) =>
    peakOf(comparison, one),
  );
  const top = own && others.every((one) => one?.series === own.series && one.times <= own.times);
  const height = top ? `${timesText(own)} usual` : `${level(highest)} normal`;
  return `Of ${measured.length} incidents, ${highest.label} was measured highest (${height}) and ${slowest.label} slowest to halve (${half(slowest)}).`;
}
