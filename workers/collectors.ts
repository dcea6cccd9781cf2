/** Starts the reading of sources: enqueues those that are due, listens to streams. */
import { sourceId } from '../src/domain/source.ts';
import type { JobQueue } from '../src/queue/job-queue.ts';
import { isDue } from './collect.ts';
import type { StageContext } from './context.ts';
import { schedule } from './scheduler.ts';
import { handlers } from './stages.ts';
import { startStreams } from './stream.ts';

/** Enqueues every source that is due; if the queue is down they are read here. */
async function enqueueDueSources(ctx: StageContext, queue: Pick<JobQueue, 'enqueue'>): Promise<void> {
  const states = new Map((await ctx.store.read.sources.all()).map((s) => [s.source, s]));
  for (const source of ctx.config.sources) {
    const id = sourceId(source);
    if (!isDue(source, states.get(id), ctx.clock())) continue;
    await queue.enqueue('collect', { source: id }).catch(() => handlers.collect(ctx, { source: id }));
  }
}

export function startCollecting(
  ctx: StageContext,
  queue: Pick<JobQueue, 'enqueue'>,
): { stop(): Promise<void> } {
  const stop = schedule(ctx, ctx.env.reconcileMs, 'collect', () => enqueueDueSources(ctx, queue));
  const streams = startStreams(ctx);
  const forget = ctx.live?.onChange(async () => {
    streams.refresh();
    await enqueueDueSources(ctx, queue);
  });
  return {
    async stop() {
      stop();
      forget?.();
      await streams.stop();
    },
  };
}
