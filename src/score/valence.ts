/** Valence of a text from a lexicon and the rules of English polarity. */
import { BOOSTERS, NEGATORS } from './lexicon/marks.ts';
import { PHRASES_BY_FIRST } from './lexicon/table.ts';
import type { Token, Tokens } from './tokens.ts';

/** A negator affects this many following words, as in VADER (Hutto & Gilbert 2014). */
const NEGATION_REACH = 3;
/** Factor for a negated word: weaker, with the opposite sign. */
const NEGATED = -0.6;
/** The part before "but" counts less and the part after it more (VADER's rule). */
const BEFORE_BUT = 0.5;
const AFTER_BUT = 1.5;
const SHOUTED = 1.25;
const ELONGATED = 1.2;
/** Word, emoji or emoticon → valence −4…4. */
type Lexicon = ReadonlyMap<string, number>;

/** One exclamation mark adds this much of the strength, up to three. */
const EXCLAMATION = 0.08;
/**
 * Valence of a text. The sum over a sentence is divided by the root of its number of words; the sum over sentences with
 * feeling by the root of their number. A long rant is therefore stronger than a short one but does not saturate.
 */
export function valence(read: Tokens, masked: ReadonlySet<string>, lexicon: Lexicon): number {
  const { tokens } = read;
  let total = 0;
  let felt = 0;
  for (let from = 0; from < tokens.length; ) {
    const sentence = tokens[from]?.sentence;
    let to = from + 1;
    while (to < tokens.length && tokens[to]?.sentence === sentence) to += 1;
    const { sum, count } = readSentence(tokens, from, to, masked, lexicon);
    if (count > 0) {
      total += sum / Math.sqrt(count);
      felt += 1;
    }
    from = to;
  }
  if (felt === 0) return 0;
  return (total / Math.sqrt(felt)) * (1 + EXCLAMATION * Math.min(3, read.exclamations));
}

function readSentence(
  tokens: readonly Token[],
  from: number,
  to: number,
  masked: ReadonlySet<string>,
  lexicon: Lexicon,
) {
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i += 1) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.text === 'but' && i > from) {
      sum *= BEFORE_BUT;
      continue;
    }
    if (token.kind === 'mention' || token.kind === 'url' || masked.has(token.text)) continue;
    const phrase = phraseAt(tokens, i, to);
    let base = phrase?.valence ?? wordValence(token.text, lexicon);
    if (base === 0) {
      if (phrase !== undefined) i += phrase.length - 1;
      continue;
    }
    if (phrase === undefined || phrase.valence > 0) base *= shift(tokens, i, from);
    if (token.shouted && token.text.length > 2) base *= SHOUTED;
    if (butBefore(tokens, i, from)) base *= AFTER_BUT;
    sum += base;
    count += 1;
    if (phrase !== undefined) i += phrase.length - 1;
  }
  return { sum, count };
}

function phraseAt(tokens: readonly Token[], at: number, to: number) {
  for (const [words, value] of PHRASES_BY_FIRST.get(tokens[at]?.text ?? '') ?? []) {
    if (at + words.length > to) continue;
    if (words.every((word, k) => tokens[at + k]?.text === word))
      return { length: words.length, valence: value };
  }
  return undefined;
}

/** Valence of a word or of its form without repeated letters, else 0. */
function wordValence(word: string, lexicon: Lexicon): number {
  const direct = lexicon.get(word);
  if (direct !== undefined) return direct;
  if (/(.)\1\1/.test(word)) {
    const twice = lexicon.get(word.replace(/(.)\1{2,}/g, '$1$1'));
    const once = twice ?? lexicon.get(word.replace(/(.)\1{2,}/g, '$1'));
    if (once !== undefined) return once * ELONGATED;
  }
  if (word.endsWith("'s")) return lexicon.get(word.slice(0, -2)) ?? 0;
  return 0;
}

/** Factor from the preceding words: boosters directly before the word, a negator within reach. */
function shift(tokens: readonly Token[], at: number, from: number): number {
  let factor = 1;
  for (let back = 1; back <= NEGATION_REACH && at - back >= from; back += 1) {
    const before = tokens[at - back];
    if (before === undefined) break;
    if (tokens[at - back + 1]?.broken === true) break;
    const boost = BOOSTERS.get(before.text);
    if (boost !== undefined && back <= 2) factor *= back === 1 ? boost : 1 + (boost - 1) / 2;
    if (isNegator(before.text) && !(before.text === 'not' && tokens[at - back + 1]?.text === 'only')) {
      return factor * NEGATED;
    }
  }
  return factor;
}

function butBefore(tokens: readonly Token[], at: number, from: number): boolean {
  for (let i = at - 1; i >= from && at - i <= 12; i -= 1) if (tokens[i]?.text === 'but') return true;
  return false;
}

/** Whether a lower-case word negates what follows. */
export function isNegator(word: string): boolean {
  return NEGATORS.has(word) || word.endsWith("n't");
}
