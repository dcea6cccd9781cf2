/** For commands that write mentions: who hears of the work, and waiting until it is done. */
import type { StageContext } from '../../workers/context.ts';
import { lockHolder } from '../ops/lock.ts';
import { openJobQueue } from '../queue/open.ts';
import type { Installation } from './installation.ts';
import { noQueue } from './stage-context.ts';
import { inProcessQueue } from './in-process-queue.ts';

const POLL_MS = 300;
/** A server that has not moved for so long gets help. */
const PATIENCE_MS = 8_000;

/**
 * A running server hears a ring over Redis; the embedded queue is its own, and it finds the work itself. Where none runs and
 * `score` is given, what is rung for is scored here meanwhile.
 */
export async function queueFor(installation: Installation, score?: Parameters<typeof inProcessQueue>[0]) {
  const { env, log } = installation;
  if (env.queueUrl === 'embedded:') {
    const working = score && lockHolder(env.dataDir) === undefined ? inProcessQueue(score) : undefined;
    const idle = async () => await working?.idle();
    return { enqueue: working?.enqueue ?? noQueue.enqueue, idle, close: idle };
  }
  const queue = await openJobQueue(env.queueUrl, '', {
    stallMs: env.stallMs,
    traceTo: env.traceTo,
    onError: (where, error) => log.debug({ where, reason: error.message }, 'queue'),
  });
  return { enqueue: queue.enqueue, idle: async () => {}, close: queue.close };
}

/** Waits until nothing waits: watches a server that does the work, or does it here. */
export async function finishWork(ctx: StageContext, onProgress: (pending: number) => void): Promise<void> {
  const { read } = ctx.store;
  let left = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  while (lockHolder(ctx.env.dataDir) !== undefined) {
    const { pending } = await read.mentions.unscored();
    const dirty = await read.brands.dirty();
    const waiting = pending + dirty.length + (await read.rescores.countStale(ctx.scorer.version));
    if (pending + dirty.length === 0) return;
    onProgress(pending);
    if (waiting < left) movedAt = performance.now();
    left = waiting;
    if (performance.now() - movedAt > PATIENCE_MS) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  // A server with another configuration would undo a re-score: that is its own work.
  const { drain } = await import('../../workers/drain.ts');
  await drain(ctx, onProgress, { rescore: lockHolder(ctx.env.dataDir) === undefined });
}
