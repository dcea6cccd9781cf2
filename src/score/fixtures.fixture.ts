/** The shipped packs for tests. The only file here that reads from disk; tests alone import it. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import type { CategoryHit, Scored, ScoreOptions } from '../domain/scoring.ts';
import { createScorer } from './scorer.ts';

export const { packs } = loadConfig(join(packageRoot, 'config'));
export const scorer = createScorer(packs);

/** The score of an English text; throws if it is not scored. */
export function read(text: string, options: ScoreOptions = { lang: 'en' }): Scored {
  const score = scorer.score(text, options);
  if (!score.scored) throw new Error(`not scored (${score.reason}): ${text}`);
  return score;
}

/** Codes of the hits that count. */
export function concerns(text: string): string[] {
  return read(text)
    .betrayal.categories.filter((hit: CategoryHit) => hit.polarity === 'concern' && hit.p >= 0.5)
    .map((hit) => hit.code);
}
