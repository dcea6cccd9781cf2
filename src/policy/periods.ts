/** For how long data is kept: the same sentence with another period. */
import type { Alignment } from './alignment.ts';
import { DAY_MS } from '../domain/series.ts';

export interface PeriodChange {
  /** As the text says it, `five years`. */
  readonly was: string;
  readonly now: string;
  readonly longer: boolean;
}

const KEEPS =
  /\b(?:retain|retains|retained|retention|keep|keeps|kept|store|stores|stored|storage|hold|held|delete|deletes|deleted|deletion|erase|erases|erased|removed)\b/i;
const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fourteen: 14,
  eighteen: 18,
  thirty: 30,
  sixty: 60,
  ninety: 90,
};
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 };
const PERIOD = new RegExp(
  `\\b(\\d{1,4}|${Object.keys(WORDS).join('|')})(?: \\(\\d{1,4}\\))?[ -](?:calendar |business |working )?(hour|day|week|month|year)s?\\b`,
  'gi',
);

interface Period {
  readonly text: string;
  readonly ms: number;
}

function periodsIn(text: string): Period[] {
  return [...text.matchAll(PERIOD)].map(([said, number = '', unit = '']) => {
    const count = WORDS[number.toLowerCase()] ?? Number(number);
    return { text: said, ms: count * (DAYS[unit.toLowerCase()] ?? 0) * DAY_MS };
  });
}

/** Sentences about keeping or deleting that are the same but for their only period. */
export function periodChanges({ added, removed, counterparts }: Alignment): PeriodChange[] {
  const bare = (text: string) => text.replace(PERIOD, '#').toLowerCase();
  const gone = new Map(removed.map((sentence) => [bare(sentence.text), sentence]));
  const found = added.flatMap((sentence): PeriodChange[] => {
    const before = gone.get(bare(sentence.text)) ?? counterparts.get(sentence.key);
    if (!before || !KEEPS.test(sentence.text) || !KEEPS.test(before.text)) return [];
    const [now, ...more] = periodsIn(sentence.text);
    const [was, ...others] = periodsIn(before.text);
    if (!now || !was || more.length + others.length > 0 || now.ms === was.ms) return [];
    return [{ was: was.text, now: now.text, longer: now.ms > was.ms }];
  });
  const distinct = new Map(found.map((one) => [`${one.was}\n${one.now}`, one]));
  return [...distinct.values()];
}
