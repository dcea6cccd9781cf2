/**
 * Reads JSON from outside in a time that grows with its length alone: `JSON.parse` takes over a second for a million
 * levels, and recursion over such a value exhausts the stack. What lies deeper than any post is replaced by a
 * short text, so that everything beside it is still read.
 */

/** Levels of arrays and objects that are kept. */
export const MAX_LEVELS = 100;
const LEFT_OUT = '"[left out: nested too deep]"';

const [QUOTE, BACKSLASH] = [34, 92];
const isOpening = (code: number) => code === 91 || code === 123;
const isClosing = (code: number) => code === 93 || code === 125;

/**
 * Values in one text. A value takes about as long to read as a hundred characters; five thousand posts with all their fields
 * have fewer.
 */
export const MAX_VALUES = 200_000;
const COMMA = 44;

/** The text holds more than is read from outside. */
export class TooMuchJson extends SyntaxError {}

/** Whether a text has fewer commas than it may have values, wherever they are. */
function isShort(text: string): boolean {
  let found = 0;
  for (let at = text.indexOf(','); at >= 0; at = text.indexOf(',', at + 1)) {
    found += 1;
    if (found > MAX_VALUES) return false;
  }
  return true;
}

/** Whether a text has so few brackets that none can lie deep. */
function isFlat(text: string): boolean {
  let found = 0;
  for (const bracket of '[{') {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      found += 1;
      if (found > MAX_LEVELS) return false;
    }
  }
  return true;
}

/**
 * JSON text without what lies deeper than `MAX_LEVELS`. Throws SyntaxError where that is never closed, and for more than
 * `MAX_VALUES` values.
 */
export function pruneJson(text: string): string {
  if (isFlat(text) && isShort(text)) return text;
  const parts: string[] = [];
  let kept = 0;
  let level = 0;
  let quoted = false;
  let values = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === COMMA) values += 1;
    else if (isOpening(code)) {
      level += 1;
      if (level === MAX_LEVELS + 1) parts.push(text.slice(kept, at), LEFT_OUT);
    } else if (isClosing(code)) {
      level -= 1;
      if (level === MAX_LEVELS) kept = at + 1;
    }
  }
  if (values > MAX_VALUES) throw new TooMuchJson(`more than ${MAX_VALUES} values: send it in several parts`);
  if (level > MAX_LEVELS)
    throw new TooMuchJson(`nested more than ${MAX_LEVELS} levels deep, and never closed`);
  return parts.length === 0 ? text : `${parts.join('')}${text.slice(kept)}`;
}

/** As `JSON.parse`, with what lies too deep left out. Throws SyntaxError. */
export function parseJson(text: string): unknown {
  return JSON.parse(pruneJson(text));
}
