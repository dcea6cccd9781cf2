/** Sees to it that sources are read: rings for those that are due, listens to those that are streams. */
import { sourceId } from '../config/schema/sources.ts';
import type { Doorbell } from '../src/queue/job-queue.ts';
import { isDue } from './collect.ts';
import type { StageContext } from './context.ts';
import { every } from './scheduler.ts';
import { handlers } from './stages.ts';
import { startStreams } from './stream.ts';

/** Rings for every source that is due; where the queue is down they are read here. */
export async function ringDueSources(ctx: StageContext, bell: Pick<Doorbell, 'ring'>): Promise<void> {
  const states = new Map((await ctx.ledger.read.sources.all()).map((s) => [s.source, s]));
  for (const source of ctx.config.sources) {
    const id = sourceId(source);
    if (!isDue(source, states.get(id), ctx.clock())) continue;
    await bell.ring('collect', { source: id }).catch(() => handlers.collect(ctx, { source: id }));
  }
}

export function startCollecting(ctx: StageContext, bell: Pick<Doorbell, 'ring'>): { stop(): Promise<void> } {
  const stop = every(ctx, ctx.env.reconcileMs, 'collect', () => ringDueSources(ctx, bell));
  const streams = startStreams(ctx);
  return {
    async stop() {
      stop();
      await streams.stop();
    },
  };
}
