/** The readings that are measured side by side: the first alone, and both. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import type { Scored, ScoreOptions, Scorer } from '../../src/domain/scoring.ts';
import { createScorer } from '../../src/score/scorer.ts';

export const LABELS = { negative: 0, neutral: 1, positive: 2 } as const;

export interface Text {
  readonly text: string;
  readonly options?: ScoreOptions;
}

export interface Reading {
  readonly name: string;
  readonly scorer: Scorer;
  /** A text that is not scored says nothing. Texts that were read before are not read again. */
  read(texts: readonly Text[]): readonly Scored[];
}

const NOTHING: Scored = {
  scored: true,
  lang: 'en',
  sentiment: { label: 'neutral', score: 0, p: { negative: 0, neutral: 1, positive: 0 } },
  betrayal: { label: false, p: 0, categories: [], context: [] },
};

export function readings(): readonly [first: Reading, both: Reading] {
  const { packs } = loadConfig(join(packageRoot, 'config'));
  return [reading('first', createScorer(packs, undefined, false)), reading('both', createScorer(packs))];
}

function reading(name: string, scorer: Scorer): Reading {
  const known = new WeakMap<readonly Text[], readonly Scored[]>();
  return {
    name,
    scorer,
    read(texts) {
      const before = known.get(texts);
      if (before !== undefined) return before;
      const scores = scorer.scoreAll(texts).map((score) => (score.scored ? score : NOTHING));
      known.set(texts, scores);
      return scores;
    },
  };
}

export function toneOf({ sentiment }: Scored): number {
  return LABELS[sentiment.label];
}
