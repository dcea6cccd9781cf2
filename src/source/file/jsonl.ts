/** JSON Lines (also called NDJSON): one object a line. */
import type { Line } from './lines.ts';
import type { Row } from './row.ts';

export async function* readJsonLines(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  for await (const { number: line, text: raw, tooLong } of lines) {
    if (raw.trim() === '') continue;
    if (tooLong) {
      yield { line, raw: raw.slice(0, 1_000), error: 'the line is longer than 1 MB' };
      continue;
    }
    try {
      const fields: unknown = JSON.parse(raw);
      if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
        yield { line, raw, error: 'not a JSON object; write one object a line' };
      } else yield { line, raw, fields: fields as Record<string, unknown> };
    } catch (error) {
      yield { line, raw, error: `not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}
