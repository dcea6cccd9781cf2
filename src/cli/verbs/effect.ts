import { parseTimestamp } from '../csv/detect-csv.ts';
import { DetectInputError } from '../csv/input-error.ts';
import { type Effect, EffectInputError, measureEffect } from '../../detect/effect/effect.ts';
import { type CountTable, type RawTable, readCountTable, setMissing } from '../csv/effect-csv.ts';
import { seededRandom } from '../../domain/clock.ts';
import { printable } from '../../domain/text.ts';
import { dateFormat } from '../../ingest/time/pattern.ts';
import { readSaid, type TimeOptions } from '../../ingest/time/read-time.ts';
import { openTable } from '../../source/file/open-table.ts';
import { UserError } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { responseEffect, type ResponseEffect } from '../../detect/compare/response.ts';
import { responseFields, responseText } from '../../report/text/response.ts';
import { installationOutcries } from '../csv/installation-outcries.ts';
import { writeJson } from '../output.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

const SEED = 1;
/** The window that is measured where no end is given. */
const WINDOW_MS = 7 * DAY_MS;

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {
    column: { type: 'string' },
    at: { type: 'string' },
    controls: { type: 'string' },
    until: { type: 'string' },
    response: { type: 'string' },
    missing: { type: 'string' },
    'date-format': { type: 'string' },
  });
  const { FILE: file } = takeArgs(positionals, ['FILE']);
  const { column } = values;
  if (column === undefined) throw new UsageError('name the column of counts with --column');
  if (values.at === undefined) throw new UsageError('say when with --at');
  const given = values['date-format'] === undefined ? {} : dateFormat(values['date-format']);
  if (values.until !== undefined && timeOf('until', values.until) <= timeOf('at', values.at))
    throw new UsageError('--until must be later than --at');
  if (values.response !== undefined && timeOf('response', values.response) <= timeOf('at', values.at))
    throw new UsageError('--response must be later than --at');
  const names = [...new Set(list(values.controls))];
  if (names.includes(column)) throw new UsageError(`${column} cannot be its own control`);
  const missing = list(values.missing).map((text) => ({
    at: timeOf('missing', text),
    wholeDay: /^\d{4}-\d{2}-\d{2}$/.test(text),
  }));
  timeOf('at', values.at);
  const name = printable(file, 300);
  try {
    const { table, notes } = await readTable(file, given);
    for (const note of notes) process.stderr.write(`${note}\n`);
    const at = timeOf('at', values.at, table.byDate);
    const until = values.until === undefined ? at + WINDOW_MS : timeOf('until', values.until, table.byDate);
    for (const wanted of [column, ...names])
      if (!table.columns.includes(wanted))
        throw new UserError(
          `${name} has no column ${printable(wanted, 80)}. It has: ${printable(table.columns.join(', '), 500)}.`,
        );
    const counts = (own: string) => {
      const found = table.counts(own);
      setMissing(found, table, missing);
      return found;
    };
    checkTimes(name, table, at);
    const series = { start: table.start, widthMs: table.widthMs, counts: counts(column) };
    const effect = measureEffect(series, {
      at,
      until,
      controls: names.map((own) => ({ name: own, counts: counts(own) })),
      random: seededRandom(SEED),
    });
    const whole = effectJson(effect, table, column, at, until);
    if (values.response === undefined) await writeJson(whole);
    else {
      const answered = timeOf('response', values.response, table.byDate);
      const end = table.start + table.length * table.widthMs;
      if (answered >= end)
        throw new UserError(`${name} holds ${iso(table.start)} to ${iso(end)}; --response must be inside.`);
      const response = responseEffect(series, at, answered, await installationOutcries());
      await writeJson({ ...whole, response: responseJson(response) });
    }
    return 0;
  } catch (error) {
    if (error instanceof DetectInputError) throw new UserError(`${name}: ${error.message}`);
    if (error instanceof EffectInputError)
      throw new UserError(`${name}, ${printable(column, 80)}: ${error.message}.`);
    throw error;
  }
}

function checkTimes(file: string, table: CountTable, at: number): void {
  const end = table.start + table.length * table.widthMs;
  if (at < table.start || at >= end)
    throw new UserError(
      `${file} holds ${iso(table.start)} to ${iso(end)}; --at must be inside, with two weeks before it at least.`,
    );
}

function responseJson(response: ResponseEffect): object {
  const rounded = (value: number) => Number(value.toFixed(6));
  return { at: iso(response.at), ...responseFields(response, rounded), sentence: responseText(response) };
}

/** Numbers to six digits after the point; times in ISO. */
function effectJson(effect: Effect, table: CountTable, column: string, at: number, until: number): object {
  const end = Math.min(until, table.start + table.length * table.widthMs);
  const whole = {
    column,
    at: iso(at),
    until: iso(end),
    bucketHours: table.widthMs / HOUR_MS,
    ...effect,
    onset: effect.onset === null ? null : iso(effect.onset),
    peak: { ...effect.peak, at: iso(effect.peak.at) },
  };
  return JSON.parse(
    JSON.stringify(whole, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toFixed(6)) : value,
    ),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A moment; or by date, where the rows are days by their date, the wall clock of what was written, as if in UTC. */
function timeOf(option: string, text: string, byDate = false): number {
  const at = parseTimestamp(text);
  if (Number.isNaN(at))
    throw new UsageError(`--${option}: "${text}" is not a time; write it as 2026-01-31 or 2026-01-31T12:00Z`);
  const said = byDate ? readSaid(text, {}) : undefined;
  return said && 'local' in said ? said.local : at;
}

/** Rows that are held in memory: years of minutes. */
const MAX_ROWS = 2_000_000;

async function readTable(
  file: string,
  given: TimeOptions,
): Promise<{ readonly table: CountTable; readonly notes: readonly string[] }> {
  const opened = await openTable(file);
  const rows: RawTable['rows'][number][] = [];
  for await (const records of opened.records) {
    for (const record of records) {
      if ('error' in record) throw new DetectInputError(record.line, record.error);
      rows.push({ line: record.line, cells: record.cells });
    }
    if (rows.length > MAX_ROWS)
      throw new UserError(`${printable(file, 300)} has more than ${MAX_ROWS} rows.`);
  }
  return { table: readCountTable({ ...opened, rows }, given), notes: opened.notes };
}

export const effectVerb: Verb = {
  name: 'effect',
  help: `
Usage: npx outcry effect FILE --column C --at TIME [--controls A,B] [--until TIME] [--response TIME]
       [--missing DATES] [--date-format FORMAT]

Reads CSV with a header, a date or time column and columns of counts, by day or by hour, in any dialect and encoding
(also .xlsx, gzip, ZIP and Zstandard; lines above the header and a last row of totals are passed over), and writes JSON
with 95% intervals: baseline (expected count per bucket), expected and observed (in the window),
onset, peak, excess (observed - expected), halfLifeHours, recoveryHours, pValue.
The interval of the excess contains 0 exactly when pValue >= 0.05. censored: not reached by the end of
the window, so the value is a lower bound. onset is null if no two buckets in a row rise above normal;
recovery then counts from TIME.

  --column C       the counts to measure
  --at TIME        the event, as 2026-01-31 or 2026-01-31T12:00Z; needs two weeks of counts before it;
                   eight weeks or more give narrower intervals
  --controls A,B   columns that the event did not affect; one is used if it predicts the counts before
                   the event better than their own past does
  --until TIME     end of the window, exclusive; default: 7 days after TIME or the end of the file
  --response TIME  when the company answered: adds response: {verdict, left, expected, pValue, outcries, reason}, what was
                   left of the excess in the 72 hours after it (over the 24 hours before), against past outcries of
                   this installation without an answer; fewer than 39 of them give no verdict
  --missing DATES  2026-01-30,2026-01-31: dates whose counts are missing, not zero. An empty cell and
                   a row that is left out are missing, too.
  --date-format F  dmy, mdy, ymd or a pattern such as DD/MM/YYYY, where the dates do not show their order`,
  run,
};
