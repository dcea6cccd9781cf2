/** A scorer of another version, and what can go wrong with it. */
import type { StageContext } from '../../workers/context.ts';
import { scoreOf } from './mentions.ts';

/** Scores by the digits in the text: the same text, the same score, and another one than the real scorer's. */
export function otherScorer(version: string, seed = 1): StageContext['scorer'] {
  return {
    version,
    score: async (batch) =>
      batch.map(({ text }) => scoreOf(Number(/\d+/.exec(text)?.[0] ?? 0) + seed * 10_000)),
    close: async () => {},
  };
}

/** Turns every label of the real scorer around, so that what was calm stands out and the other way round. */
export function contraryScorer(ctx: StageContext, version: string): StageContext['scorer'] {
  return {
    ...ctx.scorer,
    version,
    async score(batch) {
      const scores = await ctx.scorer.score(batch);
      return scores.map((score) =>
        score.scored
          ? {
              ...score,
              sentiment: { ...score.sentiment, label: 'neutral', score: 0 },
              betrayal: { label: false, p: 0, categories: [], context: [] },
            }
          : score,
      );
    },
  };
}
