/** Keeps the score of a mention before it is replaced or its text goes, so that older figures can be computed again. */
import type { Db } from '../sql/db.ts';
import type { mention } from '../mentions/schema.ts';
import { mentionScore } from './schema.ts';

/** Adds what the rows say now to the scores of the past; rows without a version have no score. */
export async function keepPastScores(db: Db, rows: readonly (typeof mention.$inferSelect)[]): Promise<void> {
  const values = rows
    .filter((row) => row.scorerVersionId !== null)
    .map((row) => {
      const { state, lang, sentimentLabel, sentimentScore, betrayalLabel, betrayalP, categories, context } =
        row;
      const score = { sentimentLabel, sentimentScore, betrayalLabel, betrayalP, categories, context };
      return { mentionId: row.id, scorerVersionId: row.scorerVersionId ?? 0, state, lang, ...score };
    });
  if (values.length > 0) await db.insert(mentionScore).values(values).run();
}
