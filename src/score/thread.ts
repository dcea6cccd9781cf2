/** Runs in a scoring thread: creates its scorer once, then scores batches. */
import { workerData } from 'node:worker_threads';
import type { Score, ScoreRequest } from '../domain/scoring.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { stepBack } from '../thread/step-back.ts';
import { remembering } from './remember.ts';
import { createScorer } from './scorer.ts';

export interface ThreadData {
  readonly packs: readonly TaxonomyPack[];
  /** `first`: the first reading, whose scores say whether they are open. `only`: the same, with none open. */
  readonly readings: 'first' | 'only' | 'both';
}

/** Piscina passes its own data first and ours second, or only ours. */
const given: unknown = Array.isArray(workerData) ? workerData[1] : workerData;
const { packs, readings } = given as ThreadData;
const scoreBatch = readings === 'both' ? both() : first();

/** Returns scores in the order of the batch. */
export default scoreBatch;

function first(): (batch: readonly ScoreRequest[]) => Score[] {
  const scorer = createScorer(packs, undefined, false);
  const score = remembering(
    readings === 'first' ? scorer.score : (...asked) => closed(scorer.score(...asked)),
  );
  return (batch) => batch.map(({ text, options }) => score(text, options));
}

function both(): (batch: readonly ScoreRequest[]) => Score[] {
  // What is fresh goes first.
  stepBack(10);
  return createScorer(packs).scoreAll;
}

function closed(score: Score): Score {
  if (!score.scored || score.open !== true) return score;
  const { open: _, ...rest } = score;
  return rest;
}
