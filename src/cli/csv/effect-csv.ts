/** The table of `outcry effect`: a date or time column and count columns, as regular series. Pure: files are the caller's. */
import { DAY_MS, MINUTE_MS } from '../../domain/series.ts';
import { printable } from '../../domain/text.ts';
import { isEmpty, looksLikeTime } from '../../source/file/csv/cells.ts';
import { TOTAL } from '../../source/file/csv/table.ts';
import { readTime, type TimeOptions } from '../../ingest/time/read-time.ts';
import { TimeSurvey } from '../../ingest/time/survey.ts';
import { countReader, noCount } from './counts.ts';
import { DetectInputError } from './input-error.ts';

/** A table as it was read from a file. */
export interface RawTable {
  readonly columns: readonly string[] | undefined;
  readonly delimiter: string;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export interface CountTable {
  readonly start: number;
  readonly widthMs: number;
  readonly length: number;
  /** Names of the count columns, in the order of the file; one without a name has its place. */
  readonly columns: readonly string[];
  /** Rows are days by their date, wherever they begin: a day has its own midnight. */
  readonly byDate: boolean;
  /** The counts of a column; null is missing. Throws DetectInputError at a cell that is no count. */
  counts(column: string): (number | null)[];
}

interface Row {
  readonly line: number;
  readonly at: number;
  readonly cells: readonly string[];
}

/** Names of a column of times; where several columns hold times, one of these is it. */
const TIME_NAME =
  /^(?:ds|t|date|day|week|hour|month|time|timestamp|datetime|period|datum|fecha|jour|data)\b/i;

/** The place of the column of times: most of its first cells are some. -1 where there is none. */
function timePlace({ columns = [], rows }: RawTable, options: TimeOptions): number {
  const width = Math.max(columns.length, ...rows.slice(0, 100).map(({ cells }) => cells.length));
  const places = Array.from({ length: width }, (_, i) => i).filter((i) => {
    const first = rows.slice(0, 20).map(({ cells }) => cells[i] ?? '');
    const times = first.filter((cell) => looksLikeTime(cell) || !('problem' in readTime(cell, options)));
    return times.length * 2 >= first.length;
  });
  return places.find((i) => TIME_NAME.test(columns[i] ?? '')) ?? places[0] ?? -1;
}

/** The order of day and month, and whether all rows have one time of day: what no cell alone says. */
function timeOptions(cells: readonly { line: number; cell: string }[], given: TimeOptions): TimeOptions {
  // The same table is read the same at any time: that a date lies in the future decides nothing.
  const survey = new TimeSurvey(given, Number.POSITIVE_INFINITY);
  for (const { line, cell } of cells) survey.add(line, cell);
  const { found, unclear } = survey.result();
  const example = unclear?.examples[0];
  if (example && unclear.asks)
    throw new DetectInputError(
      example.line,
      `"${printable(example.value, 40)}" may be a day of two months; say --date-format dmy or mdy, or write it as 2026-01-31`,
    );
  return { ...found, ...given };
}

/**
 * Reads a table. The width of a bucket is the smallest step between rows; rows that are not there are missing, and so is a
 * last row of totals.
 * Throws DetectInputError with the line where it cannot be read.
 */
export function readCountTable(raw: RawTable, given: TimeOptions = {}): CountTable {
  const { columns, delimiter } = raw;
  const filled = raw.rows.filter(({ cells }) => !cells.every(isEmpty));
  const last = filled.at(-1);
  const rows =
    last && TOTAL.test(last.cells.find((cell) => !isEmpty(cell)) ?? '') ? filled.slice(0, -1) : filled;
  const first = rows[0];
  if (!first)
    throw new DetectInputError(
      1,
      'there are no rows; the file needs a header, such as "date,Brand", and a row for each day or hour',
    );
  if (columns === undefined)
    throw new DetectInputError(first.line, 'the first line must name the columns, such as "date,Brand"');
  const time = timePlace({ ...raw, rows }, given);
  if (time < 0)
    throw new DetectInputError(
      first.line,
      'no cell is a date or a time; write one as 2026-01-31 or 2026-01-31T12:00Z',
    );
  const options = timeOptions(
    rows.map(({ line, cells }) => ({ line, cell: cells[time] ?? '' })),
    given,
  );
  const timed = rows.map(({ line, cells }): Row => {
    const cell = cells[time] ?? '';
    const read = readTime(cell, options);
    if ('problem' in read)
      throw new DetectInputError(
        line,
        `"${printable(cell, 40)}" is not a time; write it as 2026-01-31T12:00:00Z`,
      );
    return { line, at: read.at, cells };
  });
  const { start, widthMs, places } = gridOf(timed);
  const length = (places.at(-1) ?? 0) + 1;
  const names = columns.map((name, i) => (name === '' ? `column ${i + 1}` : name));
  const read = countReader(delimiter);
  return {
    start,
    widthMs,
    length,
    columns: names.filter((_, k) => k !== time),
    byDate: options.emptyTime !== undefined && widthMs === DAY_MS,
    counts(column) {
      const place = names.findIndex((name, k) => k !== time && name === column);
      const counts = new Array<number | null>(length).fill(null);
      if (place < 0) return counts;
      timed.forEach((row, k) => {
        const cell = row.cells[place] ?? '';
        const count = read(cell);
        if (count !== null && Number.isNaN(count)) throw new DetectInputError(row.line, noCount(cell));
        counts[places[k]!] = count;
      });
      return counts;
    },
  };
}

/** Sets the buckets that begin on these dates (UTC), or that hold these moments, to missing, in place. */
export function setMissing(
  counts: (number | null)[],
  table: Pick<CountTable, 'start' | 'widthMs'>,
  dates: readonly { readonly at: number; readonly wholeDay: boolean }[],
): void {
  for (const { at, wholeDay } of dates) {
    const from = wholeDay
      ? Math.ceil((at - table.start) / table.widthMs)
      : Math.floor((at - table.start) / table.widthMs);
    const to = wholeDay ? Math.ceil((at + DAY_MS - table.start) / table.widthMs) : from + 1;
    for (let i = Math.max(0, from); i < Math.min(counts.length, to); i++) counts[i] = null;
  }
}

interface Grid {
  readonly start: number;
  readonly widthMs: number;
  /** The bucket of each row. */
  readonly places: readonly number[];
}

/** Days of a clock that is changed have 23 or 25 hours. */
const HOUR = 60 * MINUTE_MS;
const isDay = (step: number) => Math.abs(step - Math.round(step / DAY_MS) * DAY_MS) <= HOUR;

function gridOf(rows: readonly Row[]): Grid {
  let width = Number.POSITIVE_INFINITY;
  for (const [k, row] of rows.entries()) {
    const before = rows[k - 1];
    if (!before) continue;
    if (row.at <= before.at)
      throw new DetectInputError(
        row.line,
        row.at === before.at
          ? 'repeats the time of the row before; add the counts up or drop one row'
          : 'is earlier than the row before; sort the file by time',
      );
    width = Math.min(width, row.at - before.at);
  }
  const [first, second] = rows;
  if (!first || !second)
    throw new DetectInputError(first?.line ?? 1, 'is the only row; two weeks of rows are needed at least');
  const days = width >= DAY_MS - HOUR && width <= DAY_MS + HOUR;
  if ((width > DAY_MS && !days) || width < MINUTE_MS)
    throw new DetectInputError(
      second.line,
      width > DAY_MS
        ? `rows are ${Math.round(width / DAY_MS)} days apart and must be days or hours: export the counts by day or by hour`
        : 'rows must be days or hours; sum the counts to one of them',
    );
  const widthMs = days ? DAY_MS : width;
  const places = [0];
  for (const [k, row] of rows.entries()) {
    const before = rows[k - 1];
    if (!before) continue;
    const step = row.at - before.at;
    if (days ? !isDay(step) : step % width !== 0)
      throw new DetectInputError(
        row.line,
        `lies between the buckets of ${widthMs / MINUTE_MS} minutes that the rows before make; give all rows one width`,
      );
    places.push(places.at(-1)! + Math.round(step / widthMs));
  }
  return { start: first.at, widthMs, places };
}
