/** The second reading from the queue to the counts, with the real models. */
import { afterEach, describe, expect, it } from 'vitest';
import type { NewMention } from '../../src/domain/mention.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { detectStage, hasStaleScores } from '../../workers/detect.ts';
import { drain } from '../../workers/drain.ts';
import { createReconciler } from '../../workers/reconcile.ts';
import { optionsFor } from '../../workers/score.ts';
import { handlers } from '../../workers/stages.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const NOW = Date.UTC(2026, 4, 4, 12);
const tempDir = tempDirs();
const open: TestInstallation[] = [];
afterEach(async () => {
  for (const installation of open.splice(0)) await installation.close();
});

/** Posts that say it plainly, that say it between the lines, and that say nothing of the kind. */
const TEXTS = [
  'Acme sold my data to advertisers and never said a word about it.',
  'So Acme knows where my kids go to school now. Lovely.',
  'Moved everything off Acme last night. Not going to explain it again.',
  'Bit tired of being the product, Acme.',
  'Acme and I had a good run, but that new consent screen was the end of it.',
  'The new Acme playlist page is great, well done!',
  'Does anybody know how to change the font size in Acme?',
  'Not the worst app I have used, Acme.',
  'Acme says it never meant to keep the recordings. Sure.',
  'Acme was down for an hour this morning and came back.',
] as const;

function posts(publishedAt: number): NewMention[] {
  return TEXTS.map((text, i) => ({
    source: 'test:posts',
    externalId: `p-${i}`,
    kind: 'post',
    text,
    publishedAt: publishedAt + i * 1_000,
    brands: ['acme'],
  }));
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<TestInstallation> {
  const config = { brands: [brandOf('acme', 'Acme')] };
  const one = await openTestInstallation({ dir: tempDir(), config, clock: () => NOW, env });
  open.push(one);
  return one;
}

async function ids({ store }: TestInstallation): Promise<number[]> {
  return store.read.mentions.pendingIds(100);
}

async function counts({ store }: TestInstallation) {
  const { id } = (await store.read.brands.bySlug('acme'))!;
  const range = { brandId: id, widthMs: HOUR_MS, from: 0, to: NOW * 2 };
  return [await store.read.counts.buckets(range), await store.read.counts.categories(range)];
}

/** What both readings say of each post, by the scorer itself. */
async function byBoth({ ctx, store, config }: TestInstallation) {
  const options = await optionsFor(ctx);
  const { id } = (await store.read.brands.bySlug('acme'))!;
  const scorer = createScorer(config.packs);
  return TEXTS.map((text) => {
    const score = scorer.score(text, options({ brandIds: [id], lang: undefined }));
    return score.scored ? [score.sentiment.label, score.betrayal.label] : [];
  });
}

async function stored({ store }: TestInstallation) {
  const { id } = (await store.read.brands.bySlug('acme'))!;
  const rows = await store.read.mentions.list({
    brandId: id,
    from: 0,
    to: NOW * 2,
    order: 'newest',
    limit: 100,
  });
  return rows
    .toSorted((a, b) => a.publishedAt - b.publishedAt)
    .map(({ sentiment, betrayal }) => [sentiment?.label, betrayal?.label]);
}

describe('the second reading', () => {
  it('follows the first, and ends with what both readings say', async () => {
    const one = await start();
    await acceptPage(one.ctx, { source: 'test', mentions: posts(NOW - 60_000) });
    await handlers.score(one.ctx, { ids: await ids(one) });
    const [buckets] = await counts(one);
    expect(buckets).toMatchObject([{ all: TEXTS.length }]);
    expect(await one.store.read.openReadings.count()).toBeGreaterThan(3);
    expect(one.enqueued.map(({ stage }) => stage)).toContain('second');
    const first = await stored(one);

    one.enqueued.length = 0;
    await handlers.second(one.ctx, {});
    const expected = await byBoth(one);
    expect(await stored(one)).toEqual(expected);
    // Control: the first reading says otherwise of one at least.
    expect(first).not.toEqual(expected);
    expect(await one.store.read.openReadings.count()).toBe(0);
    expect(await one.store.read.counts.audit()).toEqual([]);
    expect(one.enqueued).toEqual([{ stage: 'detect', payload: { brands: ['acme'] } }]);
  });

  it('of fresh posts holds nothing up; detection waits for that of history', async () => {
    const fresh = await start();
    await acceptPage(fresh.ctx, { source: 'test', mentions: posts(NOW - 60_000) });
    await handlers.score(fresh.ctx, { ids: await ids(fresh) });
    expect(await hasStaleScores(fresh.ctx)).toBe(false);

    const past = await start();
    await acceptPage(past.ctx, { source: 'test', mentions: posts(NOW - 40 * HOUR_MS) });
    await handlers.score(past.ctx, { ids: await ids(past) });
    expect(await hasStaleScores(past.ctx)).toBe(true);
    await detectStage(past.ctx, { brands: ['acme'] });
    expect(await past.store.read.brands.dirty()).toMatchObject([{ slug: 'acme' }]);
    await handlers.second(past.ctx, {});
    await detectStage(past.ctx, { brands: ['acme'] });
    expect(await past.store.read.brands.dirty()).toEqual([]);
  });

  it('is found again by the reconciler when its job was lost', async () => {
    const one = await start();
    await acceptPage(one.ctx, { source: 'test', mentions: posts(NOW - 60_000) });
    await handlers.score(one.ctx, { ids: await ids(one) });
    const asked: string[] = [];
    const queue = {
      enqueue: async (stage: string) => void asked.push(stage),
      depth: async () => ({ collect: 0, score: 0, second: 0, rescore: 0, detect: 0, alert: 0, notify: 0 }),
    };
    await createReconciler(one.ctx, queue as never).tick();
    expect(asked).toContain('second');
  });

  it('keeps the first where the second fails, and goes on', async () => {
    const one = await start();
    await acceptPage(one.ctx, { source: 'test', mentions: posts(NOW - 60_000) });
    await handlers.score(one.ctx, { ids: await ids(one) });
    const first = await stored(one);
    const scoreAgain = async () => {
      throw new Error('no memory left');
    };
    await handlers.second({ ...one.ctx, scorer: { ...one.ctx.scorer, scoreAgain } }, {});
    expect(await stored(one)).toEqual(first);
    expect(await one.store.read.openReadings.count()).toBe(0);
  });

  it('is done by a command that waits, after the first', async () => {
    const one = await start();
    await acceptPage(one.ctx, { source: 'test', mentions: posts(NOW - 40 * HOUR_MS) });
    const open: number[] = [];
    await drain(one.ctx, undefined, { onSecond: (left) => open.push(left) });
    expect(await stored(one)).toEqual(await byBoth(one));
    expect(await one.store.read.brands.dirty()).toEqual([]);
  });

  it('can be turned off: nothing is open, and the version says so', async () => {
    const one = await openTestInstallation({
      dir: tempDir(),
      config: { brands: [brandOf('acme', 'Acme')], packs: [...(await start()).config.packs] },
      clock: () => NOW,
      env: { OUTCRY_SCORE_SECOND: '0' },
    });
    open.push(one);
    await acceptPage(one.ctx, { source: 'test', mentions: posts(NOW - 60_000) });
    await handlers.score(one.ctx, { ids: await ids(one) });
    expect(await one.store.read.openReadings.count()).toBe(0);
    expect(one.ctx.scorer.version).not.toContain('second');
    const { ctx } = await start();
    expect(ctx.scorer.version).toMatch(/\+second-[0-9a-f]{8}\+/);
  });
});
