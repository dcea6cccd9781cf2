/** Finds sentence boundaries at full stops; the tokeniser handles all other stops, which are unambiguous. */
import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItemSentence } from 'wink-nlp';

const nlp = winkNLP(model, ['sbd']);
/** Short words that are not abbreviations: a full stop after one ends a sentence, as after any longer word. */
const ENDINGS = new Set(
  `it me us you him her them this that up out off on in to do so is was now day all too one two yet not app ads ad way how
  who why lol here bad mad sad fun new old job use pay ok bye yes go by for be at if my we he she and or but any ago own big
  let got get has had did see say try buy top end far low car bus air eye key man men dad mom mum kid dog cat sky sun war
  law tax fix bug fee tv pc uk eu ai fb ios api ceo s re ve ll`.split(/\s+/),
);
/** Abbreviations before a name or number: the full stop does not end a sentence. */
const TITLES = new Set(
  'mr mrs ms dr st vs jr sr prof no inc ltd co corp rev gen col sgt capt fig vol pp ca'.split(' '),
);
/** Words with at least this many letters are not abbreviations. */
const LONG_WORD = 4;
const [DOT, ELLIPSIS, LINE] = [0x2e, 0x2026, 10];

/**
 * Offsets at which the second and later sentences begin; empty for a text of one sentence.
 * Uses the sentence boundary detection of wink-nlp only if the text has an ambiguous full stop.
 */
export function sentenceStarts(text: string): readonly number[] {
  let at = text.indexOf('.');
  if (at === -1) return NONE;
  const starts: number[] = [];
  for (; at !== -1; at = text.indexOf('.', at + 1)) {
    const next = nextSentence(text, at);
    if (next === -1) continue;
    const verdict = endsAt(text, at, next);
    if (verdict === undefined) return askWink(text);
    if (verdict) starts.push(next);
  }
  return starts;
}

const NONE: readonly number[] = [];

/** Offset at which the text continues after a single full stop and a space; −1 if it is not one. */
function nextSentence(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  if (at === 0 || before === DOT || before === ELLIPSIS || isSpace(before)) return -1;
  let next = at + 1;
  while (isClosing(text.charCodeAt(next))) next += 1;
  if (!isSpace(text.charCodeAt(next))) return -1;
  while (isSpace(text.charCodeAt(next))) next += 1;
  return next < text.length ? next : -1;
}

/** Whether a sentence ends at the full stop; undefined if ambiguous. */
function endsAt(text: string, at: number, next: number): boolean | undefined {
  let from = at;
  while (isLetter(text.charCodeAt(from - 1))) from -= 1;
  const length = at - from;
  if (length >= LONG_WORD) return true;
  const word = text.slice(from, at).toLowerCase();
  if (length > 0 && ENDINGS.has(word)) return true;
  const small = text.charCodeAt(next);
  if (small >= 0x61 && small <= 0x7a) return false;
  if (length > 0) return TITLES.has(word) ? false : undefined;
  const before = text.charCodeAt(at - 1);
  // "in 2015. Then" ends; "2. Then" may be a list.
  if (before >= 0x30 && before <= 0x39)
    return text.charCodeAt(at - 2) >= 0x30 && text.charCodeAt(at - 2) <= 0x39;
  return isClosing(before) ? true : undefined;
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === LINE || (code >= 9 && code <= 13);
}

function isClosing(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x29 || code === 0x5d;
}

function askWink(text: string): number[] {
  const starts: number[] = [];
  let at = 0;
  nlp
    .readDoc(text)
    .sentences()
    .each((sentence: ItemSentence) => {
      const words = sentence.out();
      const found = text.indexOf(words.slice(0, 16), at);
      if (found > 0 && at > 0) starts.push(found);
      if (found >= 0) at = found + Math.max(1, words.length - 2);
    });
  return starts;
}
