/** Scores one line of `outcry score`, JSON in and JSON out. Pure; the command handles the streams. */
import type { ExplainedWord, Score, Scorer, ScoreOptions, Sentiment } from '../domain/scoring.ts';
import { explain } from './explain.ts';

interface LineError {
  readonly error: string;
  readonly id?: string | number | null;
}

/** Output for a valid line; the format is documented with `outcry score`. */
type ScoredLine = {
  readonly id: string | number | null;
  readonly lang: string;
  readonly scored: boolean;
  readonly sentiment: Sentiment | null;
  readonly betrayal: (Score & { scored: true })['betrayal'] | null;
  readonly reason?: string;
  readonly explanation?: readonly ExplainedWord[];
};

interface LineOptions {
  /** Names of the packs to use; all packs when absent. */
  readonly packs?: readonly string[];
  /** Adds the words that affected the score. */
  readonly explain?: boolean;
  /** Names to mask for the brand given on the line; the given name itself when absent. */
  readonly brandTerms?: (brand: string) => readonly string[];
}

/**
 * Scores one line of JSON Lines `{id?, text, brand?, lang?}`. Numbers have four decimals.
 * Never throws for an invalid line: returns `{error, id?}` instead.
 */
export function scoreLine(line: string, scorer: Scorer, options: LineOptions = {}): ScoredLine | LineError {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: 'not valid JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { error: 'not a JSON object' };
  const row = value as Record<string, unknown>;
  const id = typeof row['id'] === 'string' || typeof row['id'] === 'number' ? row['id'] : null;
  function fail(error: string): LineError {
    return id === null ? { error } : { error, id };
  }

  const { text, brand, lang } = row;
  if (text === undefined) return fail('text is missing');
  if (typeof text !== 'string') return fail('text is not a string');
  if (brand !== undefined && brand !== null && typeof brand !== 'string')
    return fail('brand is not a string');
  if (lang !== undefined && lang !== null && typeof lang !== 'string') return fail('lang is not a string');

  const how = scoreOptions(brand ?? undefined, lang ?? undefined, options);
  const score = scorer.score(text, how);
  if (!score.scored) {
    return { id, lang: score.lang, sentiment: null, betrayal: null, scored: false, reason: score.reason };
  }
  const scored = { id, lang: score.lang, ...rounded(score), scored: true };
  if (options.explain !== true) return scored;
  const words = explain(scorer, text, how)?.words ?? [];
  return {
    ...scored,
    explanation: words.map(({ span, sentiment, betrayal }) => ({
      span,
      sentiment: round(sentiment),
      betrayal: round(betrayal),
    })),
  };
}

function scoreOptions(
  brand: string | undefined,
  lang: string | undefined,
  options: LineOptions,
): ScoreOptions {
  return {
    ...(lang === undefined ? {} : { lang }),
    ...(brand === undefined ? {} : { brandTerms: options.brandTerms?.(brand) ?? [brand] }),
    ...(options.packs === undefined ? {} : { packs: options.packs }),
  };
}

function rounded({ sentiment, betrayal }: Score & { scored: true }) {
  const { negative, neutral, positive } = sentiment.p;
  return {
    sentiment: {
      label: sentiment.label,
      score: round(sentiment.score),
      p: { negative: round(negative), neutral: round(neutral), positive: round(positive) },
    },
    betrayal: {
      label: betrayal.label,
      p: round(betrayal.p),
      categories: betrayal.categories.map(({ code, p, span, polarity }) => ({
        code,
        p: round(p),
        span,
        polarity,
      })),
      context: betrayal.context,
    },
  };
}

function round(x: number): number {
  return Math.round(x * 10_000) / 10_000;
}
