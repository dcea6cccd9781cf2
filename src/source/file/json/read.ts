/** Rows of a JSON file: one object a line, an array, a page that wraps them, or one object after the other. */
import { UserError } from '../../../domain/result.ts';
import { breather } from '../../../thread/breathe.ts';
import { cutText } from '../../../domain/text.ts';
import { type Line, readLines } from '../lines.ts';
import { MAX_RECORD, type Position, type Row, TOO_LONG } from '../row.ts';
import { Cutter } from './cutter.ts';
import { findEntries, piecesOf } from './find-entries.ts';
import { LeftOut, pageRows, plainRow, rowOf } from './pages.ts';

/** Longest object that is held in memory to find the posts in it, and longest line, in UTF-16 units. */
const MAX_PAGE = 64_000_000;
const MAX_LINE = 16_000_000;

/** What stands before the JSON: the assignment of an archive's script, a callback, or a guard against being run. */
const BEFORE =
  /^[\s\ufeff]*(?:\)\]\}'?,?\s*|(?:(?:var|let|const)\s+)?[\w$.]{1,80}\s*[=(]\s*|[\w$.]{1,60}\[["'][\w$.-]{1,60}["']\][\w$.]{0,60}\s*=\s*)?(?=[{[])/;
/** What no name of a column in a CSV begins with: an object with a key, or an array of objects, arrays or nothing. */
const JSON_START = /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[{["\]]|$))/;

export interface JsonLayout {
  /** One object a line, or anything else. */
  readonly kind: 'lines' | 'text';
  /** One line is a file of one object. */
  readonly format: 'jsonl' | 'json';
  /** UTF-16 units before the JSON. */
  readonly skip: number;
}

/** Lines that are looked at. */
const LOOK = 50;

function isWholeObject(line: string): boolean {
  if (!line.startsWith('{') || !line.endsWith('}')) return false;
  const [cut, ...more] = new Cutter({ within: [], alone: MAX_PAGE }).push(line);
  return cut !== undefined && more.length === 0 && cut.text.length === line.length;
}

/** How a text that begins like this is laid out as JSON; undefined where it is none and is not `expected` to be by its name. */
export function jsonLayout(sample: string, expected: boolean): JsonLayout | undefined {
  const before = BEFORE.exec(sample)?.[0] ?? '';
  const text = sample.slice(before.length);
  const lines = text.split('\n', LOOK).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const skip = before.length;
  const whole = lines.filter(isWholeObject).length;
  if (whole * 2 >= lines.length && whole > 0 && lines[0]?.startsWith('{'))
    return { kind: 'lines', format: lines.length > 1 ? 'jsonl' : 'json', skip };
  if (JSON_START.test(text) || (expected && text.startsWith('[')))
    return { kind: 'text', format: 'json', skip };
  return expected ? { kind: 'lines', format: 'jsonl', skip: 0 } : undefined;
}

/** JSON Lines (also called NDJSON): one object per line, each a post or a page of them. */
async function* readJsonLines(lines: AsyncIterable<Line>, leftOut: LeftOut): AsyncGenerator<Row> {
  for await (const { number: line, text, tooLong } of lines) {
    const raw = text;
    if (raw.trim() === '') continue;
    if (tooLong) {
      yield { line, raw: cutText(raw, 1_000), error: `the line is ${TOO_LONG}` };
      continue;
    }
    const row = raw.length > MAX_RECORD ? undefined : plainRow(raw, line, leftOut);
    if (row === undefined) yield* pageRows(raw, line, leftOut);
    else if (row !== 'none') yield row;
  }
  leftOut.end();
}

/** An object too long to be held: its list of posts is found by its beginning, and read piece by piece. */
async function* readHuge(
  beginning: string,
  rest: AsyncIterator<string>,
  line: number,
  leftOut: LeftOut,
): AsyncGenerator<Row> {
  const found = await findEntries(beginning);
  if (!found)
    throw new UserError(
      `The file is one JSON object of more than ${MAX_PAGE / 1e6} MB, and no list of posts was found at its beginning. Write one post a line (JSON Lines).`,
    );
  const cutter = new Cutter({ within: [found.path], line });
  const breathe = breather();
  async function* pieces(): AsyncGenerator<string> {
    yield* piecesOf(beginning);
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  for await (const piece of pieces()) {
    for (const cut of cutter.push(piece)) {
      const row = rowOf(cut, leftOut);
      if (row) yield row;
    }
    await breathe();
  }
}

/** Arrays, objects one after the other, and pages: read piece by piece, objects that stand alone up to 64 MB. */
async function* readJsonText(
  pieces: AsyncIterable<string>,
  position: Position,
  leftOut: LeftOut,
): AsyncGenerator<Row> {
  const source = pieces[Symbol.asyncIterator]();
  try {
    yield* entriesFrom(source, position, leftOut);
  } finally {
    // Whoever stops before the end closes the file.
    await source.return?.();
  }
}

async function* entriesFrom(
  source: AsyncIterator<string>,
  position: Position,
  leftOut: LeftOut,
): AsyncGenerator<Row> {
  const cutter = new Cutter({ within: [''], alone: MAX_PAGE });
  const breathe = breather();
  let broken: { error: unknown } | undefined;
  for (;;) {
    let piece: string;
    try {
      const next = await source.next();
      if (next.done) break;
      piece = next.value;
    } catch (error) {
      broken = { error };
      break;
    }
    for (const part of piecesOf(piece)) {
      for (const cut of cutter.push(part)) {
        const isPlain = cut.within !== undefined && !cut.tooLong && !cut.isScalar;
        const row = isPlain
          ? plainRow(cut.text, cut.line, leftOut)
          : cut.within !== undefined
            ? rowOf(cut, leftOut)
            : undefined;
        if (row === undefined) yield* pageRows(cut.text, cut.line, leftOut);
        else if (row !== 'none') yield row;
      }
      position.line = cutter.line;
      await breathe();
    }
    const beginning = cutter.overflow();
    if (beginning !== undefined) {
      yield* readHuge(beginning, source, 1, leftOut);
      leftOut.end();
      return;
    }
  }
  leftOut.end();
  const cut = cutter.end();
  if (cut && !broken)
    yield {
      line: cut.line,
      raw: cutText(cut.text, 1_000),
      error: 'the file ends in the middle of this entry',
    };
  if (broken) throw broken.error;
}

/** The text without what stands before the JSON. */
async function* without(pieces: AsyncIterable<string>, skip: number): AsyncGenerator<string> {
  let left = skip;
  for await (const piece of pieces) {
    if (left === 0) yield piece;
    else if (left < piece.length) yield piece.slice(left);
    left = Math.max(0, left - piece.length);
  }
}

/** Rows of a JSON text; `notes` grows when it ends. Throws UserError for an object too long to be held. */
export function readJson(
  pieces: AsyncIterable<string>,
  layout: JsonLayout,
  position: Position,
  notes: string[],
): AsyncGenerator<Row> {
  const leftOut = new LeftOut(notes);
  const json = layout.skip === 0 ? pieces : without(pieces, layout.skip);
  return layout.kind === 'lines'
    ? readJsonLines(readLines(json, { maxLength: MAX_LINE, position }), leftOut)
    : readJsonText(json, position, leftOut);
}
