/** Wires the stages to the queue and keeps the reconciler going. */
import type { Doorbell } from '../src/queue/doorbell.ts';
import { STAGES, type Stage } from '../src/queue/stages.ts';
import type { StageContext } from './context.ts';
import { lookAgain } from './detect.ts';
import { createReconciler } from './reconcile.ts';
import { retain } from './retain.ts';
import { startStreams } from './stream.ts';
import { CONCURRENCY, handlers } from './stages.ts';

const RETAIN_MS = 600_000;

export interface Workers {
  /** Stops timers and streams; the queue is closed by whoever opened it. */
  stop(): Promise<void>;
}

async function answerAll(ctx: StageContext, bell: Doorbell): Promise<void> {
  const answer = <S extends Stage>(stage: S) =>
    bell.answer(stage, (payload) => handlers[stage](ctx, payload), CONCURRENCY[stage]);
  for (const stage of STAGES) await answer(stage);
}

/** Runs `work` every `ms`, never twice at once; failures are logged and the next round comes anyway. */
function every(ms: number, work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const round = () => {
    void work()
      .catch(onError)
      .then(() => {
        if (!stopped) timer = setTimeout(round, ms);
      });
  };
  timer = setTimeout(round, Math.min(ms, 1_000));
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Starts answering every stage. Fails when the queue does not answer. */
export async function startWorkers(ctx: StageContext, bell: Doorbell): Promise<Workers> {
  await lookAgain(ctx);
  await answerAll(ctx, bell);
  const reconciler = createReconciler(ctx, bell);
  const onError = (where: string) => (error: unknown) =>
    ctx.log.error({ reason: String(error) }, `${where} failed`);
  const stops = [
    every(ctx.env.reconcileMs, () => reconciler.tick(), onError('reconcile')),
    every(RETAIN_MS, () => retain(ctx), onError('retain')),
  ];
  const streams = startStreams(ctx);
  return {
    async stop() {
      for (const stop of stops) stop();
      await streams.stop();
    },
  };
}
