/** The measures of a comparison as rows of text, for pages, CSV and print. */
import type { Estimate } from '../../domain/spike.ts';
import { ALIGNMENT_WORDS } from './alignment.ts';
import type { ComparisonReport } from './report.ts';
import {
  estimateCount,
  durationText,
  estimateDuration,
  formatCount,
  multipleText,
  percentText,
  momentText,
  timesText,
} from '../text/labels.ts';

/** One measure of one incident: text for reading, and its interval where it has one. */
interface Cell {
  readonly text: string;
  readonly interval?: string;
}

interface MeasureRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

const NONE: Cell = { text: 'not measured' };

function withInterval(
  estimate: Estimate | undefined,
  text: (e: Estimate) => string,
  one: (v: number) => string,
): Cell {
  if (!estimate) return NONE;
  if (!Number.isFinite(estimate.value))
    return { text: 'did not fall', interval: `${one(estimate.lower)} or more` };
  const end = Number.isFinite(estimate.upper) ? `to ${one(estimate.upper)}` : 'or more';
  return { text: text(estimate), interval: `${one(estimate.lower)} ${end}` };
}

/** Rows in the order in which they are read. */
export function measureRows(comparison: ComparisonReport): MeasureRow[] {
  const { measures, incidents } = comparison;
  const row = (name: string, cell: (i: number) => Cell): MeasureRow => ({
    name,
    cells: measures.map((_, i) => cell(i)),
  });
  const course = (i: number) => measures[i]?.trajectory;
  const precision = comparison.byDay ? ('day' as const) : undefined;
  const unit = precision ?? 'hour';
  const perUnit = precision ? 24 : 1;
  const duration = (hours: number) => durationText(hours, precision);
  const estimate = (of: Estimate) => estimateDuration(of, precision);
  const whole = (value: number) => formatCount(value, 0);
  return [
    row('Onset', (i) => ({ text: momentText(incidents[i]?.onset ?? 0, precision) })),
    row(`Onset after day 0 (${ALIGNMENT_WORDS[comparison.align].name})`, (i) => {
      const lag = measures[i]?.onsetLagHours ?? 0;
      return { text: lag < 0 ? `${duration(-lag)} before` : duration(lag) };
    }),
    row(`Normal, per ${unit}`, (i) => ({
      text: course(i) ? formatCount((course(i)?.baselinePerHour ?? 0) * perUnit, 1) : NONE.text,
    })),
    row('Peak, × usual', (i) => {
      const top = incidents[i]?.peak;
      const of = top?.series === 'all' ? ', of all posts' : '';
      return top ? { text: `${timesText(top)} on ${momentText(top.at, precision)}${of}` } : NONE;
    }),
    row(precision ? 'Peak, per day' : 'Highest three hours, per hour', (i) =>
      course(i)
        ? {
            text: `${formatCount(course(i)?.peak.value ?? 0, 0)} on ${momentText(course(i)?.peak.at ?? 0, precision)}`,
          }
        : NONE,
    ),
    row('Height of the course, × normal', (i) =>
      withInterval(measures[i]?.peakMultiple, (e) => multipleText(e.value), multipleText),
    ),
    row('Extra negative posts', (i) => withInterval(course(i)?.excess, estimateCount, whole)),
    row('Extra negative posts per 1,000 usual posts', (i) =>
      withInterval(measures[i]?.excessPer1000, estimateCount, whole),
    ),
    row('Half-life', (i) => withInterval(course(i)?.halfLifeHours, estimate, duration)),
    row('Recovery', (i) => withInterval(course(i)?.recoveryHours, estimate, duration)),
    ...(measures.some((one) => one.response)
      ? [
          row('Left in the 72 h after the response', (i) =>
            withInterval(measures[i]?.response?.left, (e) => percentText(e.value), percentText),
          ),
        ]
      : []),
    row('Share of broken trust', (i) => ({ text: percentText(measures[i]?.betrayalShare ?? 0) })),
    row('Share of negative', (i) => ({ text: percentText(measures[i]?.negativeShare ?? 0) })),
  ];
}

/** The base of all shares, as on the pages of the incidents. */
export const SHARES_OF = 'Share of all posts in the most severe spike of each incident';

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
