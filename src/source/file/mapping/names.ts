/** Names of columns as they are compared, and the values behind them, nested ones included. */

/** Levels of nesting that are looked into; listings of sites nest five or six deep. */
const MAX_DEPTH = 7;
/** Names looked at in one row: more than any export has columns. */
const MAX_NAMES = 2_000;

/** Names remembered: presets and headers ask for the same ones again and again. */
const MAX_REMEMBERED = 10_000;

/** Remembers results by name; forgets all when there are too many. */
function remembered<T>(read: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      found = read(name);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(name, found);
    }
    return found;
  };
}

/** A name as people read it: without case, blanks, `_`, `-`, accents, quotes and a byte order mark. */
export const squeeze = remembered((name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]/gu, ''),
);

export interface ColumnName {
  /** As the file writes it; parts of nested names are joined with dots. */
  readonly column: string;
  /** All of it, squeezed. */
  readonly whole: string;
  /** The same without what stands in brackets: `Rating (1-5)`. */
  readonly bare: string;
  /** The last part, squeezed. */
  readonly last: string;
  /** The parts before it, squeezed, without numbers of list entries. */
  readonly parents: readonly string[];
}

/** Parts of `record.text`, `author/name` and `comments/0/text`; a blank beside the sign makes it part of a name. */
function partsOf(column: string): string[] {
  const parts = column.split(/[./](?=[^\s./])/).filter((part) => part.trim() !== '');
  return parts.length > 1 && parts.every((part) => /^[\p{L}\p{N}_$@:-]+$/u.test(part)) ? parts : [column];
}

export const readName = remembered((column: string): ColumnName => {
  const parts = partsOf(column)
    .map(squeeze)
    .filter((part) => !/^\d*$/.test(part));
  const whole = squeeze(column);
  // `(view) source` is a link to the source: only what stands behind a name explains it.
  const bare = /^\s*[([]/.test(column)
    ? whole
    : squeeze(column.replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, '')) || whole;
  const nested = parts.length > 1;
  return {
    column,
    whole,
    bare,
    last: nested ? parts.at(-1)! : bare,
    parents: nested ? parts.slice(0, -1) : [],
  };
});

type Fields = Readonly<Record<string, unknown>>;

/** An object; a list counts by its first entry. */
function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

/**
 * The names of a row: its own, and those of objects within it joined with dots. Of a list only the first entry is looked
 * into. At most 2,000 names, 7 levels deep.
 */
export function namesOf(fields: Fields): string[] {
  const names: string[] = [];
  function add(part: Fields, prefix: string, depth: number): void {
    const keys = Array.isArray(part) ? Object.keys(part).slice(0, 1) : Object.keys(part);
    for (const key of keys) {
      if (names.length >= MAX_NAMES) return;
      const name = prefix + key;
      names.push(name);
      const below = asFields(part[key]);
      if (below && depth < MAX_DEPTH) add(below, `${name}.`, depth + 1);
    }
  }
  add(fields, '', 1);
  return names;
}

export type ReadColumn = (fields: Fields) => unknown;

/** How the value of a column is found: the field of that name, else nested ones by the parts of the name. */
export function columnReader(column: string): ReadColumn {
  const parts = column.split('.');
  if (parts.length === 1) return (fields) => (Object.hasOwn(fields, column) ? fields[column] : undefined);
  return (fields) => {
    if (Object.hasOwn(fields, column)) return fields[column];
    let value: unknown = fields;
    for (const part of parts) {
      const below = asFields(value);
      if (!below || !Object.hasOwn(below, part)) return undefined;
      value = below[part];
    }
    return value;
  };
}
