/** A score as columns of a row, and back. */
import { countedCodes, type Score } from '../../domain/scoring.ts';
import { sql } from 'drizzle-orm';
import { mention } from './schema.ts';

/** The columns that hold a score. Probabilities of the three labels are not kept. */
export type ScoreColumns = Pick<
  typeof mention.$inferSelect,
  | 'state'
  | 'lang'
  | 'sentimentLabel'
  | 'sentimentScore'
  | 'betrayalLabel'
  | 'betrayalP'
  | 'categories'
  | 'context'
>;

/** Values for a statement with placeholders. */
export function scoreValues(score: Score) {
  if (!score.scored) {
    return {
      state: 'not-scored',
      sentimentLabel: null,
      sentimentScore: null,
      betrayalLabel: null,
      betrayalP: null,
      categories: null,
      context: null,
    };
  }
  const { sentiment, betrayal } = score;
  return {
    state: 'scored',
    sentimentLabel: sentiment.label,
    sentimentScore: sentiment.score,
    betrayalLabel: betrayal.label ? 1 : 0,
    betrayalP: betrayal.p,
    categories: betrayal.categories.length > 0 ? JSON.stringify(betrayal.categories) : null,
    context: betrayal.context.length > 0 ? JSON.stringify(betrayal.context) : null,
  };
}

/** What a statement sets from `scoreValues`, the language and the version. */
export function scorePlaceholders() {
  const p = sql.placeholder;
  return {
    state: sql`${p('state')}`,
    lang: sql`coalesce(${p('lang')}, ${mention.lang})`,
    sentimentLabel: sql`${p('sentimentLabel')}`,
    sentimentScore: sql`${p('sentimentScore')}`,
    betrayalLabel: sql`${p('betrayalLabel')}`,
    betrayalP: sql`${p('betrayalP')}`,
    categories: sql`${p('categories')}`,
    context: sql`${p('context')}`,
    scorerVersionId: sql`${p('versionId')}`,
  };
}

/** The score of a mention that is counted. */
export function scoreOfRow(row: ScoreColumns): Score {
  if (row.state === 'not-scored') return { scored: false, lang: row.lang ?? 'und', reason: '' };
  const betrayal = {
    label: row.betrayalLabel ?? false,
    p: row.betrayalP ?? 0,
    categories: row.categories ?? [],
    context: row.context ?? [],
  };
  const p = { negative: 0, neutral: 0, positive: 0 };
  const sentiment = { label: row.sentimentLabel ?? ('neutral' as const), score: row.sentimentScore ?? 0, p };
  return { scored: true, lang: row.lang ?? 'en', sentiment, betrayal };
}

/** Codes that a score counts for. */
export function codesOf(score: Score): string[] {
  return score.scored ? countedCodes(score.betrayal) : [];
}
