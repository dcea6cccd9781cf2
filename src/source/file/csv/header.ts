/** The columns of a table: their names, those of one name, and what is known of them from the first rows. */
import { UserError } from '../../../domain/result.ts';
import { printable } from '../../../domain/text.ts';
import { isEmpty, looksLikeTime } from './cells.ts';

export interface Header {
  readonly names: readonly string[];
  /** For each place its name's first place: columns of one name are one, and its first cell that is not empty counts. */
  readonly first: readonly number[];
  /** Places that hold times in nearly all of the first rows. */
  readonly times: readonly number[];
  /** What a person should know. */
  readonly notes: readonly string[];
}

const LISTED = 10;

export const list = (names: readonly string[]) =>
  names
    .slice(0, LISTED)
    .map((name) => printable(name, 60))
    .join(', ') + (names.length > LISTED ? ` and ${names.length - LISTED} more` : '');

function timesOf(sample: readonly (readonly string[])[], width: number): number[] {
  const whole = sample.filter((cells) => cells.length >= width);
  return Array.from({ length: width }, (_, i) => i).filter((i) => {
    const filled = whole.flatMap((cells) => (isEmpty(cells[i] ?? '') ? [] : [cells[i]!]));
    return filled.length > 0 && filled.filter(looksLikeTime).length >= filled.length * 0.8;
  });
}

/**
 * The header of a table whose first rows are `sample`. R writes one name less than there are columns: the row numbers
 * have none. Throws UserError where the first line holds values.
 */
export function headerOf(
  columns: readonly string[] | undefined,
  sample: readonly (readonly string[])[],
): Header {
  if (columns === undefined)
    throw new UserError(
      `The file has no line that names its columns${sample[0] ? ` (it begins with ${list(sample[0])})` : ''}. Put one above the rows, such as id,date,text.`,
    );
  const wider = sample.length > 0 && sample.every((cells) => cells.length === columns.length + 1);
  const rowNames = wider && sample.some((cells) => !isEmpty(cells.at(-1)!));
  const given = rowNames ? ['', ...columns] : [...columns];
  while (
    given.length > 1 &&
    given.at(-1) === '' &&
    sample.every((cells) => isEmpty(cells[given.length - 1] ?? ''))
  )
    given.pop();
  const names = given.map((name, i) => (name === '' ? `column ${i + 1}` : name));
  const places = new Map<string, number>();
  const first = names.map((name, i) => {
    const at = places.get(name) ?? i;
    places.set(name, at);
    return at;
  });
  const twice = [...new Set(names.filter((_, i) => first[i] !== i))];
  const notes =
    twice.length === 0
      ? []
      : [`More than one column is called ${list(twice)}: in each row, the first that is not empty counts.`];
  return { names, first, times: timesOf(sample, names.length), notes };
}
