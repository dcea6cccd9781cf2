/** Sentiment of a text: models, lexicon and broken trust weighed together. */
import type { Sentiment, SentimentLabel } from '../domain/scoring.ts';
import { SENTIMENTS } from './model/heads.ts';
import type { Raw } from './model/reader.ts';
import { blend, sentimentInputs, softmax, type StackWeights } from './model/stack.ts';

/** Half of the score is the lexicon's, which knows degrees; the models know which side. */
const LEXICON_SHARE = 0.5;
/** Valence at which the lexicon's part reaches three quarters. */
const STRONG = 4;
/** A text that speaks of broken trust is not kind: how much of its chance to be positive goes to negative. */
const UNKIND = 0.8;

/** `valence` is the lexicon's; `chance` the probability that the text speaks of broken trust. */
export function readSentiment(stack: StackWeights, raw: Raw, valence: number, chance: number): Sentiment {
  const inputs = sentimentInputs(raw.linear, raw.conv, valence, chance);
  const [negative, neutral, positive] = softmax(stack.sentiment.map((b) => blend(b, inputs))) as [
    number,
    number,
    number,
  ];
  const kept = positive * (1 - UNKIND * chance);
  const p = { negative: negative + (positive - kept), neutral, positive: kept };
  const label = SENTIMENTS.reduce<SentimentLabel>(
    (best, name) => (p[name] > p[best] ? name : best),
    'neutral',
  );
  const felt = Math.tanh(valence / STRONG);
  return { label, score: (1 - LEXICON_SHARE) * (p.positive - p.negative) + LEXICON_SHARE * felt, p };
}

/** The same feeling for the other side of a comparison. */
export function turnRound({ label, score, p }: Sentiment): Sentiment {
  const turned = { negative: p.positive, neutral: p.neutral, positive: p.negative };
  if (label === 'neutral') return { label, score: -score, p: turned };
  return { label: label === 'negative' ? 'positive' : 'negative', score: -score, p: turned };
}
