/** What people say against a score. The score itself stays; what counts is the score with its corrections. */
import type { Betrayal, CategoryHit, Score, Sentiment, SentimentLabel } from './scoring.ts';

const CORRECTION_FIELDS = ['sentiment', 'betrayal', 'category'] as const;
export type CorrectionField = (typeof CORRECTION_FIELDS)[number];

/** One thing that a person says: a label, `yes` or `no`, or a code with `+` (missing) or `-` (wrong) before it. */
export interface CorrectionValue {
  readonly field: CorrectionField;
  readonly value: string;
}

/** All that is said against one score and not undone. */
export interface Corrected {
  readonly sentiment?: SentimentLabel;
  readonly betrayal?: boolean;
  /** Codes that the score lacks. */
  readonly add?: readonly string[];
  /** Codes that it has wrongly. */
  readonly remove?: readonly string[];
}

const LABELS: readonly string[] = ['negative', 'neutral', 'positive'];
/** What a corrected label counts as, of −1 … 1: clearly so, and no more than that. */
const CORRECTED_SCORE = { negative: -0.5, neutral: 0, positive: 0.5 } as const;

/** Whether a form's words are a correction. Codes are a pack's: `a-z0-9_-`. */
export function isCorrection({ field, value }: { field: string; value: string }): boolean {
  if (field === 'sentiment') return LABELS.includes(value);
  if (field === 'betrayal') return value === 'yes' || value === 'no';
  return field === 'category' && /^[+-][a-z0-9_-]{1,100}$/.test(value);
}

/** Takes corrections together, oldest first: of two about the same the later holds. Undefined where there is none. */
export function correctedBy(corrections: readonly CorrectionValue[]): Corrected | undefined {
  if (corrections.length === 0) return undefined;
  const codes = new Map<string, string>();
  let sentiment: SentimentLabel | undefined;
  let betrayal: boolean | undefined;
  for (const { field, value } of corrections) {
    if (field === 'sentiment') sentiment = value as SentimentLabel;
    else if (field === 'betrayal') betrayal = value === 'yes';
    else codes.set(value.slice(1), value.slice(0, 1));
  }
  const of = (sign: string) => [...codes].filter(([, one]) => one === sign).map(([code]) => code);
  const [add, remove] = [of('+'), of('-')];
  return {
    ...(sentiment === undefined ? {} : { sentiment }),
    ...(betrayal === undefined ? {} : { betrayal }),
    ...(add.length > 0 ? { add } : {}),
    ...(remove.length > 0 ? { remove } : {}),
  };
}

function sentimentOf(was: Sentiment | undefined, label: SentimentLabel | undefined): Sentiment {
  const now = label ?? was?.label ?? 'neutral';
  if (was && was.label === now) return was;
  return { label: now, score: CORRECTED_SCORE[now], p: { negative: 0, neutral: 0, positive: 0, [now]: 1 } };
}

function betrayalOf(was: Betrayal | undefined, corrected: Corrected): Betrayal {
  const { add = [], remove = [] } = corrected;
  const concern = (code: string): CategoryHit => ({ code, p: 1, span: [0, 0], polarity: 'concern' });
  const kept = (was?.categories ?? []).filter(({ code }) => !remove.includes(code));
  const has = (code: string) => kept.some((hit) => hit.code === code && hit.polarity === 'concern');
  const label = corrected.betrayal ?? (add.length > 0 ? true : (was?.label ?? false));
  return {
    label,
    p: label === was?.label ? was.p : label ? 1 : 0,
    categories: [...kept, ...add.filter((code) => !has(code)).map(concern)],
    context: (was?.context ?? []).filter(({ code }) => !remove.includes(code)),
  };
}

/**
 * The score that counts. A code that a person adds says that trust was broken, unless a person says it was not. A
 * text that could not be scored is scored by what people say of it, the rest of it neutral.
 */
export function effectiveScore(score: Score, corrected: Corrected | undefined): Score {
  if (!corrected) return score;
  const was = score.scored ? score : undefined;
  return {
    scored: true,
    lang: score.lang,
    sentiment: sentimentOf(was?.sentiment, corrected.sentiment),
    betrayal: betrayalOf(was?.betrayal, corrected),
  };
}
