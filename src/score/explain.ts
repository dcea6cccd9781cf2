/**
 * Explains a score: how it changes when a word is removed ("erasure", Li et al. 2016, arXiv:1612.08220), and which
 * phrases of the packs were found. It covers everything that the scorer does, because it calls the scorer.
 */
import { withoutQuotes } from '../domain/quotation/quotes.ts';
import type { Explanation, ExplainedWord, Score, Scorer, ScoreOptions } from '../domain/scoring.ts';
import { normalise, givenSpan } from './normalise.ts';
import { tokenise } from './tokens.ts';

/** Up to this many words are removed one at a time; a longer text is split into this many parts of equal length. */
const MOST_PARTS = 60;
/** Smaller changes are not reported. */
const LEAST = 0.01;
const MOST_WORDS = 12;

/** The words that affect the score of `text` most, strongest first; undefined if the text is not scored. */
export function explain(
  scorer: Pick<Scorer, 'score'>,
  text: string,
  options: ScoreOptions = {},
): Explanation | undefined {
  // The language is taken from the whole text: a part may be too short to detect it.
  const whole = scorer.score(text, options);
  if (!whole.scored) return undefined;
  const sameLanguage = { ...options, lang: whole.lang };
  const normalised = normalise(withoutQuotes(text));
  const { tokens } = tokenise(normalised.text);
  const size = Math.max(1, Math.ceil(tokens.length / MOST_PARTS));
  const words: ExplainedWord[] = [];
  for (let from = 0; from < tokens.length; from += size) {
    const last = tokens[Math.min(tokens.length, from + size) - 1]!;
    const [start, end] = givenSpan(normalised, tokens[from]!.start, last.end);
    const without = scorer.score(`${text.slice(0, start)} ${text.slice(end)}`, sameLanguage);
    words.push({ span: [start, end], ...change(whole, without) });
  }
  const strength = (word: ExplainedWord) => Math.max(Math.abs(word.sentiment), Math.abs(word.betrayal));
  return {
    score: whole,
    words: words
      .filter((word) => strength(word) >= LEAST)
      .sort((a, b) => strength(b) - strength(a) || a.span[0] - b.span[0])
      .slice(0, MOST_WORDS),
  };
}

function change(whole: Score & { scored: true }, without: Score) {
  const sentiment = without.scored ? without.sentiment.score : 0;
  const betrayal = without.scored ? without.betrayal.p : 0;
  return { sentiment: whole.sentiment.score - sentiment, betrayal: whole.betrayal.p - betrayal };
}
