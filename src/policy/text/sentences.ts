/** The sentences of a policy in plain text, markdown or text from HTML. Linear in the text. */
import { cutText } from '../../domain/text.ts';
import { bannerLength, isAround, isConsentButton } from './around.ts';
import { withoutMarkup } from './markup.ts';
import { sentenceKey } from './sentence-key.ts';

export interface Sentence {
  /** Without markup and numbering, one space between words. */
  readonly text: string;
  /** Equal for sentences that say the same: see `sentenceKey`. */
  readonly key: string;
  /** The words before the colon of its list, for example `We may collect:`. */
  readonly lead?: string;
}

/** Sentences are cut after this many characters, which bounds later steps. Their keys are not. */
const MAX_SENTENCE = 4_000;
/** Texts are read up to this length. */
export const MAX_TEXT = 2_000_000;

const ABBREVIATIONS =
  /(?:\b(?:e\.g|i\.e|etc|inc|ltd|llc|corp|co|no|nos|art|sec|u\.s|u\.k|e\.u|s\.a|mr|mrs|ms|dr|st|vs|cf|approx)|^[a-z]|\s[a-z])\.$/i;
const BULLET =
  /^\s{0,40}(?:[-*+•·‣–]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+|\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+)/i;
const HEADING = /^\s{0,40}#{1,6}\s+/;
const RULE = /^[-=_*|:\s]*$/;
/** A number that markdown escapes: `1\. Services`. */
const ESCAPED_NUMBER = /^(\s{0,40}(?:\d{1,3}\.){0,4}\d{1,3})\\\./;
const QUOTED = /^\s{0,40}(?:>\s?){1,10}/;
const TABLE_ROW = /^\s{0,40}\|/;
/** Ends its line within a paragraph. */
const HARD_BREAK = /(?: {2}|\\|<br\s?\/?>)$/i;
const ENDED = /[.!?:;。！？]["')\]]*$/;
/** The last word of the last point but one. */
const LIST_END = /[,;]\s{0,3}(?:and|or|and\/or)\s{0,3}$/i;
/** A line of this length may go on in the next one. */
const WRAPPED = 40;
/** With fewer empty lines than this share of its lines a text has a paragraph on each line. */
const FEW_EMPTY = 0.1;
const MAX_SENTENCES = 40_000;

/** Splits at a full stop, question or exclamation mark that a new sentence follows. */
function split(paragraph: string): string[] {
  if (!/[ 。！？]/.test(paragraph)) return [paragraph];
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: end } of paragraph.matchAll(/[.!?]+["')\]]*(?= )|[。！？]+/g)) {
    const at = index + end.length;
    const spaced = paragraph[at] === ' ';
    if (spaced && !/[\p{Lu}\p{Lo}\p{N}"'([]/u.test(paragraph[at + 1] ?? '')) continue;
    if (end.startsWith('.') && ABBREVIATIONS.test(paragraph.slice(Math.max(from, index - 8), index + 1)))
      continue;
    parts.push(paragraph.slice(from, at));
    from = spaced ? at + 1 : at;
  }
  parts.push(paragraph.slice(from));
  return parts;
}

interface Block {
  readonly text: string;
  readonly kind: 'point' | 'heading' | 'paragraph' | 'row';
}

/** Whether each line is a paragraph of its own, as in the text of a page. */
function isLineByLine(lines: readonly string[]): boolean {
  const empty = lines.reduce((count, line) => count + (line.trim() === '' ? 1 : 0), 0);
  return empty < lines.length * FEW_EMPTY;
}

/** Lines that belong together: a heading, a point of a list, a row of a table, or a paragraph over several lines. */
function* blocks(text: string): Generator<Block> {
  const lines = text.split(/\r\n|\r|\n/);
  const lineByLine = isLineByLine(lines);
  let open: { lines: string[]; kind: 'point' | 'paragraph' } | undefined;
  const goesOn = (last: string, next: string) => {
    if (!lineByLine) return !HARD_BREAK.test(last);
    return last.length > WRAPPED && !ENDED.test(last) && /^\p{Ll}/u.test(next);
  };
  for (const raw of lines) {
    const line = cutText(raw, 200_000).replace(ESCAPED_NUMBER, '$1.').replace(QUOTED, '');
    const heading = HEADING.test(line);
    const row = TABLE_ROW.test(line);
    const bullet = !heading && BULLET.test(line);
    const empty = RULE.test(line);
    if (open && (empty || heading || bullet || row || !goesOn(open.lines.at(-1) ?? '', line))) {
      yield { text: withoutMarkup(open.lines.join(' ')), kind: open.kind };
      open = undefined;
    }
    if (empty) continue;
    const words = line.replace(HEADING, '').replace(BULLET, '');
    if (heading) yield { text: withoutMarkup(words), kind: 'heading' };
    else if (row) yield { text: rowText(line), kind: 'row' };
    else if (open) open.lines.push(words);
    else open = { lines: [words], kind: bullet ? 'point' : 'paragraph' };
  }
  if (open) yield { text: withoutMarkup(open.lines.join(' ')), kind: open.kind };
}

/** `| a | b |` → `a | b`. */
function rowText(line: string): string {
  const cells = line.split(/(?<!\\)\|/).map(withoutMarkup);
  return cells.filter((cell) => cell !== '').join(' | ');
}

/** The sentences of a text, in order. Text beyond `MAX_TEXT` or `MAX_SENTENCES` is ignored. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let lead: string | undefined;
  let buttons = 0;
  for (const block of blocks(cutText(text, MAX_TEXT))) {
    if (block.kind !== 'point') lead = undefined;
    const parts = split(block.text);
    for (const part of parts) {
      const words = cutText(part, MAX_SENTENCE).trim();
      const key = sentenceKey(block.kind === 'point' ? part.replace(LIST_END, '') : part);
      buttons = isConsentButton(key) ? buttons + 1 : buttons;
      if (key === '' || isAround(key)) continue;
      // Two buttons in a row end a banner.
      if (buttons > 1) sentences.length -= bannerLength(sentences.slice(-9).map((one) => one.key));
      buttons = 0;
      const inList = block.kind === 'point' && lead !== undefined && !words.endsWith(':');
      sentences.push({ text: words, key, ...(inList && lead ? { lead } : {}) });
    }
    if (block.text.endsWith(':')) lead = parts.at(-1)?.slice(-MAX_SENTENCE);
    if (sentences.length >= MAX_SENTENCES) break;
  }
  if (buttons > 1) sentences.length -= bannerLength(sentences.slice(-9).map((one) => one.key));
  return sentences.slice(0, MAX_SENTENCES);
}
