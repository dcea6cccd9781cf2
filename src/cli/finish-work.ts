/** For commands that write mentions: queues their work and waits until it is done. */
import type { StageContext } from '../../workers/context.ts';
import { lockHolder } from '../ops/lock.ts';
import { openJobQueue } from '../queue/open.ts';
import type { Installation } from './installation.ts';
import { inProcessQueue } from './in-process-queue.ts';
import { noQueue } from './no-queue.ts';

const POLL_MS = 300;
/** A server that makes no progress for this long gets help. */
const PATIENCE_MS = 8_000;

/**
 * Redis and PostgreSQL pass jobs to a running server. The embedded queue belongs to the server, which finds the work in
 * the database. If no server runs and `score` is given, jobs are scored in this process.
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

const scoring = (pending: number) => `scoring, ${pending} mentions pending`;
const reading = (open: number) => `second reading, ${open} mentions to go`;

/** Resolves when no work is left: follows the server that does it, or does it in this process; `onProgress` says what. */
export async function finishWork(ctx: StageContext, onProgress: (what: string) => void): Promise<void> {
  const { read } = ctx.store;
  let left = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  while (lockHolder(ctx.env.dataDir) !== undefined) {
    const { pending } = await read.mentions.unscored();
    const dirty = await read.brands.dirty();
    const open = await read.openReadings.count();
    const waiting = pending + dirty.length + open + (await read.rescores.countStale(ctx.scorer.version));
    if (pending + dirty.length === 0) return;
    onProgress(pending > 0 || open === 0 ? scoring(pending) : reading(open));
    if (waiting < left) movedAt = performance.now();
    left = waiting;
    if (performance.now() - movedAt > PATIENCE_MS) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  // A re-score is left to the server, whose configuration may differ and would undo it.
  const { drain } = await import('../../workers/drain.ts');
  const alone = lockHolder(ctx.env.dataDir) === undefined;
  await drain(ctx, (pending) => onProgress(scoring(pending)), {
    rescore: alone,
    second: alone,
    onSecond: (open) => onProgress(reading(open)),
  });
}
