/** The stage `rescore` on a real database: killed and resumed, beside fresh mentions, with a scorer that fails. */
import { afterEach, describe, expect, it } from 'vitest';
import { acceptPage } from '../../src/ingest/accept.ts';
import { replayDeadLetter } from '../../src/ingest/replay-dead-letter.ts';
import type { Stage } from '../../src/queue/stages.ts';
import type { StageContext } from '../../workers/context.ts';
import { drain } from '../../workers/drain.ts';
import { createReconciler } from '../../workers/reconcile.ts';
import { RESCORE_BATCH, rescoreBatch } from '../../workers/rescore.ts';
import { handlers } from '../../workers/stages.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { mentionsOf } from '../support/mentions.ts';
import { diceScorer } from '../support/other-scorer.ts';
import { tempDirs } from '../support/temp.ts';

const COUNT = 1_200;
const tempDir = tempDirs();
const open: TestInstallation[] = [];
afterEach(async () => {
  for (const installation of open.splice(0)) await installation.close();
});

type Ground = TestInstallation & { readonly ctx: StageContext };

/** An installation in `dir` whose scorer has that version. */
async function start(dir: string, version: string, shift = 0): Promise<Ground> {
  const installation = await openTestInstallation({ dir, config: { brands: [brandOf('acme', 'Acme')] } });
  open.push(installation);
  return { ...installation, ctx: { ...installation.ctx, scorer: diceScorer(version, shift) } };
}

async function accept({ ctx }: Ground, from: number, to: number): Promise<void> {
  await acceptPage(ctx, { source: 'test', mentions: mentionsOf(from, to) });
}

/** Scored and detected by version `one`. */
async function scored(dir = tempDir()): Promise<string> {
  const first = await start(dir, 'one');
  await accept(first, 0, COUNT);
  await drain(first.ctx);
  await open.pop()!.close();
  return dir;
}

async function figures({ store }: Ground) {
  const { id } = (await store.read.brands.bySlug('acme'))!;
  const range = { brandId: id, widthMs: 3_600_000, from: 0, to: Number.MAX_SAFE_INTEGER };
  return [await store.read.counts.buckets(range), await store.read.counts.categories(range)];
}

async function job({ store }: Ground) {
  return (await store.read.rescores.jobs())[0];
}

describe('a re-score', () => {
  it('killed in mid-job goes on where it was, and ends with the counts of a database that knew no other', async () => {
    const dir = await scored();
    const killed = await start(dir, 'two', 7);
    expect(await rescoreBatch(killed.ctx)).toBe(true);
    // The second batch is scored and never written: the process dies in between.
    await new Promise<void>((asked) => {
      const score = () => {
        asked();
        return new Promise<never>(() => {});
      };
      void rescoreBatch({ ...killed.ctx, scorer: { ...killed.ctx.scorer, score } });
    });
    expect(await job(killed)).toMatchObject({ total: COUNT, done: RESCORE_BATCH, state: 'running' });
    await open.pop()!.close();

    const again = await start(dir, 'two', 7);
    expect(await again.store.read.rescores.countStale('two')).toBe(COUNT - RESCORE_BATCH);
    expect(await again.store.read.counts.audit()).toEqual([]);
    await drain(again.ctx);
    const done = await job(again);
    expect(done).toMatchObject({ version: 'two', state: 'done', total: COUNT, done: COUNT });
    expect(done!.changedSentiment).toBeGreaterThan(100);
    expect(await again.store.read.rescores.jobs()).toHaveLength(1);
    expect(await again.store.read.counts.audit()).toEqual([]);
    expect(await again.store.read.brands.dirty()).toEqual([]);

    const fresh = await start(tempDir(), 'two', 7);
    await accept(fresh, 0, COUNT);
    await drain(fresh.ctx);
    expect(await figures(again)).toEqual(await figures(fresh));
    // Control: the two versions do not happen to count the same.
    const before = await start(await scored(), 'one');
    expect(await figures(before)).not.toEqual(await figures(fresh));
  });

  it('by three workers at once counts every mention once', async () => {
    const { ctx, store } = await start(await scored(), 'two', 7);
    await Promise.all([drain(ctx), drain(ctx), drain(ctx)]);
    expect(await job(open[0]!)).toMatchObject({ state: 'done', done: COUNT });
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('scores what waits before history, and one batch of history none the less', async () => {
    const ground = await start(await scored(), 'two', 7);
    await accept(ground, COUNT, COUNT + 30);
    await handlers.rescore(ground.ctx, {});
    expect(await ground.store.read.mentions.countByState()).toMatchObject({ pending: 0 });
    expect(await job(ground)).toMatchObject({ total: COUNT, done: RESCORE_BATCH });
    expect(ground.enqueued.filter((job) => job.stage === 'rescore')).toHaveLength(1);
  });

  it('that another version overtakes is superseded, and the older process leaves it alone', async () => {
    const ground = await start(await scored(), 'two', 7);
    await rescoreBatch({ ...ground.ctx, startedAt: ground.ctx.clock() - 1_000 });
    await rescoreBatch({ ...ground.ctx, scorer: diceScorer('three', 9), startedAt: ground.ctx.clock() });
    expect(await rescoreBatch({ ...ground.ctx, startedAt: ground.ctx.clock() - 1_000 })).toBe(false);
    await drain({ ...ground.ctx, scorer: diceScorer('three', 9) });
    const jobs = await ground.store.read.rescores.jobs();
    expect(jobs.map(({ version, state, total }) => [version, state, total])).toEqual([
      ['three', 'done', COUNT],
      ['two', 'superseded', COUNT],
    ]);
    expect(await ground.store.read.counts.audit()).toEqual([]);
  });

  it.each([0, 1])('taken back after %i batches leaves nothing to wait for', async (batches) => {
    const ground = await start(await scored(), 'two', 7);
    const old = { ...ground.ctx, scorer: diceScorer('one'), startedAt: ground.ctx.clock() + 60_000 };
    const { id } = (await ground.store.tx((tx) =>
      tx.rescores.begin({ version: 'two', at: ground.ctx.clock() }),
    ))!;
    for (let n = 0; n < batches; n += 1) await rescoreBatch(ground.ctx);
    await drain(old);
    const jobs = await ground.store.read.rescores.jobs();
    expect(jobs.find((one) => one.id === id)?.state).toBe('superseded');
    expect(jobs.length).toBe(1 + batches);
    expect(await ground.store.read.rescores.running()).toBeUndefined();
    expect(await ground.store.read.brands.dirty()).toEqual([]);
    const before = await start(await scored(), 'one');
    expect(await figures(ground)).toEqual(await figures(before));
  });
});

describe('a mention that cannot be scored again', () => {
  function failing(ctx: StageContext, fails: (text: string) => boolean): StageContext {
    const score: StageContext['scorer']['score'] = async (batch) => {
      if (batch.some(({ text }) => fails(text))) throw new Error('the scoring thread died');
      return ctx.scorer.score(batch);
    };
    return { ...ctx, scorer: { ...ctx.scorer, score } };
  }

  it('stays counted as not scored, with a letter that says why, and holds up no other', async () => {
    const { ctx, store } = await start(await scored(), 'two', 7);
    const { scored: before, 'not-scored': unread } = await store.read.mentions.countByState();
    await drain(failing(ctx, (text) => text.endsWith('(700)')));
    expect(await job(open[0]!)).toMatchObject({ state: 'done', done: COUNT });
    const letters = await store.read.deadLetters.list(10);
    expect(letters.map(({ stage, reason }) => [stage, reason])).toEqual([
      ['rescore', 'the scoring thread died'],
    ]);
    expect(await replayDeadLetter(ctx, letters[0]!, [])).toMatch(/next re-score/);
    const now = await store.read.mentions.countByState();
    expect(now.scored + now['not-scored']).toBe(before + unread);
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('cannot be told apart from a scorer that fails on everything, so nothing changes', async () => {
    const ground = await start(await scored(), 'two', 7);
    const before = await figures(ground);
    await expect(rescoreBatch(failing(ground.ctx, () => true))).rejects.toThrow('the scoring thread died');
    expect(await figures(ground)).toEqual(before);
    expect(await ground.store.read.deadLetters.list(1)).toEqual([]);
  });
});

describe('the reconciler', () => {
  it('enqueues stale mentions and no detection, and does the work where re-enqueueing does not help', async () => {
    const ground = await start(await scored(), 'two', 7);
    await ground.store.tx((tx) => tx.brands.markDirty([1]));
    const enqueued: Stage[] = [];
    const none = { collect: 0, score: 0, second: 0, rescore: 0, detect: 0, alert: 0, notify: 0 };
    const queue = { enqueue: async (stage: Stage) => void enqueued.push(stage), depth: async () => none };
    const reconciler = createReconciler(ground.ctx, queue);
    await reconciler.tick();
    expect(enqueued).toEqual(['rescore']);
    for (let round = 0; round < 12; round += 1) await reconciler.tick();
    expect(await job(ground)).toMatchObject({ state: 'done', done: COUNT });
    expect(enqueued).toContain('detect');
  });
});
