/** Clear and unclear differences between incidents, and what changed after a response, one sentence each. */
import type { ComparedDifference, NamedResponse } from '../../detect/compare/comparison.ts';
import type { DifferenceMeasure } from '../../detect/compare/difference.ts';
import type { Estimate } from '../../domain/spike.ts';
import type { ComparisonReport } from './report.ts';
import { formatCount, hoursText } from '../text/labels.ts';

interface Wording {
  /** After `How`. */
  readonly topic: (a: string, b: string) => string;
  readonly more: (a: string, b: string, size: string) => string;
  readonly less: (a: string, b: string, size: string) => string;
  readonly unit: 'times' | 'count' | 'hours';
}

const WORDING: Readonly<Record<DifferenceMeasure, Wording>> = {
  'peak-multiple': {
    topic: (a, b) => `high ${a} and ${b} peaked`,
    more: (a, b, size) => `${a} peaked higher than ${b}, by ${size} normal`,
    less: (a, b, size) => `${a} peaked lower than ${b}, by ${size} normal`,
    unit: 'times',
  },
  'excess-per-1000': {
    topic: (a, b) => `much excess ${a} and ${b} drew for their size`,
    more: (a, b, size) =>
      `${a} drew ${size} more excess mentions than ${b} per 1,000 mentions of an ordinary week`,
    less: (a, b, size) =>
      `${a} drew ${size} fewer excess mentions than ${b} per 1,000 mentions of an ordinary week`,
    unit: 'count',
  },
  'half-life': {
    topic: (a, b) => `soon ${a} and ${b} fell to half`,
    more: (a, b, size) => `${a} fell to half ${size} later than ${b}`,
    less: (a, b, size) => `${a} fell to half ${size} sooner than ${b}`,
    unit: 'hours',
  },
  recovery: {
    topic: (a, b) => `soon ${a} and ${b} were back to normal`,
    more: (a, b, size) => `${a} was back to normal ${size} later than ${b}`,
    less: (a, b, size) => `${a} was back to normal ${size} sooner than ${b}`,
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
    return `How ${words.topic(a, b)} cannot be told apart${why} (difference ${text(lower)} to ${text(upper)}${unit}).`;
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

function halfLifeText(e: Estimate): string {
  const interval = Number.isFinite(e.upper)
    ? `${hoursText(e.lower)} to ${hoursText(e.upper)}`
    : `${hoursText(e.lower)} or more`;
  return Number.isFinite(e.value)
    ? `halved every ${hoursText(e.value)} (${interval})`
    : `did not fall (half-life ${interval})`;
}

/** What the decay was like before and after an answer; a change in time, not a proof of its cause. */
export function responseSentence({ title, before, after, factor, verdict }: NamedResponse): string {
  const times = factor
    ? `, ${formatCount(factor.value, 1)} times as fast (${formatCount(factor.lower, 1)} to ${formatCount(factor.upper, 1)})`
    : '';
  const head = `Before “${title}” the excess ${halfLifeText(before)}, after it ${halfLifeText(after)}`;
  if (verdict === 'faster') return `${head}: it fell faster${times}.`;
  if (verdict === 'slower') return `${head}: it fell more slowly${times}.`;
  return `${head}: the two cannot be told apart.`;
}

/** One sentence for each incident, once any of them has a response within its decay. */
export function responseSentences({ measures }: ComparisonReport): string[] {
  if (!measures.some((one) => one.response)) return [];
  return measures.map(({ label, response }) =>
    response
      ? `${label}: ${responseSentence(response)}`
      : `${label}: no response is known that has enough of the decay before and after it.`,
  );
}
