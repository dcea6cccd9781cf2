/** What `--map` and presets say of a field: `Body`, `Title+Body`, `rawContent|content`. */
import { UserError } from '../../../domain/result.ts';
import { cutText } from '../../../domain/text.ts';
import { columnReader, type ReadColumn, squeeze } from './names.ts';

/** One way to fill a field: a column, or several joined. */
export interface Alternative {
  readonly columns: readonly string[];
  readonly read: readonly ReadColumn[];
}

export function alternative(...columns: readonly string[]): Alternative {
  return { columns, read: columns.map(columnReader) };
}

/** Finds columns as the file writes them, by any spelling of their names. */
export class Columns {
  readonly #exact: ReadonlySet<string>;
  readonly #squeezed = new Map<string, string>();

  constructor(names: readonly string[]) {
    this.#exact = new Set(names);
    for (const name of names) {
      const plain = squeeze(name);
      if (!this.#squeezed.has(plain)) this.#squeezed.set(plain, name);
    }
  }

  find(name: string): string | undefined {
    const wanted = name.trim();
    return this.#exact.has(wanted) ? wanted : this.#squeezed.get(squeeze(wanted) || '\0');
  }
}

/** The alternatives of an expression whose columns are all there. A name that holds `+` or `|` itself goes first. */
export function alternativesOf(expression: string, columns: Columns): Alternative[] {
  const whole = columns.find(expression);
  if (whole !== undefined) return [alternative(whole)];
  return expression.split('|').flatMap((choice) => {
    const one = columns.find(choice);
    if (one !== undefined) return [alternative(one)];
    const joined = choice.split('+').map((name) => columns.find(name));
    return joined.length > 1 && joined.every((name) => name !== undefined) ? [alternative(...joined)] : [];
  });
}

/** Names for a message: without control characters, cut after 500 characters. */
export function shownNames(names: readonly string[]): string {
  return cutText(names.slice(0, 100).join(', ').replaceAll(/\p{C}/gu, '\ufffd'), 500);
}

/** Throws UserError where a mapping names columns that are not there. */
export function given(
  field: string,
  expression: string,
  columns: Columns,
  names: readonly string[],
): Alternative[] {
  const found = alternativesOf(expression, columns);
  if (found.length > 0) return found;
  throw new UserError(
    `--map ${field}=${shownNames([expression])}: the file has no such column (it has ${shownNames(names)}).`,
  );
}

export function writtenOut(alternatives: readonly Alternative[]): string {
  return alternatives.map(({ columns }) => columns.join(' + ')).join(' | ');
}
