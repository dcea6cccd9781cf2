/** Scorers of another version than the real one. */
import type { StageContext } from '../../workers/context.ts';
import { scoreOf } from './mentions.ts';

type Scorer = StageContext['scorer'];

/** Scores by the last number in the text: the same text, the same score, and another one for each `shift`. */
export function diceScorer(version: string, shift = 0): Scorer {
  const diceOf = (text: string) => scoreOf(Number(/(\d+)\D*$/.exec(text)?.[1] ?? 0) + shift);
  const score: Scorer['score'] = async (batch) => batch.map(({ text }) => diceOf(text));
  return { version, score, scoreAgain: score, close: async () => {} };
}

/** Reads what the real scorer reads, and finds no fault with any of it. */
export function neutralScorer({ scorer }: Pick<StageContext, 'scorer'>, version: string): Scorer {
  const neutral =
    (read: Scorer['score']): Scorer['score'] =>
    async (batch) => {
      const betrayal = { label: false, p: 0, categories: [], context: [] };
      const scores = await read(batch);
      return scores.map((score) => {
        if (!score.scored) return score;
        return { ...score, sentiment: { ...score.sentiment, label: 'neutral', score: 0 }, betrayal };
      });
    };
  return { ...scorer, version, score: neutral(scorer.score), scoreAgain: neutral(scorer.scoreAgain) };
}
