import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { DETECT_HEADER, DetectCsv, DetectInputError } from '../csv/detect-csv.ts';
import { DetectStream } from '../../detect/stream/detect-stream.ts';
import { UserError } from '../../domain/result.ts';
import { readLines, utf8Text } from '../../source/file/lines.ts';
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

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { state: { type: 'string' } });
  const { FILE: file } = takeArgs(positionals, ['FILE']);
  if (!existsSync(file)) throw new UserError(`There is no file ${file}.`);
  const stream = openStream(values.state);
  const csv = new DetectCsv(stream);
  await write(`${DETECT_HEADER}\n`);
  let out = '';
  try {
    for await (const { text } of readLines(utf8Text(createReadStream(file)))) {
      const row = csv.feed(text);
      if (row === undefined) continue;
      out += `${row}\n`;
      if (out.length > 64 * 1024) {
        await write(out);
        out = '';
      }
    }
  } catch (error) {
    await write(out);
    if (error instanceof DetectInputError) throw new UserError(`${file}: ${error.message}`);
    throw error;
  }
  await write(out);
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

Reads CSV timestamp,count and writes CSV ${DETECT_HEADER}:
one row for each, judged by the rows up to it alone. A gap in the timestamps or an empty count is missing, not zero.
score >= 0.5 exactly when alarm is 1.

These rules are for a stream of counts at any interval. The product's own search for spikes of brands (outcry spikes,
the dashboard) works on hourly mentions with other rules, so the two can differ.

  --state S   continue from the state in file S, and save the new state there`,
  run,
};
