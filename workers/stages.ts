/** The table of stages: every stage has exactly one handler. */
import type { Payload, Stage } from '../src/queue/stages.ts';
import { alertStage } from './alert.ts';
import type { StageContext } from './context.ts';
import { detectStage } from './detect.ts';
import { notifyStage } from './notify.ts';
import { rescoreStage } from './rescore.ts';
import { scoreStage } from './score.ts';
import { secondStage } from './second.ts';

type Handlers = { readonly [S in Stage]: (ctx: StageContext, payload: Payload<S>) => Promise<void> };

export const handlers: Handlers = {
  // Loaded when a source is read: commands that only score and detect need no connectors.
  collect: async (ctx, payload) => (await import('./collect.ts')).collectStage(ctx, payload),
  score: scoreStage,
  second: secondStage,
  rescore: rescoreStage,
  detect: detectStage,
  alert: alertStage,
  notify: notifyStage,
};

/**
 * Jobs of one stage that run at the same time in a process. Notify runs alone, so that the hourly limit is exact. Two score
 * jobs: a third holds more texts in memory and is no faster.
 */
export const CONCURRENCY: Readonly<Record<Stage, number>> = {
  collect: 2,
  score: 2,
  second: 1,
  rescore: 1,
  detect: 1,
  alert: 1,
  notify: 1,
};
