/** Does all work that waits in the ledger, here and now, without a queue. For commands and tests. */
import { RING_SIZE } from '../src/ingest/accept.ts';
import type { RescoreJob } from '../src/store/ports/rescores.ts';
import type { StageContext } from './context.ts';
import { rescoreBatch } from './rescore.ts';
import { handlers } from './stages.ts';

/** Rounds without progress before it gives up on what is left (it stays in the ledger). */
const MAX_IDLE_ROUNDS = 5;

export interface DrainOptions {
  /** False leaves outdated mentions to the server that runs; detection waits for it then. */
  readonly rescore?: boolean;
  /** Called after each batch of a re-score. */
  readonly onRescore?: (job: RescoreJob) => void;
}

async function rescoreAll(ctx: StageContext, onRescore: (job: RescoreJob) => void): Promise<void> {
  while (await rescoreBatch(ctx)) {
    const job = await ctx.ledger.read.rescores.running();
    if (job) onRescore(job);
  }
}

/**
 * Scores, scores history again where it is outdated, detects, decides and sends until nothing waits. `onProgress`
 * gets the mentions still pending.
 */
export async function drain(
  ctx: StageContext,
  onProgress: (pending: number) => void = () => {},
  { rescore = true, onRescore = () => {} }: DrainOptions = {},
): Promise<void> {
  const { read } = ctx.ledger;
  let idle = 0;
  let last = -1;
  for (;;) {
    const ids = await read.mentions.pendingIds(RING_SIZE * 4);
    if (ids.length === 0) break;
    const batches = [];
    for (let i = 0; i < ids.length; i += RING_SIZE) batches.push(ids.slice(i, i + RING_SIZE));
    await Promise.all(batches.map((batch) => handlers.score(ctx, { ids: batch })));
    const { pending } = await read.mentions.unsettled();
    onProgress(pending);
    idle = pending === last ? idle + 1 : 0;
    last = pending;
    if (idle >= MAX_IDLE_ROUNDS) break;
  }
  if (rescore) await rescoreAll(ctx, onRescore);
  for (const { slug } of await read.brands.dirty()) await handlers.detect(ctx, { brand: slug });
  await handlers.alert(ctx, {});
  await handlers.notify(ctx, {});
}
