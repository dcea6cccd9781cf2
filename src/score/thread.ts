/** Runs in a scoring thread: creates its scorer once, then scores batches. */
import { workerData } from 'node:worker_threads';
import type { Score } from '../domain/scoring.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import type { ScoreRequest } from './pool.ts';
import { remembering } from './remember.ts';
import { createScorer } from './scorer.ts';

/** Piscina passes its own data first and ours second, or only ours. */
const given: unknown = Array.isArray(workerData) ? workerData[1] : workerData;
const { packs } = given as { packs: readonly TaxonomyPack[] };
const score = remembering(createScorer(packs).score);

/** Returns scores in the order of the batch. */
export default function scoreBatch(batch: readonly ScoreRequest[]): Score[] {
  return batch.map(({ text, options }) => score(text, options));
}
