/**
 * Why a text was scored so: what changes when a word is taken out ("erasure", Li et al. 2016, arXiv:1612.08220),
 * and which phrases of the packs were found. It holds for everything the scorer does, since it asks the scorer.
 */
import type { Explanation, ExplainedWord, Score, Scorer, ScoreOptions } from '../domain/scoring.ts';
import { normalise, givenSpan } from './normalise.ts';
import { tokenise } from './tokens.ts';

/** Words tried one by one; a longer text is split into this many parts of equal length. */
const MOST_PARTS = 60;
/** Changes smaller than this are not worth a line. */
const LEAST = 0.01;
const MOST_WORDS = 12;

/** The words that moved the score of `text`, strongest first; `undefined` where it is not scored. */
export function explain(
  scorer: Pick<Scorer, 'score'>,
  text: string,
  options: ScoreOptions = {},
): Explanation | undefined {
  // The language is sameLanguage by the whole text: a part of it may be too short to tell.
  const whole = scorer.score(text, options);
  if (!whole.scored) return undefined;
  const sameLanguage = { ...options, lang: whole.lang };
  const normalised = normalise(text);
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
