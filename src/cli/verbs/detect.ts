import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DETECT_HEADER, DetectCsv } from '../csv/detect-csv.ts';
import { DetectInputError } from '../csv/input-error.ts';
import { DetectStream } from '../../detect/stream/detect-stream.ts';
import { UserError } from '../../domain/result.ts';
import { printable } from '../../domain/text.ts';
import { openTable, type OpenTable } from '../../source/file/open-table.ts';
import { write } from '../output.ts';
import { readArgs, takeArgs, type Verb } from '../verb.ts';

function openStream(state: string | undefined): DetectStream {
  if (state === undefined || !existsSync(state)) return new DetectStream();
  try {
    return DetectStream.fromState(JSON.parse(readFileSync(state, 'utf8')) as never);
  } catch (error) {
    throw new UserError(
      `The state file ${state} cannot be read (${String(error)}). Remove it to start over.`,
    );
  }
}

/** What is written at a time, in UTF-16 units; at the end of what came at once, too: a reader may wait for it. */
const FLUSH = 64 * 1024;

async function judgeAll(table: OpenTable, stream: DetectStream): Promise<void> {
  let out = '';
  try {
    const csv = new DetectCsv(stream, table);
    for await (const records of table.records) {
      for (const record of records) {
        const row = csv.feed(record);
        if (row === undefined) continue;
        out += `${row}\n`;
        if (out.length > FLUSH) {
          await write(out);
          out = '';
        }
      }
    }
  } finally {
    await write(out);
  }
}

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { state: { type: 'string' } });
  const { FILE: file } = takeArgs(positionals, ['FILE']);
  const stream = openStream(values.state);
  const table = await openTable(file);
  await write(`${DETECT_HEADER}\n`);
  try {
    await judgeAll(table, stream);
  } catch (error) {
    if (error instanceof DetectInputError) throw new UserError(`${printable(file, 300)}: ${error.message}`);
    throw error;
  }
  for (const note of table.notes) process.stderr.write(`${note}\n`);
  if (values.state !== undefined) {
    writeFileSync(`${values.state}.part`, JSON.stringify(stream.toState()));
    renameSync(`${values.state}.part`, values.state);
  }
  return 0;
}

export const detectVerb: Verb = {
  name: 'detect',
  help: `
Usage: npx outcry detect FILE [--state S]

Reads CSV timestamp,count (in any dialect and encoding, also .xlsx, gzip, ZIP and Zstandard) and writes CSV
${DETECT_HEADER}: one row for each, judged by the rows up to it alone. A gap in the timestamps or an empty count is missing, not zero.
score >= 0.5 exactly when alarm is 1.

These rules are for a stream of counts at any interval. The product's own search for spikes of brands (outcry spikes,
the dashboard) works on hourly mentions with other rules, so the two can differ.

  --state S   continue from the state in file S, and save the new state there`,
  run,
};
