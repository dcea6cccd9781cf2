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

  /** The same, and `answers.1.text`: of a list only the first entry has names. */
  findDeep(name: string): string | undefined {
    const path = name.trim();
    const [list] = /^.+?(?=\.\d+(?:\.|$))/.exec(path) ?? [];
    return this.find(path) ?? (list !== undefined && this.#exact.has(`${list}.0`) ? path : undefined);
  }

  find(name: string): string | undefined {
    const wanted = name.trim();
    if (this.#exact.has(wanted)) return wanted;
    return this.#squeezed.get(squeeze(wanted) || '\0');
  }
}

/** The alternatives of an expression whose columns are all there. A name that holds `+` or `|` itself goes first. */
export function alternativesOf(
  expression: string,
  columns: Columns,
  find = (name: string) => columns.find(name),
): Alternative[] {
  const whole = find(expression);
  if (whole !== undefined) return [alternative(whole)];
  return expression.split('|').flatMap((choice) => {
    const one = find(choice);
    if (one !== undefined) return [alternative(one)];
    const joined = choice.split('+').map(find);
    return joined.length > 1 && joined.every((name) => name !== undefined) ? [alternative(...joined)] : [];
  });
}

/** A name for a message; quoted where it would read as two. */
export function shownName(name: string): string {
  return /[,;"]|^\s*$/.test(name) ? JSON.stringify(name) : name;
}

/** Names for a message: without control characters, cut after 500 characters. */
export function shownNames(names: readonly string[]): string {
  return cutText(names.slice(0, 100).map(shownName).join(', ').replaceAll(/\p{C}/gu, '\ufffd'), 500);
}

/** Throws UserError where a mapping names columns that are not there. */
export function given(
  field: string,
  expression: string,
  columns: Columns,
  names: readonly string[],
): Alternative[] {
  const found = alternativesOf(expression, columns, (name) => columns.findDeep(name));
  if (found.length > 0) return found;
  throw new UserError(
    `--map ${field}=${shownNames([expression])}: the file has no such column (it has ${shownNames(names)}).`,
  );
}

export function writtenOut(alternatives: readonly Alternative[]): string {
  return alternatives.map(({ columns }) => columns.join(' + ')).join(' | ');
}
