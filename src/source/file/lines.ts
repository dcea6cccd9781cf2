/** Splits a byte stream into lines with bounded memory. */
import { cutText } from '../../domain/text.ts';

export interface Line {
  /** 1 for the first. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than the limit; `text` holds its beginning. */
  readonly tooLong: boolean;
}

/** One row of an imported file: its fields, or why it could not be read. */
export type Row =
  | { readonly line: number; readonly fields: Record<string, unknown>; readonly raw: string }
  | { readonly line: number; readonly error: string; readonly raw: string };

/** Lines of UTF-8 bytes, without their ends (LF or CRLF) and without a byte order mark. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLength = 1_000_000,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  let tooLong = false;

  function* split(text: string): Generator<Line> {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      number += 1;
      const line = rest + text.slice(from, at);
      yield {
        number,
        text: line.endsWith('\r') ? line.slice(0, -1) : line,
        tooLong: tooLong || line.length > maxLength,
      };
      rest = '';
      tooLong = false;
      from = at + 1;
    }
    rest += text.slice(from);
    if (rest.length > maxLength) {
      rest = cutText(rest, 1_000);
      tooLong = true;
    }
  }

  for await (const chunk of chunks) yield* split(decoder.decode(chunk, { stream: true }));
  yield* split(decoder.decode());
  if (rest !== '' || tooLong) {
    yield { number: number + 1, text: rest.endsWith('\r') ? rest.slice(0, -1) : rest, tooLong };
  }
}
