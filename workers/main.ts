/** Wires the stages to the queue and keeps the reconciler going. */
import { changedBrands } from '../src/configure/changes.ts';
import type { JobQueue } from '../src/queue/job-queue.ts';
import { type Payload, STAGES, type Stage } from '../src/queue/stages.ts';
import { startCollecting } from './collectors.ts';
import type { StageContext } from './context.ts';
import { makeAllDue, makeChangedDue } from './detect.ts';
import { indexSearch } from './index-search.ts';
import { schedule } from './scheduler.ts';
import { createReconciler } from './reconcile.ts';
import { retain } from './retain.ts';
import { CONCURRENCY, handlers } from './stages.ts';

const RETAIN_MS = 600_000;
const INDEX_MS = 15_000;

interface Workers {
  /** Stops timers and streams; the queue is closed by whoever opened it. */
  stop(): Promise<void>;
}

/** What a process does: reading sources, everything else, or both. */
interface Duties {
  readonly collects: boolean;
  readonly works: boolean;
}

async function process<S extends Stage>(ctx: StageContext, queue: JobQueue, stage: S): Promise<void> {
  const handle = async (payload: Payload<S>) => {
    // A job may be about what another process has just configured.
    await ctx.live?.refresh();
    await handlers[stage](ctx, payload);
  };
  const { watch } = ctx;
  const watched = watch ? (payload: Payload<S>) => watch.during(stage, () => handle(payload)) : handle;
  await queue.process(stage, watched, CONCURRENCY[stage]);
}

/** Scores, detects, alerts and sends. Fails when the queue does not answer. */
async function startWorking(ctx: StageContext, queue: JobQueue): Promise<Workers> {
  await makeAllDue(ctx);
  for (const stage of STAGES) if (stage !== 'collect') await process(ctx, queue, stage);
  const reconciler = createReconciler(ctx, queue);
  const stops = [
    ctx.live?.onChange(({ before, after }) => makeChangedDue(ctx, changedBrands(before, after))) ??
      (() => {}),
    schedule(ctx, ctx.env.reconcileMs, 'reconcile', () => reconciler.tick()),
    schedule(ctx, RETAIN_MS, 'retain', () => retain(ctx)),
    schedule(ctx, INDEX_MS, 'index for searches', async () => void (await indexSearch(ctx.store))),
  ];
  return {
    async stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Starts what is to be done. Fails when the queue does not answer. */
export async function startWorkers(
  ctx: StageContext,
  queue: JobQueue,
  duties: Duties = { collects: true, works: true },
): Promise<Workers> {
  const running: Workers[] = [];
  if (duties.works) running.push(await startWorking(ctx, queue));
  if (duties.collects) {
    await process(ctx, queue, 'collect');
    running.push(startCollecting(ctx, queue));
  }
  return {
    async stop() {
      await Promise.all(running.map((one) => one.stop()));
    },
  };
}
