/** What a person says about a mention against the scorer: kept beside its score, through every re-score. */
import type { Score, SentimentLabel } from './scoring.ts';

export type CorrectedField = 'sentiment' | 'betrayal';

/** `sentiment`: a label; `betrayal`: `yes` or `no`. */
export interface CorrectionValue {
  readonly field: CorrectedField;
  readonly value: string;
}

export interface Correction extends CorrectionValue {
  readonly id: number;
  readonly mentionId: number;
  readonly who: string;
  readonly at: number;
  readonly undoneAt?: number;
  readonly undoneBy?: string;
}

export const CORRECTION_VALUES: Readonly<Record<CorrectedField, readonly string[]>> = {
  sentiment: ['negative', 'neutral', 'positive'],
  betrayal: ['yes', 'no'],
};

/** Where a person moves a label, the score goes to the middle of that label's side. */
const SIDE: Readonly<Record<SentimentLabel, number>> = { negative: -0.6, neutral: 0, positive: 0.6 };

/** The score that counts: the scorer's, with what people say about it. A text that was not scored becomes scored. */
export function correctedScore(score: Score, corrections: readonly CorrectionValue[]): Score {
  const of = (field: CorrectedField) => corrections.find((one) => one.field === field)?.value;
  const sentiment = of('sentiment') as SentimentLabel | undefined;
  const betrayal = of('betrayal');
  if (sentiment === undefined && betrayal === undefined) return score;
  const none = { negative: 0, neutral: 1, positive: 0 };
  const base = score.scored
    ? score
    : {
        scored: true as const,
        lang: score.lang,
        sentiment: { label: 'neutral' as const, score: 0, p: none },
        betrayal: { label: false, p: 0, categories: [], context: [] },
      };
  return {
    ...base,
    sentiment:
      sentiment === undefined || sentiment === base.sentiment.label
        ? base.sentiment
        : { ...base.sentiment, label: sentiment, score: SIDE[sentiment] },
    betrayal:
      betrayal === undefined || (betrayal === 'yes') === base.betrayal.label
        ? base.betrayal
        : { ...base.betrayal, label: betrayal === 'yes', p: betrayal === 'yes' ? 1 : 0 },
  };
}
