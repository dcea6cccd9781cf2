/** Runs in the thread that explains: it has a scorer of its own, so that scoring does not wait. */
import type { ScoreRequest } from '../domain/scoring.ts';
import { workerData } from 'node:worker_threads';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { serveWork } from '../thread/serve-work.ts';
import { explain } from './explain.ts';
import { createScorer } from './scorer.ts';
import { stepBack } from '../thread/step-back.ts';

stepBack(10);
const { packs } = workerData as { packs: readonly TaxonomyPack[] };
const scorer = createScorer(packs);

serveWork<ScoreRequest>(({ text, options }) => explain(scorer, text, options));
