/** What scoring says about one text. */

export type SentimentLabel = 'negative' | 'neutral' | 'positive';

export interface Sentiment {
  readonly label: SentimentLabel;
  /** −1 (worst) to 1 (best). */
  readonly score: number;
  /** Probabilities; they sum to 1. */
  readonly p: Readonly<Record<SentimentLabel, number>>;
}

/** Only `concern` counts as betrayal; the others are kept to explain the score. */
export type Polarity = 'concern' | 'praise' | 'negated' | 'hypothetical';

export interface CategoryHit {
  /** A code of a taxonomy pack, e.g. `third_party_sharing`. */
  readonly code: string;
  readonly p: number;
  /** Half-open range of UTF-16 offsets into the text as it was given. */
  readonly span: readonly [number, number];
  readonly polarity: Polarity;
}

export interface ContextTag {
  readonly code: string;
  readonly stance?: 'accepted' | 'rejected';
}

export interface Betrayal {
  readonly label: boolean;
  /** Probability that the text speaks of broken trust, 0 to 1. */
  readonly p: number;
  readonly categories: readonly CategoryHit[];
  readonly context: readonly ContextTag[];
}

export interface Scored {
  readonly scored: true;
  /** ISO 639-1 code. */
  readonly lang: string;
  readonly sentiment: Sentiment;
  readonly betrayal: Betrayal;
  /** By the first reading alone, which leaves it open: a second reading may say otherwise. */
  readonly open?: true;
}

interface NotScored {
  readonly scored: false;
  /** ISO 639-1 code, `und` if undetermined. */
  readonly lang: string;
  readonly reason: string;
}

export type Score = Scored | NotScored;

export interface ScoreOptions {
  /** Language the source claims; a hint only. */
  readonly lang?: string;
  /** Names of the brand, masked before sentiment so that "Calm" is not a kind word. */
  readonly brandTerms?: readonly string[];
  /** A post speaks of broken trust from this probability; the shipped threshold when absent. */
  readonly threshold?: number;
  /** Names of the taxonomy packs to use; all loaded packs when absent. */
  readonly packs?: readonly string[];
}

export interface ScoreRequest {
  readonly text: string;
  readonly options?: ScoreOptions;
}

/** The port that better models fill. Pure: same text, same answer. */
export interface Scorer {
  /** Version of models, lexicons and taxonomy packs together; stored with every score. */
  readonly version: string;
  score(text: string, options?: ScoreOptions): Score;
  /** The same for several texts, in their order: quicker, where some are read twice. */
  scoreAll(batch: readonly ScoreRequest[]): Score[];
}

/** A word or part of a text, and what it adds: the score with it less the score without it. */
export interface ExplainedWord {
  /** Half-open range of UTF-16 offsets into the text as it was given. */
  readonly span: readonly [number, number];
  /** Change of the sentiment score, −2 to 2. */
  readonly sentiment: number;
  /** Change of the probability of broken trust, −1 to 1. */
  readonly betrayal: number;
}

export interface Explanation {
  readonly score: Scored;
  /** Strongest first. */
  readonly words: readonly ExplainedWord[];
}

/** The category that breaks no trust by itself, so it counts in a text without betrayal too. */
const FAILURE = 'service_failure';

/** Codes that a scored text counts for: concerns of a betrayal, a failing service, and context tags; each once. */
export function countedCodes(betrayal: Pick<Betrayal, 'label' | 'categories' | 'context'>): string[] {
  const codes = new Set<string>(betrayal.context.map((tag) => tag.code));
  for (const { code, polarity } of betrayal.categories)
    if (polarity === 'concern' && (betrayal.label || code === FAILURE)) codes.add(code);
  return [...codes];
}
