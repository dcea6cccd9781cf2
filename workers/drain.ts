/** Does all pending work of the database at once, without a queue. For commands and tests. */
import { JOB_SIZE } from '../src/ingest/accept.ts';
import type { RescoreJob } from '../src/store/rescores/port.ts';
import type { StageContext } from './context.ts';
import { rescoreBatch } from './rescore.ts';
import { secondBatch } from './second.ts';
import { detectJobs } from '../src/queue/stages.ts';
import { handlers } from './stages.ts';

/** Rounds without progress before it stops; what is left stays in the database. */
const MAX_IDLE_ROUNDS = 5;

/** Batches per query for pending mentions. */
const BATCHES = 16;
const AT_ONCE = 3;

export interface DrainOptions {
  /** False leaves stale scores to the running server; detection then waits for it. */
  readonly rescore?: boolean;
  /** False leaves open scores to the running server; detection then waits for those of history. */
  readonly second?: boolean;
  /** Called after each batch of the second reading with the number of mentions that are still open. */
  readonly onSecond?: (open: number) => void;
  /** Called after each batch of a re-score. */
  readonly onRescore?: (job: RescoreJob) => void;
}

async function rescoreAll(ctx: StageContext, onRescore: (job: RescoreJob) => void): Promise<void> {
  while (await rescoreBatch(ctx)) {
    const job = await ctx.store.read.rescores.running();
    if (job) onRescore(job);
  }
}

/**
 * Scores, re-scores history where it is stale, reads again what is open, detects, decides and sends until nothing is pending. `onProgress` gets the
 * number of mentions still pending.
 */
export async function drain(
  ctx: StageContext,
  onProgress: (pending: number) => void = () => {},
  { rescore = true, second = true, onRescore = () => {}, onSecond = () => {} }: DrainOptions = {},
): Promise<void> {
  const { read } = ctx.store;
  let idle = 0;
  let last = -1;
  for (;;) {
    const ids = await read.mentions.pendingIds(JOB_SIZE * BATCHES);
    if (ids.length === 0) break;
    const batches = Array.from({ length: Math.ceil(ids.length / JOB_SIZE) }, (_, i) =>
      ids.slice(i * JOB_SIZE, (i + 1) * JOB_SIZE),
    );
    // One batch is scored while the scores of another are saved.
    const line = async () => {
      for (let batch = batches.shift(); batch; batch = batches.shift())
        await handlers.score(ctx, { ids: batch });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    const { pending } = await read.mentions.unscored();
    onProgress(pending);
    idle = pending === last ? idle + 1 : 0;
    last = pending;
    if (idle >= MAX_IDLE_ROUNDS) break;
  }
  if (rescore) await rescoreAll(ctx, onRescore);
  while (second && (await secondBatch(ctx))) onSecond(await read.openReadings.count());
  const dirty = (await read.brands.dirty()).map(({ slug }) => slug);
  for (const job of detectJobs(dirty)) await handlers.detect(ctx, job);
  await handlers.alert(ctx, {});
  await handlers.notify(ctx, {});
}
