/** The times of a file: what the person says about them, what their column says, and what the import tells of both. */
import type { NewMention } from '../../domain/mention.ts';
import { UserError } from '../../domain/result.ts';
import { cutText } from '../../domain/text.ts';
import { dateFormat } from '../../ingest/time/pattern.ts';
import type { TimeOptions } from '../../ingest/time/read-time.ts';
import {
  type SurveyExample,
  TimeSurvey,
  type TimeSurveyResult,
  type UnclearDates,
} from '../../ingest/time/survey.ts';
import { zoneNamed } from '../../ingest/time/zone.ts';
import { breather } from '../../thread/breathe.ts';
import type { GrowingReading } from './reading.ts';
import type { Row } from './row.ts';

/** What `--date-format` and `--timezone` say. */
export type FileTimes = Pick<TimeOptions, 'order' | 'format' | 'timeZone'>;

/** Reads the options of a command. Throws UserError for a pattern or a zone that means nothing. */
export function fileTimes(format: string | undefined, timeZone: string | undefined): FileTimes {
  if (timeZone !== undefined && zoneNamed(timeZone.trim()) === undefined)
    throw new UserError(
      `--timezone ${timeZone}: write a name such as Europe/Berlin, or an offset such as +02:00.`,
    );
  return {
    ...(format === undefined ? {} : dateFormat(format)),
    ...(timeZone === undefined ? {} : { timeZone: timeZone.trim() }),
  };
}

export type ReadRow = Extract<Row, { fields: unknown }>;

/** A file that can be read once more, from its beginning. */
export type Again = () => Promise<{ readonly rows: AsyncIterable<Row> }>;

/**
 * Looks at the first rows, and at all where they leave a question. `timeOf` is what a row gives as its time; `again`
 * is asked for all rows where `first` is not the whole file.
 */
export async function surveyTimes(
  first: { readonly rows: readonly Row[]; readonly complete: boolean },
  again: Again | undefined,
  timeOf: (row: ReadRow) => unknown,
  times: FileTimes,
  now: number,
): Promise<TimeSurveyResult> {
  const survey = new TimeSurvey(times, now);
  const add = (row: Row) => {
    if ('fields' in row) survey.add(row.line, timeOf(row));
  };
  for (const row of first.rows) add(row);
  if (first.complete || survey.decided || !again) return survey.result();
  let left = first.rows.length;
  const breathe = breather();
  try {
    for await (const row of (await again()).rows) {
      if (left-- > 0) continue;
      add(row);
      if (survey.decided) break;
      await breathe();
    }
  } catch {
    // A file that breaks off is read to there; its own reading says so.
  }
  return survey.result();
}

/** A value in a message: one line, without control characters. */
const shown = ({ line, value }: SurveyExample) =>
  `"${cutText(value.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').trim(), 40)}" in line ${line}`;

const list = (examples: readonly SurveyExample[]) => examples.map(shown).join(', ');

const SAY = 'Say which: --date-format dmy (08/07 is 8 July) or --date-format mdy (08/07 is August 7)';

/** Two digits may be a year as well: 13/07/26 is 13 July 2026 or 26 July 2013. */
const SHORT_YEAR = /(?<!\d)\d{1,2}\D\d{1,2}\D\d{2}(?!\d)/;

function askFor({ why, examples }: UnclearDates): UserError {
  if (why === 'year-day-month')
    return new UserError(
      `Dates have the day before the month: ${list(examples)}. Say their form: --date-format YYYY-DD-MM.`,
    );
  if (examples.every(({ value }) => SHORT_YEAR.test(value)))
    return new UserError(
      `Nothing in the file shows which part of its dates is the year: ${list(examples)}. Say the order: --date-format dmy, mdy or ymd.`,
    );
  return new UserError(
    `Dates may be day/month or month/day, and nothing in the file shows which: ${list(examples)}. ${SAY}.`,
  );
}

const ORDER_WORDS = { dmy: 'the day first', mdy: 'the month first', ymd: 'the year first' } as const;

/** `07:00` or `07:00:30`. */
function clockOf(ms: number): string {
  const text = new Date(ms).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

/**
 * How the times of the file are read, and what the person should know of it in `reading`.
 * Throws UserError where the order of most dates has to be said first.
 */
export function timesOf(asked: FileTimes, survey: TimeSurveyResult, reading: GrowingReading): TimeOptions {
  const { found, unclear, evidence } = survey;
  if (unclear?.asks) throw askFor(unclear);
  const { notes } = reading;
  if (unclear)
    notes.push(
      unclear.why === 'contradictory'
        ? `Dates contradict each other: ${list(unclear.examples)}. Those that could mean two days are refused. ${SAY}.`
        : `Some dates may be day/month or month/day, and nothing shows which: ${list(unclear.examples)}. They are refused. ${SAY}.`,
    );
  if (found.order && evidence)
    notes.push(`Dates are read with ${ORDER_WORDS[found.order]}, as ${shown(evidence)} shows.`);
  else if (found.order)
    notes.push(`Dates are read with ${ORDER_WORDS[found.order]}: otherwise some would lie in the future.`);
  if (found.serialDays) notes.push('Times are days as a spreadsheet stores them, counted from 1900.');
  if (found.emptyTime !== undefined)
    notes.push(`Every row has the time ${clockOf(found.emptyTime)}: only the days are taken.`);
  if (survey.zoneless) reading.zoneAssumed = true;
  const order = asked.order ?? found.order;
  if (order) reading.dateOrder = order;
  reading.timezone = asked.timeZone ?? 'UTC';
  return { ...asked, ...found, order, forFile: true };
}

const FINER = ['day', 'minute', 'second'] as const;

/** Notes how exactly the times are known: the finest of all rows. */
export function notePrecision(reading: GrowingReading, { precision = 'second' }: NewMention): void {
  if (reading.precision === undefined || FINER.indexOf(precision) > FINER.indexOf(reading.precision))
    reading.precision = precision;
}
