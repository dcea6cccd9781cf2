/** Sentiment of a text from models, lexicon and probability of betrayal. */
import type { Sentiment, SentimentLabel } from '../domain/scoring.ts';
import { SENTIMENTS } from './model/heads.ts';
import type { Raw } from './model/reader.ts';
import { blend, sentimentInputs, softmax, type StackWeights } from './model/stack.ts';
import { type Again, sentimentAgain } from './second/stack.ts';

/** Share of the lexicon in the score: it measures strength, while the models decide the sign. */
const LEXICON_SHARE = 0.5;
/** Valence at which the lexicon's part reaches three quarters of its maximum. */
const STRONG = 4;
/** Share of the positive probability that moves to negative if the text is certainly about betrayal. */
const UNKIND = 0.8;

/** `valence` comes from the lexicon; `chance` is the probability of betrayal. */
export function readSentiment(
  stack: StackWeights,
  raw: Raw,
  valence: number,
  chance: number,
  again?: Again,
): Sentiment {
  const inputs = sentimentInputs(raw.linear, raw.conv, valence, chance);
  const first = stack.sentiment.map((b) => blend(b, inputs));
  const logits =
    again?.stack.sentiment.map((b) => blend(b, sentimentAgain(first, again.answers, valence, chance))) ??
    first;
  const [negative, neutral, positive] = softmax(logits) as [number, number, number];
  const kept = positive * (1 - UNKIND * chance);
  const p = { negative: negative + (positive - kept), neutral, positive: kept };
  const label = SENTIMENTS.reduce<SentimentLabel>(
    (best, name) => (p[name] > p[best] ? name : best),
    'neutral',
  );
  const felt = Math.tanh(valence / STRONG);
  return { label, score: (1 - LEXICON_SHARE) * (p.positive - p.negative) + LEXICON_SHARE * felt, p };
}

/** Reverses a sentiment, for the other side of a comparison. */
export function turnRound({ label, score, p }: Sentiment): Sentiment {
  const turned = { negative: p.positive, neutral: p.neutral, positive: p.negative };
  if (label === 'neutral') return { label, score: -score, p: turned };
  return { label: label === 'negative' ? 'positive' : 'negative', score: -score, p: turned };
}
