/** The measures of a comparison as rows of text, for pages, CSV and print. */
import type { Estimate } from '../domain/spike.ts';
import type { ComparisonReport } from './comparison.ts';
import {
  estimateCount,
  estimateHours,
  formatCount,
  hoursText,
  multipleText,
  percentText,
  timeText,
} from './words.ts';

/** One measure of one incident: text for reading, and its interval where it has one. */
export interface Cell {
  readonly text: string;
  readonly interval?: string;
}

export interface MeasureRow {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** First against second, where a ratio says something. */
  readonly difference?: string;
}

const NONE: Cell = { text: 'not measured' };

function withInterval(
  estimate: Estimate | undefined,
  text: (e: Estimate) => string,
  one: (v: number) => string,
): Cell {
  if (!estimate) return NONE;
  return { text: text(estimate), interval: `${one(estimate.lower)} to ${one(estimate.upper)}` };
}

/** `2.1× as much`, or nothing where one is zero, unknown or cut off by the end of the data. */
function ratioText(a: number | undefined, b: number | undefined): string | undefined {
  if (a === undefined || b === undefined || !(a > 0) || !(b > 0)) return undefined;
  return a >= b ? `first ${formatCount(a / b, 1)}× the second` : `second ${formatCount(b / a, 1)}× the first`;
}

function certain(estimate: Estimate | undefined): number | undefined {
  return estimate && !estimate.censored ? estimate.value : undefined;
}

/** Rows in the order in which they are read. */
export function measureRows(comparison: ComparisonReport): MeasureRow[] {
  const { measures, incidents } = comparison;
  const two = measures.length === 2;
  const compare = (pick: (i: number) => number | undefined) =>
    two ? ratioText(pick(0), pick(1)) : undefined;
  const row = (
    name: string,
    cell: (i: number) => Cell,
    pick?: (i: number) => number | undefined,
  ): MeasureRow => {
    const difference = pick && compare(pick);
    return { name, cells: measures.map((_, i) => cell(i)), ...(difference ? { difference } : {}) };
  };
  const course = (i: number) => measures[i]?.trajectory;
  const whole = (value: number) => formatCount(value, 0);
  return [
    row('Onset', (i) => ({ text: timeText(incidents[i]?.onset ?? 0) })),
    row(`Onset after day 0 (${comparison.align})`, (i) => {
      const lag = measures[i]?.onsetLagHours ?? 0;
      return { text: lag < 0 ? `${hoursText(-lag)} before` : hoursText(lag) };
    }),
    row(
      'Normal, per hour',
      (i) => ({ text: course(i) ? formatCount(course(i)?.baselinePerHour ?? 0, 1) : NONE.text }),
      (i) => course(i)?.baselinePerHour,
    ),
    row(
      'Peak, per hour',
      (i) =>
        course(i)
          ? { text: `${formatCount(course(i)?.peak.value ?? 0, 0)} on ${timeText(course(i)?.peak.at ?? 0)}` }
          : NONE,
      (i) => course(i)?.peak.value,
    ),
    row(
      'Peak, × normal',
      (i) => (course(i) ? { text: multipleText(course(i)?.peak.multiple ?? 0) } : NONE),
      (i) => course(i)?.peak.multiple,
    ),
    row(
      'Excess negative mentions',
      (i) => withInterval(course(i)?.excess, estimateCount, whole),
      (i) => certain(course(i)?.excess),
    ),
    row(
      'Half-life',
      (i) => withInterval(course(i)?.halfLifeHours, estimateHours, hoursText),
      (i) => certain(course(i)?.halfLifeHours),
    ),
    row(
      'Recovery',
      (i) => withInterval(course(i)?.recoveryHours, estimateHours, hoursText),
      (i) => certain(course(i)?.recoveryHours),
    ),
    row('Share of broken trust', (i) => ({ text: percentText(measures[i]?.betrayalShare ?? 0) })),
    row('Share of negative', (i) => ({ text: percentText(measures[i]?.negativeShare ?? 0) })),
  ];
}

/** Taxonomy codes of all incidents with their shares, the largest first. */
export function categoryRows(
  comparison: ComparisonReport,
): { code: string; shares: readonly (number | undefined)[] }[] {
  const codes = new Set(
    comparison.measures.flatMap((one) => one.categories.map((category) => category.code)),
  );
  const rows = [...codes].map((code) => ({
    code,
    shares: comparison.measures.map(
      (one) => one.categories.find((category) => category.code === code)?.share,
    ),
  }));
  const top = (shares: readonly (number | undefined)[]) => Math.max(...shares.map((share) => share ?? 0));
  return rows.toSorted((a, b) => top(b.shares) - top(a.shares) || (a.code < b.code ? -1 : 1));
}

/** The answer of a comparison in a sentence. */
export function comparisonAnswer(comparison: ComparisonReport): string {
  const [a, b] = comparison.measures;
  const [x, y] = [a?.trajectory, b?.trajectory];
  if (!a || !b || !x || !y || comparison.measures.length !== 2) {
    return `${comparison.measures.length} incidents, aligned at the day they were ${comparison.align === 'onset' ? 'first felt' : comparison.align}.`;
  }
  const [high, low] = x.peak.multiple >= y.peak.multiple ? [a, b] : [b, a];
  const [up, down] = [high.trajectory, low.trajectory];
  const slower = x.halfLifeHours.value >= y.halfLifeHours.value ? a : b;
  const halves = [a, b].map((one) => (one.trajectory ? estimateHours(one.trajectory.halfLifeHours) : ''));
  const half = slower === a ? `${halves[0]} against ${halves[1]}` : `${halves[1]} against ${halves[0]}`;
  return `${high.label} rose higher (${multipleText(up?.peak.multiple ?? 0)} normal against ${multipleText(down?.peak.multiple ?? 0)}); ${slower.label} took longer to halve (${half}).`;
}
