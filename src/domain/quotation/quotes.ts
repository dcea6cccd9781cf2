/**
 * Which parts of a text its author quotes. The text keeps them, so that a reader sees what is answered; who reads it
 * for the author's own words (brand names, scores, near-duplicates, phrases of a spike) leaves them out.
 *
 * A quotation is a line that begins with `>`, as in e-mail (RFC 3676 section 4.5) and Markdown (CommonMark 0.31
 * section 5.1), with the line "… wrote:" before it; `[quote]…[/quote]` of forums; and in mail what follows the line
 * "Original Message" or "Forwarded message". Not: faces such as `>:(`,
 * Reddit's `>!spoiler!<`, and links to other posts such as `>>123`.
 */

/** Half-open, in UTF-16 units of the text. */
export type Range = readonly [start: number, end: number];

/** Not before `!` (a spoiler), a number (`>50%`) or what makes a face of it. */
const QUOTED_LINE = /^[ \t]{0,3}>(?![!<\d]|[:;=]|'\(|[._^-]+[<>_^.]?(?:\s|$))/;
const LINKED_POST = /^[ \t]{0,3}>>\d+[ \t]*$/;
const ATTRIBUTION = /(?:\b(?:wrote|writes|said|says|schrieb|a écrit|escribió|ha scritto))[ \t]*:[ \t]*$/i;
/** As mail programs write it above what is answered or passed on. */
const ORIGINAL =
  /^[ \t]*[-_]{2,}[ \t]*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht)[ \t]*[-_]{2,}[ \t]*$/i;
const LONGEST_ATTRIBUTION = 300;
const BB_TAG = /\[(\/?)quote(?:[ =][^\]\n]{0,300})?\]/gi;
/** Fewer characters cannot hold any. */
const MAYBE =
  /^[ \t]{0,3}>|\n[ \t]{0,3}>|\[quote|[-_]{2}[ \t]*(?:original|forwarded|ursp|weiter|message|mensaje|messaggio|oorspr)/i;

const SIGNS = ['>', '[', '--', '__', '-_', '_-'];

/** Whether one of the signs is there that `MAYBE` looks for. Most texts have none. */
function hasSigns(text: string): boolean {
  return SIGNS.some((sign) => text.includes(sign));
}

function isQuotedLine(line: string): boolean {
  return QUOTED_LINE.test(line) && !LINKED_POST.test(line);
}

/** `[quote]…[/quote]`, the outermost ones; an unclosed one is text. */
function blocksOf(text: string): Range[] {
  const open: number[] = [];
  const found: Range[] = [];
  for (const tag of text.matchAll(BB_TAG)) {
    if (tag[1] === '') {
      open.push(tag.index);
      continue;
    }
    const start = open.pop();
    if (start === undefined) continue;
    while (found.length > 0 && found.at(-1)![0] > start) found.pop();
    found.push([start, tag.index + tag[0].length]);
  }
  return found;
}

interface Lines {
  readonly quoted: readonly Range[];
  /** All of them are written `>word`, without a space, and nothing else is in the text. */
  readonly only: boolean;
}

function linesOf(text: string): Lines {
  const quoted: Range[] = [];
  let only = true;
  let before: Range | undefined;
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    const line = text.slice(start, end);
    if (line.length <= LONGEST_ATTRIBUTION && ORIGINAL.test(line)) {
      quoted.push([start, text.length]);
      return { quoted, only: false };
    }
    if (isQuotedLine(line)) {
      if (before) quoted.push(before);
      before = undefined;
      quoted.push([start, end]);
      only &&= /^[ \t]*>+[^\s>]/.test(line);
    } else if (line.trim() !== '') {
      const leads = line.length <= LONGEST_ATTRIBUTION && ATTRIBUTION.test(line);
      before = leads ? [start, end] : undefined;
      only = false;
    }
    start = end + 1;
  }
  return { quoted, only };
}

/**
 * The quoted ranges of a text, in order. A text in which every line is `>like this` is a way of writing of its own
 * (image boards) and quotes nothing. Linear time.
 */
export function quotedRanges(text: string): readonly Range[] {
  if (!hasSigns(text) || !MAYBE.test(text)) return [];
  const { quoted, only } = linesOf(text);
  const blocks = blocksOf(text);
  if (only && blocks.length === 0) return [];
  return merged([...quoted, ...blocks].sort((a, b) => a[0] - b[0] || a[1] - b[1]));
}

/** Ranges in order of their starts, of which no two overlap. */
function merged(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const range of ranges) {
    const last = out.at(-1);
    if (last && range[0] < last[1]) out[out.length - 1] = [last[0], Math.max(last[1], range[1])];
    else out.push(range);
  }
  return out;
}

/** The text with blanks in place of what is quoted: what is left stays where it was. Line breaks stay. */
export function withoutQuotes(text: string): string {
  const ranges = quotedRanges(text);
  if (ranges.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    parts.push(text.slice(at, start), text.slice(start, end).replaceAll(/[^\n]/g, ' '));
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}

/** What the author says, without blank stretches; all of the text where that is nothing. */
export function ownWords(text: string): string {
  const own = withoutQuotes(text);
  if (own === text) return text;
  return (
    own
      .replaceAll(/[ \t]+$/gm, '')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim() || text
  );
}

/** Every line with `> ` before it, as a quotation of `who` where that is known. */
export function asQuote(words: string, who?: string): string {
  const said = who === undefined ? words.trim() : `${who.replaceAll(/\s+/g, ' ')}: ${words.trim()}`;
  return said
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

const SPEAKER = /^\[quote[ =]+"?([^",\];]{1,100})/i;

/** Forum code for quotations as lines with `> `, with the name of who is quoted. Linear time. */
export function quotesAsLines(text: string): string {
  const blocks = blocksOf(text);
  if (blocks.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const [start, end] of blocks) {
    const block = text.slice(start, end);
    const words = block.replaceAll(BB_TAG, '\n').replaceAll(/\n\s*\n/g, '\n');
    const quote = words.trim() === '' ? '' : asQuote(words, SPEAKER.exec(block)?.[1]?.trim());
    const before = text.slice(at, start).trimEnd();
    parts.push(before, before === '' ? '' : '\n', quote, '\n');
    at = end;
  }
  return [...parts, text.slice(at).replace(/^[ \t]*\n/, '')].join('').trim();
}
