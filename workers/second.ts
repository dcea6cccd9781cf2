/** Stage `second`: reads again what the first reading left open, and corrects the counts. */
import type { Score } from '../src/domain/scoring.ts';
import { detectJobs } from '../src/queue/stages.ts';
import type { OpenReading } from '../src/store/open-readings/port.ts';
import type { StageContext } from './context.ts';
import { optionsFor } from './score.ts';

/** Mentions that are read at once: about half a second of a core. */
const BATCH = 160;
/** A job ends after so many batches, so that others get their turn. */
const BATCHES = 10;

/** The scores by both readings; where one fails, that of the first stands. */
async function readAgain(ctx: StageContext, open: readonly OpenReading[]): Promise<(Score | undefined)[]> {
  const options = await optionsFor(ctx);
  const requests = open.map(({ mention }) => ({ text: mention.text, options: options(mention) }));
  try {
    return await ctx.scorer.scoreAgain(requests);
  } catch (error) {
    ctx.log.warn(
      { reason: String(error), mentions: open.length },
      'a second reading failed; trying one by one',
    );
  }
  const scores: (Score | undefined)[] = [];
  for (const [i, request] of requests.entries()) {
    scores.push(
      await ctx.scorer.scoreAgain([request]).then(
        ([score]) => score,
        (error: unknown) => {
          ctx.log.warn(
            { mention: open[i]?.mention.id, reason: String(error) },
            'a mention keeps its first reading',
          );
          return undefined;
        },
      ),
    );
  }
  return scores;
}

/** Reads some of the open mentions. True while there are more. Safe to run twice, even at the same time. */
export async function secondBatch(ctx: StageContext): Promise<boolean> {
  const { read } = ctx.store;
  const open = await read.openReadings.some(BATCH);
  if (open.length === 0) return false;
  const scores = await readAgain(ctx, open);
  const readings = open.map(({ id, mention }, i) => ({ id, mentionId: mention.id, score: scores[i] }));
  const { brandIds } = await ctx.store.tx((tx) => tx.openReadings.close(readings));
  const changed = new Set(brandIds);
  const slugs = (await read.brands.all()).filter(({ id }) => changed.has(id)).map(({ slug }) => slug);
  for (const job of detectJobs(slugs)) await ctx.queue.enqueue('detect', job).catch(ctx.onLostJob);
  return open.length === BATCH;
}

export async function secondStage(ctx: StageContext): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) if (!(await secondBatch(ctx))) return;
  await ctx.queue.enqueue('second', {}).catch(ctx.onLostJob);
}
