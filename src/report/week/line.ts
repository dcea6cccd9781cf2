/** The numbers of a week in one line: `488 negative, 27% ±2, +40%`. */
import type { Estimate } from '../../domain/spike.ts';
import { formatCount, percentText } from '../text/labels.ts';
import type { BrandWeek, WeekCounts } from './week.ts';

export interface WeekNumber {
  readonly name: 'negative' | 'betrayal' | 'all';
  /** `488 negative`, what it links to. */
  readonly count: string;
  /** `27% ±2, +40%`; empty where neither is known. */
  readonly rest: string;
}

/** Half of the 95% interval in points; one decimal under 1. */
function shareText({ value, lower, upper }: Estimate): string {
  const half = ((upper - lower) / 2) * 100;
  return `${percentText(value)} ±${formatCount(half, half < 1 ? 1 : 0)}`;
}

/** Against the week before: `+40%`; undefined where hours are missing in either or there was none then. */
export function changeText(now: number, before: number | undefined): string | undefined {
  if (before === undefined || before === 0) return undefined;
  const percent = Math.round((now / before - 1) * 100);
  return percent === 0 ? '±0%' : `${percent > 0 ? '+' : '−'}${formatCount(Math.abs(percent), 0)}%`;
}

/** Negative posts, those of broken trust, and all. */
export function weekNumbers(
  week: Pick<BrandWeek, 'counts' | 'before' | 'negativeShare' | 'betrayalShare'>,
): WeekNumber[] {
  const { counts, before, negativeShare, betrayalShare } = week;
  const whole = counts.missingHours === 0 && before?.missingHours === 0;
  const change = (name: keyof WeekCounts) => (whole ? changeText(counts[name], before[name]) : undefined);
  const rest = (...parts: (string | undefined)[]) => parts.filter((part) => part !== undefined).join(', ');
  return [
    {
      name: 'negative',
      count: `${formatCount(counts.negative, 0)} negative`,
      rest: rest(negativeShare && shareText(negativeShare), change('negative')),
    },
    {
      name: 'betrayal',
      count: `${formatCount(counts.betrayal, 0)} of broken trust`,
      rest: rest(betrayalShare && shareText(betrayalShare), change('betrayal')),
    },
    { name: 'all', count: `${formatCount(counts.all, 0)} posts`, rest: rest(change('all')) },
  ];
}

/** Why there is no change to see; undefined where there is one. */
export function noChangeText({ counts, before }: Pick<BrandWeek, 'counts' | 'before'>): string | undefined {
  if (!before || before.all === 0) return 'No week before to compare with.';
  if (before.missingHours === 0 && counts.missingHours === 0) return undefined;
  return 'Not compared with the week before: hours are missing.';
}
