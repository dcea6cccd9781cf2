/** Why there is no alarm, in sentences. */
import type { NoAlarm } from '../brand/no-alarm.ts';
import { usuallyText } from '../incident/figures.ts';
import { countOf, formatCount, listText, momentText } from './labels.ts';

const NAMES: Readonly<Record<string, string>> = {
  all: 'posts',
  negative: 'negative posts',
  betrayal: 'posts of broken trust',
};

function posts(count: number, series: string): string {
  if (series === 'all') return countOf(count, 'post');
  return series === 'negative'
    ? countOf(count, 'negative post')
    : `${countOf(count, 'post')} of broken trust`;
}

/** No, one or two sentences. */
export function noAlarmSentences({ nearest, next }: NoAlarm): string[] {
  const sentences: string[] = [];
  if (nearest) {
    const { series, count, expected, needed, start, precision } = nearest;
    const unit = precision === 'day' ? 'day' : 'hour from';
    sentences.push(
      `Nearest to an alarm: ${posts(count, series)} (${usuallyText(expected)}) in the ${unit} ${momentText(start, precision)}. ${formatCount(needed, 0)} would have raised one.`,
    );
  }
  if (next) {
    const { start, needs } = next;
    const limits = needs.map(({ series, needed }) => `${formatCount(needed, 0)} ${NAMES[series] ?? series}`);
    const soFar = needs.map(({ soFar: n }) => formatCount(n, 0));
    sentences.push(
      `In the hour from ${momentText(start, 'hour')} an alarm needs ${either(limits)}; so far: ${listText(soFar)}.`,
    );
  }
  return sentences;
}

/** `a, b or c` */
function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
