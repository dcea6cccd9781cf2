/** Clear and unclear differences between incidents, and what was left after a response, one sentence each. */
import type { ComparedDifference } from '../../detect/compare/comparison.ts';
import type { DifferenceMeasure } from '../../detect/compare/difference.ts';
import type { ComparisonReport } from './report.ts';
import { formatCount } from '../text/labels.ts';
import { responseText } from '../text/response.ts';

interface Wording {
  /** After `No clear difference in`. */
  readonly topic: string;
  readonly more: (a: string, b: string, size: string) => string;
  readonly less: (a: string, b: string, size: string) => string;
  readonly unit: 'times' | 'count' | 'hours';
}

const WORDING: Readonly<Record<DifferenceMeasure, Wording>> = {
  'peak-multiple': {
    topic: 'height',
    more: (a, b, size) => `${a} peaked higher than ${b}, by ${size} normal`,
    less: (a, b, size) => `${a} peaked lower than ${b}, by ${size} normal`,
    unit: 'times',
  },
  'excess-per-1000': {
    topic: 'extra posts for their size',
    more: (a, b, size) =>
      `${a} drew more extra negative posts for its size than ${b}: ${size} more per 1,000 usual posts`,
    less: (a, b, size) =>
      `${a} drew fewer extra negative posts for its size than ${b}: ${size} fewer per 1,000 usual posts`,
    unit: 'count',
  },
  'half-life': {
    topic: 'half-life',
    more: (a, b, size) => `${a} fell to half ${size} later than ${b}`,
    less: (a, b, size) => `${a} fell to half ${size} sooner than ${b}`,
    unit: 'hours',
  },
  recovery: {
    topic: 'recovery',
    more: (a, b, size) => `${a} fell to a twentieth of its peak ${size} later than ${b}`,
    less: (a, b, size) => `${a} fell to a twentieth of its peak ${size} sooner than ${b}`,
    unit: 'hours',
  },
};

const DAYS_FROM = 72;

/** Number and unit apart; both ends of an interval in one unit, with digits enough that neither reads as zero. */
function unitOf(
  unit: Wording['unit'],
  ends: readonly [number, number],
  byDay: boolean,
): { text: (v: number) => string; unit: string } {
  const [least, largest] = [Math.min(...ends.map(Math.abs)), Math.max(...ends.map(Math.abs))];
  const days = unit === 'hours' && (byDay || largest >= DAYS_FROM);
  const scale = days ? 24 : 1;
  const few = largest >= (unit === 'times' ? 20 : 10) && !days;
  // Days that are all that is known are whole.
  if (days && byDay) return { text: (v) => formatCount(v / scale, 0), unit: ' days' };
  const decimals = least / scale < 0.05 ? 2 : least / scale < 1 || (unit !== 'count' && !few) ? 1 : 0;
  const name = { times: '×', count: '', hours: days ? ' days' : ' h' }[unit];
  return { text: (v) => formatCount(v / scale, decimals), unit: name };
}

/** `A fell to half 20 h sooner than B (8 to 33 h).` */
export function differenceSentence(comparison: ComparisonReport, one: ComparedDifference): string {
  const a = comparison.measures[0]?.label ?? '';
  const b = comparison.measures[one.other]?.label ?? '';
  const words = WORDING[one.measure];
  const [lower, upper] = one.verdict === 'less' ? [-one.upper, -one.lower] : [one.lower, one.upper];
  const { text, unit } = unitOf(words.unit, [lower, upper], comparison.byDay);
  if (one.verdict === 'unclear') {
    const cut = {
      first: `the counts of ${a} end before`,
      other: `the counts of ${b} end before`,
      both: 'the counts of both end before',
    };
    const why = one.censored === undefined ? '' : `: ${cut[one.censored]}`;
    return `No clear difference in ${words.topic} between ${a} and ${b}${why} (difference ${text(lower)} to ${text(upper)}${unit}).`;
  }
  const phrase = words[one.verdict];
  if (one.censored !== undefined) {
    const whose = one.censored === 'first' ? a : b;
    return `${phrase(a, b, `at least ${text(lower)}${unit}`)}; the counts of ${whose} end before.`;
  }
  return `${phrase(a, b, `${text(Math.abs(one.value))}${unit}`)} (${text(lower)} to ${text(upper)}${unit}).`;
}

export function differenceSentences(comparison: ComparisonReport): string[] {
  return comparison.differences.map((one) => differenceSentence(comparison, one));
}

/** What was left after each response, once any of the incidents has one. */
export function responseSentences({ measures }: ComparisonReport): string[] {
  if (!measures.some((one) => one.response)) return [];
  return measures.map(
    ({ label, response }) => `${label}: ${response ? responseText(response) : 'no response is known.'}`,
  );
}
