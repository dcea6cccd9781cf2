/** When a post was written, in a column whose name is not in the vocabulary: `Date of experience`, `original_date`. */
import { readTime } from '../../../ingest/time/read-time.ts';
import { isOfPost } from './candidates.ts';
import type { ColumnName } from './names.ts';
import type { Sample } from './sample.ts';

const TIME = new Set(
  'date datetime time timestamp ts epoch created published posted submitted written sent fecha datum data zeit tarih'.split(
    ' ',
  ),
);
/** Of something else than the writing: what came later, the account, the program that collected it. */
const OTHER = new Set(
  `updated update modified edited edit changed deleted removed reply replied response responded answer answered resolved
  closed solved due end ended start started account user author profile birth birthday joined registered member since scraped
  crawled collected indexed fetched retrieved exported export downloaded installed install purchase purchased order ordered
  delivery delivered last assigned until expiry expires parent quoted retweeted app version release zone range`.split(
    /\s+/,
  ),
);
/** Values that are read. */
const ENOUGH = 50;

function wordsOf(column: string): string[] {
  return column
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

/** A moment, or one that only lacks the order of day and month. */
function isTime(value: unknown): boolean {
  if (typeof value === 'number') return value > 1e8 && 'at' in readTime(value);
  if (typeof value !== 'string' || !/\d/.test(value) || /^\d{1,8}(?:[.,]\d+)?$/.test(value.trim()))
    return false;
  return (
    'at' in readTime(value) ||
    'at' in readTime(value, { order: 'dmy' }) ||
    'at' in readTime(value, { order: 'mdy' })
  );
}

/** Whether the values of a column are times. */
function holdsTimes({ column }: ColumnName, sample: Sample): boolean {
  let count = 0;
  let good = 0;
  for (const value of sample.plain(column)) {
    if (count === ENOUGH) break;
    count += 1;
    if (isTime(value)) good += 1;
  }
  return count > 0 && good / count >= 0.9;
}

/** Columns that hold times under names that say nothing. */
export function timesByValue(names: readonly ColumnName[], sample: Sample): ColumnName[] {
  return names.filter((name) => name.parents.length === 0 && holdsTimes(name, sample));
}

/** The columns whose names speak of a time and whose values are times, in the order of the file. */
export function unknownTimes(names: readonly ColumnName[], sample: Sample): ColumnName[] {
  return names.filter((name) => {
    const words = wordsOf(name.column);
    // Entries of lists and tables within an object are other rows, or parts of one.
    if (
      /\.\d+(?:\.|$)/.test(name.column) ||
      !isOfPost(name) ||
      !words.some((word) => TIME.has(word)) ||
      words.some((word) => OTHER.has(word))
    )
      return false;
    return holdsTimes(name, sample);
  });
}
