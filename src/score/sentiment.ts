/** Sentiment of a text: models, lexicon and broken trust weighed together. */
import type { Sentiment, SentimentLabel } from '../domain/scoring.ts';
import { SENTIMENTS } from './model/heads.ts';
import type { Raw } from './model/reader.ts';
import { blend, sentimentInputs, softmax, type StackWeights } from './model/stack.ts';
import type { Tokens } from './tokens.ts';
import { isDrawn } from './word-form.ts';

/** How much of the score is the lexicon's, which knows degrees; the models know which side. */
const LEXICON_SHARE = 0.3;
/** Valence at which the lexicon's part reaches three quarters. */
const STRONG = 4;
/** How much of the way to the end of the scale one sign of emphasis goes (VADER has the rule too). */
const EMPHASIS = 0.06;
const MOST_EMPHASIS = 3;
/** A text that speaks of broken trust is not kind: how much of its chance to be positive goes to negative. */
const UNKIND = 0.8;

/**
 * `valence` is the lexicon's; `chance` the probability that the text speaks of broken trust;
 * `emphasis` counts signs of it (see `emphasisOf`).
 */
export function readSentiment(
  stack: StackWeights,
  raw: Raw,
  valence: number,
  chance: number,
  emphasis: number,
): Sentiment {
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
  const plain = (1 - LEXICON_SHARE) * (p.positive - p.negative) + LEXICON_SHARE * felt;
  const room = 1 - Math.abs(plain);
  return { label, score: plain + Math.sign(plain) * room * EMPHASIS * emphasis, p };
}

/** Exclamation marks, capitals among small letters, and drawn-out words, up to three. */
export function emphasisOf({ tokens, exclamations }: Tokens, masked: ReadonlySet<string>): number {
  let signs = exclamations;
  let shouted = 0;
  for (const token of tokens) {
    if (masked.has(token.text)) continue;
    if (token.shouted) shouted += 1;
    else if (token.kind === 'word' && isDrawn(token.text)) signs += 1;
  }
  if (shouted < tokens.length) signs += shouted;
  return Math.min(MOST_EMPHASIS, signs);
}
