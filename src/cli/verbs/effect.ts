import { existsSync, readFileSync, statSync } from 'node:fs';
import { DetectInputError, parseTimestamp } from '../csv/detect-csv.ts';
import { type Effect, EffectInputError, measureEffect } from '../../detect/effect/effect.ts';
import { type CountTable, readCountTable, setMissing } from '../csv/effect-csv.ts';
import { seededRandom } from '../../domain/clock.ts';
import { UserError } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
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
    missing: { type: 'string' },
  });
  const { FILE: file } = takeArgs(positionals, ['FILE']);
  const { column } = values;
  if (column === undefined) throw new UsageError('name the column of counts with --column');
  if (values.at === undefined) throw new UsageError('say when with --at');
  const at = timeOf('at', values.at);
  const until = values.until === undefined ? at + WINDOW_MS : timeOf('until', values.until);
  if (until <= at) throw new UsageError('--until must be later than --at');
  const names = [...new Set(list(values.controls))];
  if (names.includes(column)) throw new UsageError(`${column} cannot be its own control`);
  const missing = list(values.missing).map((text) => ({
    at: timeOf('missing', text),
    wholeDay: /^\d{4}-\d{2}-\d{2}$/.test(text),
  }));
  if (!existsSync(file)) throw new UserError(`There is no file ${file}.`);
  if (!statSync(file).isFile()) throw new UserError(`${file} is not a file.`);
  try {
    const table = readCountTable(readFileSync(file, 'utf8'));
    for (const name of [column, ...names])
      if (!table.columns.includes(name))
        throw new UserError(`${file} has no column ${name}. It has: ${table.columns.join(', ')}.`);
    const counts = (name: string) => {
      const found = table.counts(name);
      setMissing(found, table, missing);
      return found;
    };
    checkTimes(file, table, at);
    const effect = measureEffect(
      { start: table.start, widthMs: table.widthMs, counts: counts(column) },
      {
        at,
        until,
        controls: names.map((name) => ({ name, counts: counts(name) })),
        random: seededRandom(SEED),
      },
    );
    await writeJson(effectJson(effect, table, column, at, until));
    return 0;
  } catch (error) {
    if (error instanceof DetectInputError) throw new UserError(`${file}: ${error.message}`);
    if (error instanceof EffectInputError) throw new UserError(`${file}, ${column}: ${error.message}.`);
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

/** Numbers to six digits after the point; times in ISO. */
function effectJson(effect: Effect, table: CountTable, column: string, at: number, until: number): unknown {
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

function timeOf(option: string, text: string): number {
  const at = parseTimestamp(text);
  if (Number.isNaN(at))
    throw new UsageError(`--${option}: "${text}" is not a time; write it as 2026-01-31 or 2026-01-31T12:00Z`);
  return at;
}

export const effectVerb: Verb = {
  name: 'effect',
  help: `
Usage: npx outcry effect FILE --column C --at TIME [--controls A,B] [--until TIME] [--missing DATES]

Reads CSV with a header, a date or time column and columns of counts, by day or by hour, and writes JSON
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
  --missing DATES  2026-01-30,2026-01-31: dates whose counts are missing, not zero. An empty cell and
                   a row that is left out are missing, too.`,
  run,
};
