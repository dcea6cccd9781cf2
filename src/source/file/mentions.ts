/** The mentions of a file, row by row, with a reason for each row that is refused or left out. */
import type { ImportPreset } from '../../domain/import-preset.ts';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome, UserError } from '../../domain/result.ts';
import { cutText } from '../../domain/text.ts';
import { checkMention } from '../../ingest/check.ts';
import { breather } from '../../thread/breathe.ts';
import type { Field } from './columns.ts';
import { RowMapper } from './mapping/map-row.ts';
import { choosePlan, type Plan } from './mapping/plan.ts';
import { BrandNames, ReadingNotes } from './mapping/report.ts';
import { type Ahead, readAhead, Sample } from './mapping/sample.ts';
import type { OpenFile } from './open.ts';
import { type GrowingReading, newReading, type Reading } from './reading.ts';
import { zoneOfColumns } from './zone-of-column.ts';
import { type Again, type FileTimes, notePrecision, type ReadRow, surveyTimes, timesOf } from './times.ts';

const SOURCE = /^[a-z0-9][a-z0-9:._-]{0,63}$/i;
/** Sets of column names remembered; JSON Lines may have a new one on every line. */
const MAX_KNOWN = 1_000;
/** Longest list of columns in a reason. */
const MAX_REASON = 500;

export interface FileOptions {
  readonly brand: string;
  /** The source of every row; by default the row's own, that of the tool, or `file`. */
  readonly source: string | undefined;
  readonly mapping: Partial<Record<Field, string>>;
  /** Tools whose columns are known. */
  readonly presets?: readonly ImportPreset[];
  /** What the person says about times. */
  readonly times?: FileTimes;
  /** Opens the file once more, to look at all times before any is read; without it the first rows have to do. */
  readonly again?: Again;
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

/**
 * Reading the rows throws UserError when a CSV header names no column for time or text, or when the order of day and month
 * has to be said.
 */
export function fileMentions(file: OpenFile, options: FileOptions): FileMentions {
  const reading = newReading();
  return { reading, [Symbol.asyncIterator]: () => readRows(file, options, reading) };
}

/** Whether a row has one of the columns that a plan reads a field from. */
function has(plan: Plan, field: Field, fields: Readonly<Record<string, unknown>>): boolean {
  return (plan.fields[field] ?? []).some(({ read }) => read.some((one) => one(fields) !== undefined));
}

/** Finds the mapper of a row: that of the file, or one of its own where a row of JSON has other fields. */
class Mappers {
  readonly #options: FileOptions;
  readonly #fixed: boolean;
  readonly #known = new Map<string, RowMapper | UserError>();
  readonly #main: { readonly plan: Plan; readonly mapper: RowMapper } | UserError;

  constructor(sample: Sample, options: FileOptions, fixed: boolean) {
    this.#options = options;
    this.#fixed = fixed;
    this.#main = this.#plan(sample);
    if (fixed && sample.size > 0 && this.#main instanceof UserError) throw this.#main;
  }

  get plan(): Plan | undefined {
    return this.#main instanceof UserError ? undefined : this.#main.plan;
  }

  get mapper(): RowMapper | undefined {
    return this.#main instanceof UserError ? undefined : this.#main.mapper;
  }

  #plan(sample: Sample): { plan: Plan; mapper: RowMapper } | UserError {
    const { mapping, presets = [], brand } = this.#options;
    try {
      const plan = choosePlan(sample, { mapping, presets, fixed: this.#fixed });
      const filter = filters(plan, sample, brand, mapping.brand !== undefined) ? brand : undefined;
      return { plan, mapper: new RowMapper(plan, sample, filter) };
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }

  /** That of a row with other columns. One with a time and no text at all is as good as one with an empty text. */
  #own(row: ReadRow): RowMapper | UserError {
    const own = this.#plan(new Sample([row]));
    if (!(own instanceof UserError)) return own.mapper;
    const main = this.#main instanceof UserError ? undefined : this.#main;
    return main && has(main.plan, 'publishedAt', row.fields) ? main.mapper : own;
  }

  /** What a row gives as its time; undefined where it has none. */
  timeOf(row: ReadRow): unknown {
    try {
      return this.of(row).time(row.fields);
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  /** Throws UserError where nothing in the row holds a text or a time. */
  of(row: ReadRow): RowMapper {
    const main = this.#main instanceof UserError ? undefined : this.#main;
    if (
      main &&
      (this.#fixed || (has(main.plan, 'text', row.fields) && has(main.plan, 'publishedAt', row.fields)))
    )
      return main.mapper;
    const key = Object.keys(row.fields).join('\0');
    let found = this.#known.get(key);
    if (!found) {
      found = this.#own(row);
      if (this.#known.size < MAX_KNOWN) this.#known.set(key, found);
    }
    if (found instanceof UserError) throw found;
    return found;
  }
}

/**
 * Whether rows of other brands are left out: where `--map brand=COLUMN` asks for it, and where a column named `brand` names
 * the brand of the import in one of the first rows. Other columns (queries, alerts) have names of their own.
 */
function filters(plan: Plan, sample: Sample, brand: string, asked: boolean): boolean {
  if (asked) return true;
  const column = plan.fields.brand?.[0]?.columns[0];
  if (column === undefined || !/^brand(?:[\s_-]?name)?$/i.test(column.trim())) return false;
  return new BrandNames(sample.plain(column)).has(brand);
}

const timeColumns = (plan: Plan | undefined): string[] =>
  (plan?.fields.publishedAt ?? []).flatMap(({ columns }) => columns);

/** How the rows of a file become mentions, found by its first rows and its times. */
async function planRows(
  { rows, complete }: Ahead,
  file: OpenFile,
  options: FileOptions,
  reading: GrowingReading,
): Promise<{ toMention: (row: ReadRow) => FileMention['outcome']; end: () => void }> {
  const fixed = file.kind === 'csv';
  const sample = new Sample(rows, fixed);
  const mappers = new Mappers(sample, options, fixed);
  const notes = new ReadingNotes(reading, mappers.plan, mappers.mapper, options);
  const { again } = options;
  const preset = mappers.plan?.preset;
  const times: FileTimes = {
    ...(preset?.dateOrder === undefined ? {} : { order: preset.dateOrder }),
    ...(preset?.timezone === undefined ? {} : { timeZone: preset.timezone }),
    ...options.times,
  };
  const named = times.timeZone === undefined ? zoneOfColumns(timeColumns(mappers.plan)) : undefined;
  const survey = await surveyTimes(
    { rows, complete },
    again,
    (row) => mappers.timeOf(row),
    times,
    options.now(),
  );
  const timeOptions = timesOf({ ...times, ...(named && { timeZone: named.timeZone }) }, survey, reading);
  if (named && reading.zoneAssumed)
    reading.notes.push(`Times without a zone are ${named.timeZone}, as the column "${named.column}" says.`);

  function toMention(row: ReadRow): FileMention['outcome'] {
    const mapped = mappers.of(row).map(row.fields, notes.unread);
    notes.brand(row.fields);
    if (mapped.kind === 'leftOut') {
      notes.leftOut(mapped.reason);
      return mapped;
    }
    const source = options.source ?? mapped.source ?? mappers.plan?.preset?.source ?? 'file';
    const outcome = checkMention(mapped.raw, {
      source,
      brands: [options.brand],
      kind: 'post',
      now: options.now(),
      timeOptions,
      fromFile: true,
    });
    if (outcome.kind === 'ok') {
      notes.fill(outcome.value, mapped);
      notePrecision(reading, outcome.value);
    }
    return outcome;
  }

  return { toMention, end: () => notes.end() };
}

async function* readRows(
  file: OpenFile,
  options: FileOptions,
  reading: GrowingReading,
): AsyncGenerator<FileMention> {
  const ahead = await readAhead(file.rows);
  try {
    const { toMention, end } = await planRows(ahead, file, options, reading);
    const breathe = breather();
    for await (const row of ahead.all) {
      await breathe();
      const { line, raw } = row;
      let outcome: FileMention['outcome'];
      try {
        outcome = 'error' in row ? dead(row.error) : toMention(row);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        outcome = dead(cutText(error.message, MAX_REASON));
      }
      yield { line, raw, outcome };
    }
    end();
  } finally {
    await ahead.close();
  }
}
