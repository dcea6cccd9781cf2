/** Splits text into lines with bounded memory. */
import { cutText } from '../../domain/text.ts';
import { MAX_RECORD, type Position } from './row.ts';

export interface Line {
  /** 1 for the first. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than the limit; `text` holds its beginning. */
  readonly tooLong: boolean;
}

export interface LineOptions {
  /** In UTF-16 units; 1 MB when absent. */
  readonly maxLength?: number;
  /** Kept at the line that is read. */
  readonly position?: Position;
}

const BYTE_ORDER_MARK = 0xfeff;

function textOf(line: string): string {
  // Files that were put together have a byte order mark in the middle, too.
  const from = line.charCodeAt(0) === BYTE_ORDER_MARK ? (line.charCodeAt(1) === BYTE_ORDER_MARK ? 2 : 1) : 0;
  const to = line.endsWith('\r') ? line.length - 1 : line.length;
  return from === 0 && to === line.length ? line : line.slice(from, to);
}

/** Lines without their ends (LF or CRLF) and without byte order marks. */
export async function* readLines(
  pieces: AsyncIterable<string>,
  { maxLength = MAX_RECORD, position = { line: 1 } }: LineOptions = {},
): AsyncGenerator<Line> {
  let rest = '';
  let number = 0;
  let tooLong = false;

  function* split(text: string): Generator<Line> {
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      number += 1;
      const line = rest + text.slice(from, at);
      yield { number, text: textOf(line), tooLong: tooLong || line.length > maxLength };
      rest = '';
      tooLong = false;
      from = at + 1;
    }
    rest += text.slice(from);
    if (rest.length > maxLength) {
      rest = cutText(rest, 1_000);
      tooLong = true;
    }
    position.line = number + 1;
  }

  for await (const text of pieces) yield* split(text);
  if (rest !== '' || tooLong) yield { number: number + 1, text: textOf(rest), tooLong };
}

/** UTF-8 bytes as text; what is no UTF-8 becomes U+FFFD. */
export async function* utf8Text(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Text whose lines end in LF, where a lone CR ended them as well. */
export async function* universalLineEnds(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let carry = '';
  for await (const piece of pieces) {
    const text = carry + piece;
    carry = text.endsWith('\r') ? '\r' : '';
    yield (carry === '' ? text : text.slice(0, -1)).replace(/\r\n?/g, '\n');
  }
  if (carry !== '') yield '\n';
}

/** Whether a lone CR ends lines in this text: such ends are more than an accident in a cell. */
export function endsInCr(sample: string): boolean {
  if (!sample.includes('\r')) return false;
  // Line ends in quotes belong to a cell.
  const outside = sample.replace(/"[^"]*"/g, '');
  const lone = outside.match(/\r(?!\n|$)/g)?.length ?? 0;
  const all = outside.match(/\n/g)?.length ?? 0;
  return lone > 0 && lone * 5 >= lone + all;
}
