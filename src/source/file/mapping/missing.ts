/** What is said where no column is known to hold the time or the text: all that is missing, and what may be meant. */
import { UserError } from '../../../domain/result.ts';
import type { Field } from '../columns.ts';
import { shownName, shownNames } from './expression.ts';

/** Columns that may be meant, by their values. */
export type Meant = Readonly<Partial<Record<Field, string | undefined>>>;

function asList(all: readonly string[]): string {
  return all.join(' and ');
}

export function missingColumns(missing: readonly Field[], names: readonly string[], meant: Meant): UserError {
  const holds = (['publishedAt', 'text'] as const).flatMap((field) => {
    const column = missing.includes(field) ? meant[field] : undefined;
    return column === undefined
      ? []
      : [`${shownName(column)} holds ${field === 'text' ? 'the longest texts' : 'times'}`];
  });
  const options = missing.map(
    (field) => `${field}=${meant[field] === undefined ? 'COLUMN' : quoted(meant[field])}`,
  );
  const may = holds.length === 0 ? '' : ` ${asList(holds)}.`;
  return new UserError(
    `The file has no column for ${asList(missing)} (it has ${shownNames(names)}).${may} Say which: --map ${options.join(',')}.`,
  );
}

/** As it is typed behind `--map`. */
function quoted(column: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(column) ? column : `"${shownNames([column]).replaceAll('"', '')}"`;
}
