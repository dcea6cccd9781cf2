/** The mentions of a file, row by row, with a reason for each refused row. */
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome, UserError } from '../../domain/result.ts';
import { cutText } from '../../domain/text.ts';
import { checkMention } from '../../ingest/check.ts';
import { type Field, mapRow, resolveColumns } from './columns.ts';
import type { OpenFile } from './open.ts';
import type { Row } from './lines.ts';
import { type GrowingReading, newReading, type Reading } from './reading.ts';

const SOURCE = /^[a-z0-9][a-z0-9:._-]{0,63}$/i;
/** Sets of column names remembered; JSON Lines may have a new one on every line. */
const MAX_KNOWN = 1_000;
/** Longest list of columns in a reason. */
const MAX_REASON = 500;

export interface FileOptions {
  readonly brand: string;
  /** The source of every row; by default the row's own, or `file`. */
  readonly source: string | undefined;
  readonly mapping: Partial<Record<Field, string>>;
  readonly now: () => number;
}

/** A row that is no post: deleted, empty or automatic. It is counted and nothing else. */
export interface LeftOut {
  readonly kind: 'leftOut';
  readonly reason: string;
}

export interface FileMention {
  readonly line: number;
  readonly raw: string;
  /** `ok`, `leftOut` or `dead`, the last two with a reason. */
  readonly outcome: Outcome<NewMention> | LeftOut;
}

/** The rows of a file, to be read once, and what is known of the file so far. */
export interface FileMentions extends AsyncIterable<FileMention> {
  readonly reading: Reading;
}

/** Throws UserError for an invalid name of a source. */
export function checkSourceName(name: string): void {
  if (!SOURCE.test(name))
    throw new UserError(`--source ${name}: use letters, digits and : . _ - (at most 64).`);
}

/** What a row without an id is known by: its fields, or its line where they nest too deep to be written. */
function identityOf({ fields, raw }: Extract<Row, { fields: unknown }>): string {
  try {
    return JSON.stringify(fields);
  } catch {
    return raw;
  }
}

/** Reading the rows throws UserError when a CSV header names no column for time or text. */
export function fileMentions(file: OpenFile, options: FileOptions): FileMentions {
  const reading = newReading();
  return { reading, [Symbol.asyncIterator]: () => readRows(file, options, reading) };
}

async function* readRows(
  file: OpenFile,
  options: FileOptions,
  reading: GrowingReading,
): AsyncGenerator<FileMention> {
  const known = new Map<string, Partial<Record<Field, string>>>();

  function columnsOf(fields: Readonly<Record<string, unknown>>) {
    const names = Object.keys(fields);
    const key = names.join('\0');
    const found = known.get(key) ?? resolveColumns(names, options.mapping);
    Object.assign(reading.columns.used, found);
    if (known.size < MAX_KNOWN) known.set(key, found);
    return found;
  }

  function toMention(row: Extract<Row, { fields: unknown }>): Outcome<NewMention> {
    const own = row.fields.source;
    const source = options.source ?? (typeof own === 'string' && SOURCE.test(own) ? own : 'file');
    return checkMention(mapRow(row.fields, columnsOf(row.fields)), {
      source,
      brands: [options.brand],
      kind: 'post',
      now: options.now(),
      identity: () => identityOf(row),
    });
  }

  for await (const row of file.rows) {
    const { line, raw } = row;
    if ('error' in row) {
      yield { line, raw, outcome: dead(row.error) };
      continue;
    }
    try {
      yield { line, raw, outcome: toMention(row) };
    } catch (error) {
      // A CSV has one header for all its rows; in JSON Lines each line has its own fields.
      if (file.kind === 'csv' || !(error instanceof UserError)) throw error;
      yield { line, raw, outcome: dead(cutText(error.message, MAX_REASON)) };
    }
  }
}
