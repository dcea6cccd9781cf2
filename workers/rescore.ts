/** Stage `rescore`: scores history again, one batch per job, when another version of the scorer runs. */
import { JOB_SIZE } from '../src/ingest/accept.ts';
import type { Score } from '../src/domain/scoring.ts';
import type { RescoreJob } from '../src/store/rescores/port.ts';
import type { PendingMention } from '../src/store/mentions/port.ts';
import type { StageContext } from './context.ts';
import { detectJobs } from '../src/queue/stages.ts';
import { optionsFor, scoreStage } from './score.ts';

/** Mentions per job. */
export const RESCORE_BATCH = 500;

/** Scores one at a time. A mention that fails stays counted as not scored, and a dead letter says why. */
async function oneByOne(ctx: StageContext, mentions: readonly PendingMention[]): Promise<Score[]> {
  // Throws where the scorer fails altogether: that is not the fault of a mention.
  await ctx.scorer.score([{ text: 'This is a sentence.' }]);
  const options = await optionsFor(ctx);
  const scores: Score[] = [];
  for (const mention of mentions) {
    try {
      const [score] = await ctx.scorer.score([{ text: mention.text, options: options(mention) }]);
      scores.push(score!);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      ctx.log.warn({ mention: mention.id, reason }, 'a mention could not be scored again');
      scores.push({ scored: false, lang: mention.lang ?? 'und', reason });
      const letter = { stage: 'rescore', source: mention.source, ref: String(mention.id), reason };
      await ctx.store.tx((tx) => tx.deadLetters.add([{ ...letter, payload: '', createdAt: ctx.clock() }]));
    }
  }
  return scores;
}

async function scoreAgain(ctx: StageContext, mentions: readonly PendingMention[]): Promise<Score[]> {
  const options = await optionsFor(ctx);
  try {
    return await ctx.scorer.score(mentions.map((m) => ({ text: m.text, options: options(m) })));
  } catch (error) {
    ctx.log.warn({ reason: String(error), mentions: mentions.length }, 'a batch failed; trying one by one');
    return oneByOne(ctx, mentions);
  }
}

/** The re-score that this process works on; undefined when there is none. */
function beginJob(ctx: StageContext): Promise<RescoreJob | undefined> {
  const job = { version: ctx.scorer.version, at: ctx.clock(), since: ctx.startedAt };
  return ctx.store.tx((tx) => tx.rescores.begin(job));
}

/**
 * Scores pending mentions, then a batch of stale ones, in the same job. True while there is more to do. Safe to run twice,
 * even at the same time: a score is replaced once, and the progress is in the database.
 */
export async function rescoreBatch(ctx: StageContext): Promise<boolean> {
  const { read } = ctx.store;
  const fresh = await read.mentions.pendingIds(JOB_SIZE);
  if (fresh.length > 0) await scoreStage(ctx, { ids: fresh });
  const job = await beginJob(ctx);
  if (!job) return false;
  const mentions = await read.rescores.stale(job.version, RESCORE_BATCH);
  const scores = await scoreAgain(ctx, mentions);
  const again = mentions.map(({ id }, i) => ({ id, score: scores[i]!, version: job.version }));
  const finished = await ctx.store.tx(async (tx) => {
    const { changed, sentiment, betrayal } = await tx.mentions.rescore(again);
    return tx.rescores.advance(job, { done: changed, sentiment, betrayal, at: ctx.clock() });
  });
  if (finished) ctx.log.info({ version: job.version, total: job.total }, 'history is scored again');
  return !finished;
}

export async function rescoreStage(ctx: StageContext): Promise<void> {
  if (await rescoreBatch(ctx)) {
    await ctx.queue.enqueue('rescore', {}).catch(ctx.onLostJob);
    return;
  }
  const dirty = await ctx.store.read.brands.dirty();
  for (const job of detectJobs(dirty.map(({ slug }) => slug))) {
    await ctx.queue.enqueue('detect', job).catch(ctx.onLostJob);
  }
}
