/** The stages on a real database: poison mentions, lost jobs, backlog, replay of dead letters. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { acceptPage, JOB_SIZE } from '../../src/ingest/accept.ts';
import { replayDeadLetter } from '../../src/ingest/replay-dead-letter.ts';
import { sortWebhook } from '../../src/ingest/webhook.ts';
import type { JobQueue } from '../../src/queue/job-queue.ts';
import type { Stage } from '../../src/queue/stages.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { StageContext } from '../../workers/context.ts';
import { makeAllDue } from '../../workers/detect.ts';
import { drain } from '../../workers/drain.ts';
import { createReconciler } from '../../workers/reconcile.ts';
import { scoreStage } from '../../workers/score.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { mentionsOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function installation(): Promise<TestInstallation> {
  open = await openTestInstallation({ dir: tempDir(), config: { brands: [brandOf('acme', 'Acme')] } });
  return open;
}

/** A scorer that fails whatever batch holds a poison text, as a crashing thread would. */
function poisoned(ctx: StageContext): StageContext {
  const score: StageContext['scorer']['score'] = (batch) =>
    batch.some(({ text }) => text.includes('POISON'))
      ? Promise.reject(new Error('the scoring thread died'))
      : ctx.scorer.score(batch);
  return { ...ctx, scorer: { ...ctx.scorer, score } };
}

async function accept(ctx: StageContext, count: number, poison: readonly number[] = []) {
  const mentions = mentionsOf(0, count).map((m, i) =>
    poison.includes(i) ? { ...m, text: `POISON ${i}` } : m,
  );
  await acceptPage(ctx, { source: 'test', mentions });
}

describe('a mention that cannot be scored', () => {
  it('stops no other, and becomes a dead letter with the reason after two tries', async () => {
    const { ctx, store } = await installation();
    await accept(ctx, 300, [7, 150, 299]);
    await drain(poisoned(ctx));
    expect(await store.read.mentions.countByState()).toMatchObject({ pending: 0, dead: 3 });
    const letters = await store.read.deadLetters.list(10);
    expect(letters).toHaveLength(3);
    for (const letter of letters)
      expect(letter).toMatchObject({ stage: 'score', reason: 'the scoring thread died' });
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('is scored once its letter is replayed, and the letter cannot be replayed twice', async () => {
    const { ctx, store } = await installation();
    await accept(ctx, 10, [3]);
    await drain(poisoned(ctx));
    const letter = (await store.read.deadLetters.list(1))[0]!;
    expect(await replayDeadLetter(ctx, letter, [])).toBeUndefined();
    await drain(ctx);
    expect(await store.read.mentions.countByState()).toMatchObject({ pending: 0, dead: 0 });
    expect(await store.read.counts.audit()).toEqual([]);
    const again = (await store.read.deadLetters.byId(letter.id))!;
    expect(await replayDeadLetter(ctx, again, [])).toMatch(/already/);
  });
});

describe('a webhook dead letter', () => {
  it('is taken in once the brand is known', async () => {
    const { ctx, store } = await installation();
    const entry = { text: 'They sold my data.', brand: 'later', publishedAt: '2026-03-01T00:00Z' };
    const refused = { stage: 'webhook', source: 'webhook:x', ref: 'id/0', reason: 'brand' };
    const payload = JSON.stringify(entry);
    await store.tx((tx) => tx.deadLetters.add([{ ...refused, payload, createdAt: ctx.clock() }]));
    const letter = (await store.read.deadLetters.list(1))[0]!;
    expect(await replayDeadLetter(ctx, letter, [])).toMatch(/still refused: brand "later"/);
    await store.tx((tx) => tx.brands.upsert({ slug: 'later', name: 'Later', origin: 'config' }));
    expect(await replayDeadLetter(ctx, letter, [])).toBeUndefined();
    expect(await store.read.mentions.countByState()).toMatchObject({ pending: 1 });
  });

  it('is one mention even when its sender sends it again and it has no id and no time', async () => {
    const { ctx, store } = await installation();
    const delivery = {
      source: 'webhook:x',
      webhookId: 'a/b',
      now: ctx.clock(),
      knownBrands: new Set(['acme']),
      match: () => [],
    };
    const entries = [
      { text: 'Fine.', brand: 'acme' },
      { text: 'They sold my data.', brand: 'later' },
    ];
    await acceptPage(ctx, (await sortWebhook(entries, delivery)).page);
    await store.tx((tx) => tx.brands.upsert({ slug: 'later', name: 'Later', origin: 'config' }));
    const letter = (await store.read.deadLetters.list(1))[0]!;
    expect(await replayDeadLetter(ctx, letter, [])).toBeUndefined();
    const again = await sortWebhook(entries, { ...delivery, knownBrands: new Set(['acme', 'later']) });
    expect(await acceptPage(ctx, again.page)).toMatchObject({ accepted: 0, duplicates: 2 });
  });
});

describe('the same job processed several times at once', () => {
  it('counts every mention once', async () => {
    const { ctx, store } = await installation();
    await accept(ctx, 200);
    const ids = await store.read.mentions.pendingIds(500);
    await Promise.all([scoreStage(ctx, { ids }), scoreStage(ctx, { ids }), scoreStage(ctx, { ids })]);
    expect(await store.read.counts.audit()).toEqual([]);
    const buckets = await store.read.counts.buckets({
      brandId: (await store.read.brands.bySlug('acme'))!.id,
      widthMs: 3_600_000,
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
    });
    expect(buckets.reduce((sum, bucket) => sum + bucket.all, 0)).toBe(200);
  });
});

describe('a policy change that is configured later', () => {
  it('explains the spikes that were found before', async () => {
    const config = { brands: [brandOf('whatsapp', 'WhatsApp')] };
    open = await openTestInstallation({ dir: tempDir(), config });
    const { ctx, store } = open;
    const { mentions } = generate(loadScenario(ctx.env.configDir, 'whatsapp-2016'), 1);
    await acceptPage(ctx, { source: 'sim:x', mentions });
    await drain(ctx);
    const before = await store.read.spikes.list();
    expect(before.length).toBeGreaterThan(0);
    expect(before.flatMap((spike) => spike.attribution)).toEqual([]);

    const { policyChanges } = loadConfig(join(packageRoot, 'config'));
    const later = { ...ctx, config: { ...ctx.config, policyChanges } };
    await drain(later);
    expect((await store.read.spikes.list()).flatMap((spike) => spike.attribution)).toEqual([]);
    await makeAllDue(later);
    await drain(later);
    const verdicts = (await store.read.spikes.list()).flatMap((spike) => spike.attribution);
    expect(verdicts.map((one) => one.policyChange)).toContain('whatsapp-facebook-sharing-2016');
  });
});

describe('the reconciler', () => {
  function queueThat(depth: () => number, enqueued: Stage[]): Pick<JobQueue, 'enqueue' | 'depth'> {
    return {
      enqueue: async (stage) => void enqueued.push(stage),
      depth: async () => {
        const n = depth();
        return { collect: n, score: n, second: n, rescore: n, detect: n, alert: n, notify: n };
      },
    };
  }

  it('enqueues what is pending, and not while jobs are under way', async () => {
    const { ctx } = await installation();
    await accept(ctx, 2 * JOB_SIZE + 200);
    const enqueued: Stage[] = [];
    let busy = 5;
    const reconciler = createReconciler(
      ctx,
      queueThat(() => busy, enqueued),
    );
    // Something is under way: it looks again soon.
    expect(await reconciler.tick()).toBe(1_000);
    expect(enqueued).toEqual([]);
    busy = 0;
    // Nothing got done since.
    expect(await reconciler.tick()).toBeUndefined();
    expect(enqueued.filter((stage) => stage === 'score')).toHaveLength(3);
  });

  it('does the work itself when re-enqueueing does not help', async () => {
    const { ctx, store } = await installation();
    await accept(ctx, 20);
    const reconciler = createReconciler(
      ctx,
      queueThat(() => 0, []),
    );
    for (let round = 0; round < 5; round += 1) await reconciler.tick();
    expect((await store.read.mentions.countByState()).pending).toBe(0);
    expect(await reconciler.tick()).toBeUndefined();
  });

  it('does the work itself when the queue is gone', async () => {
    const { ctx, store } = await installation();
    await accept(ctx, 20);
    const gone = () => Promise.reject(new Error('down'));
    await createReconciler(ctx, { enqueue: gone, depth: gone }).tick();
    expect((await store.read.mentions.countByState()).pending).toBe(0);
  });
});
