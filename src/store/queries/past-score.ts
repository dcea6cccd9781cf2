/** Keeps the score of a mention before it is replaced or its text goes, so that older figures can be told again. */
import type { Db } from './db.ts';
import type { mention } from './schema.ts';
import { mentionScore } from './schema-rescore.ts';

/** Adds what the row says now to the scores of the past. */
export async function keepPastScore(db: Db, row: typeof mention.$inferSelect): Promise<void> {
  const { state, lang, sentimentLabel, sentimentScore, betrayalLabel, betrayalP, categories, context } = row;
  await db
    .insert(mentionScore)
    .values({
      mentionId: row.id,
      version: row.scorerVersion ?? '',
      state,
      lang,
      sentimentLabel,
      sentimentScore,
      betrayalLabel,
      betrayalP,
      categories,
      context,
    })
    .run();
}
