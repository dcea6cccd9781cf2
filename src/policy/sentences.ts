/** The sentences of a policy in plain text, markdown or text from HTML. Linear in the text. */
import { cutText } from '../domain/text.ts';

export interface Sentence {
  /** Without markup and numbering, one space between words. */
  readonly text: string;
  /** Equal for sentences that differ only in case, quotes or section numbers. */
  readonly key: string;
  /** The words before the colon of its list, for example `We may collect:`. */
  readonly lead?: string;
}

/** Sentences are cut after this many characters, which bounds later steps. */
const MAX_SENTENCE = 4_000;
/** Texts are read up to this length. */
export const MAX_TEXT = 2_000_000;

const ABBREVIATIONS =
  /(?:\b(?:e\.g|i\.e|etc|inc|ltd|llc|corp|co|no|nos|art|sec|u\.s|u\.k|e\.u|s\.a|mr|mrs|ms|dr|st|vs|cf|approx)|^[a-z]|\s[a-z])\.$/i;
const BULLET =
  /^\s{0,40}(?:[-*+•·‣–]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+|\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+)/i;
const HEADING = /^\s{0,40}#{1,6}\s+/;
const RULE = /^[-=_*|:\s]*$/;
/** A line without any of these needs no cleaning. */
const MARKUP = /[[<*_`\\]|[^\x20-\x7e]| {2}/;
const SECTION = /\b(section|clause|article|paragraph|part|chapter)s? \d+(?:\.\d+)*/g;
/** Anything but letters, digits and currency signs; all characters beyond ASCII count as letters. */
const NO_WORD = /[^a-z0-9#@%$\x80-\uffff]+/g;
const MAX_SENTENCES = 40_000;

/** Removes markup. */
function plain(line: string): string {
  if (!MARKUP.test(line)) return line.trim();
  return line
    .replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)/g, '$1')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(/[\u00a0\u2000-\u200b\u202f\ufeff]/g, ' ')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\\([.*_[\]()#-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function keyOf(text: string): string {
  const lower = text.toLowerCase();
  const numberless = /\d/.test(lower) ? lower.replace(SECTION, '$1 #') : lower;
  return numberless.replace(NO_WORD, ' ').trim();
}

/** Splits at a full stop, question or exclamation mark that a new sentence follows. */
function split(paragraph: string): string[] {
  if (!paragraph.includes(' ')) return [paragraph];
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: end } of paragraph.matchAll(/[.!?]+["')\]]*(?= )/g)) {
    const at = index + end.length;
    const next = paragraph[at + 1] ?? '';
    if (!/[A-Z0-9"'([\u00c0-\u00de]/.test(next)) continue;
    if (end.startsWith('.') && ABBREVIATIONS.test(paragraph.slice(Math.max(from, index - 8), index + 1)))
      continue;
    parts.push(paragraph.slice(from, at));
    from = at + 1;
  }
  parts.push(paragraph.slice(from));
  return parts;
}

/** Lines that belong together: a heading, a point of a list, or a paragraph over several lines. */
function* blocks(text: string): Generator<{ text: string; kind: 'point' | 'heading' | 'paragraph' }> {
  let open: { lines: string[]; kind: 'point' | 'paragraph' } | undefined;
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = cutText(raw, 200_000);
    const heading = HEADING.test(line);
    const bullet = !heading && BULLET.test(line);
    const empty = RULE.test(line);
    if (open && (empty || heading || bullet)) {
      yield { text: plain(open.lines.join(' ')), kind: open.kind };
      open = undefined;
    }
    if (empty) continue;
    const words = line.replace(HEADING, '').replace(BULLET, '');
    if (heading) yield { text: plain(words), kind: 'heading' };
    else if (open) open.lines.push(words);
    else open = { lines: [words], kind: bullet ? 'point' : 'paragraph' };
  }
  if (open) yield { text: plain(open.lines.join(' ')), kind: open.kind };
}

/** The sentences of a text, in order. Text beyond `MAX_TEXT` or `MAX_SENTENCES` is ignored. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let lead: string | undefined;
  for (const block of blocks(cutText(text, MAX_TEXT))) {
    if (block.kind !== 'point') lead = undefined;
    const parts = split(block.text);
    for (const part of parts) {
      const words = cutText(part, MAX_SENTENCE).trim();
      const key = keyOf(words);
      if (key === '') continue;
      const inList = block.kind === 'point' && lead !== undefined && !words.endsWith(':');
      sentences.push({ text: words, key, ...(inList && lead ? { lead } : {}) });
    }
    if (block.text.endsWith(':')) lead = parts.at(-1)?.slice(-MAX_SENTENCE);
    if (sentences.length >= MAX_SENTENCES) break;
  }
  return sentences.slice(0, MAX_SENTENCES);
}
