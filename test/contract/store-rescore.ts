import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUCKET_WIDTHS, HOUR_MS } from '../../src/domain/series.ts';
import type { Store } from '../../src/store/store.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const WHOLE = { from: 0, to: BASE * 2 } as const;

async function fill(store: Store, count: number, version = 'v1'): Promise<number[]> {
  const [acme = 0, beta = 0] = await makeBrands(store, 'acme', 'beta');
  const made = Array.from({ length: count }, (_, i) => insertOf(i, i % 3 === 0 ? [acme, beta] : [acme]));
  const { ids } = await store.tx((tx) => tx.mentions.insert(made));
  await store.tx((tx) => tx.mentions.saveScores(ids.map((id, i) => ({ id, score: scoreOf(i), version }))));
  return ids;
}

/** Scores `ids` again; the scores differ by `shift`. */
function rescore(store: Store, ids: readonly number[], version: string, shift: number) {
  return store.tx((tx) =>
    tx.mentions.rescore(ids.map((id, i) => ({ id, score: scoreOf(i + shift), version }))),
  );
}

/** All figures of a brand, as a version saw them or as they stand. */
async function figures(store: Store, scorerVersion?: string) {
  const brand = await store.read.brands.bySlug('acme');
  const all = BUCKET_WIDTHS.map(async (widthMs) => {
    const range = { ...WHOLE, brandId: brand!.id, widthMs, ...(scorerVersion ? { scorerVersion } : {}) };
    const { counts } = store.read;
    const one = { ...range, source: 'test:1' };
    return [
      await counts.buckets(range),
      await counts.categories(range),
      await counts.bySource(range),
      await counts.buckets(one),
      await counts.categories({ ...range, from: BASE + HOUR_MS, to: BASE + 2 * HOUR_MS }),
      await counts.span(brand!.id, widthMs, scorerVersion),
    ];
  });
  return Promise.all(all);
}

function work(store: Store, version: string, at: number, since?: number) {
  return store.tx((tx) => tx.rescores.begin({ version, at, since }));
}

const NOTHING = { done: 0, sentiment: 0, betrayal: 0, at: BASE };

export function rescoreCases(opened: Opened): void {
  it('replaces scores, and counts equal a recount and those of a database that never knew the old ones', async () => {
    const ids = await fill(opened(), 150);
    const before = await figures(opened());
    const { changed, sentiment, betrayal, brandIds } = await rescore(opened(), ids, 'v2', 500);
    expect([changed, brandIds.length]).toEqual([150, 2]);
    for (const labels of [sentiment, betrayal]) expect(labels > 10 && labels < 150).toBe(true);
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await figures(opened())).not.toEqual(before);
    expect(await figures(opened())).toEqual(await figures(opened(), 'v2'));
    expect(await figures(opened(), 'v1')).toEqual(before);
    expect((await opened().read.mentions.countByState()).pending).toBe(0);
  });

  it('is safe to repeat and to run from two workers at once', async () => {
    const ids = await fill(opened(), 60);
    const both = await Promise.all([
      rescore(opened(), ids, 'v2', 500),
      rescore(opened(), ids, 'v2', 500),
      rescore(opened(), [...ids, ...ids], 'v2', 900),
    ]);
    expect(both.map((one) => one.changed)).toEqual([60, 0, 0]);
    expect(await opened().read.counts.audit()).toEqual([]);
    const first = await figures(opened());
    expect((await rescore(opened(), ids, 'v2', 700)).brandIds).toEqual([]);
    expect(await figures(opened())).toEqual(first);
  });

  it('touches neither pending nor dead mentions, and the same score does not change the counts', async () => {
    const ids = await fill(opened(), 20);
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const more = Array.from({ length: 4 }, (_, i) => insertOf(100 + i, [acme]));
    const fresh = (await opened().tx((tx) => tx.mentions.insert(more))).ids;
    await opened().tx((tx) => tx.mentions.markDead(fresh.slice(0, 2)));
    expect(await rescore(opened(), [...fresh, 9_999], 'v2', 0)).toMatchObject({ changed: 0 });
    expect(await rescore(opened(), ids, 'v2', 0)).toEqual({
      changed: 20,
      sentiment: 0,
      betrayal: 0,
      brandIds: [],
    });
    expect(await opened().read.mentions.countByState()).toMatchObject({ pending: 2, dead: 2 });
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('any scores in any order: counts equal a recount, and each version keeps its figures', async () => {
    const ids = await fill(opened(), 40);
    const seen = new Map([['v1', await figures(opened())]]);
    let n = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5_000), { minLength: 40, maxLength: 40 }), async (seeds) => {
        n += 1;
        const version = `v${n}`;
        const scores = ids.map((id, i) => ({ id, score: scoreOf(seeds[i]!), version }));
        const middle = seeds[0]! % 40;
        await opened().tx((tx) => tx.mentions.rescore(scores.slice(middle)));
        expect(await opened().read.counts.audit()).toEqual([]);
        await opened().tx((tx) => tx.mentions.rescore(scores));
        expect(await opened().read.counts.audit()).toEqual([]);
        seen.set(version, await figures(opened()));
        for (const [old, was] of seen) expect([old, await figures(opened(), old)]).toEqual([old, was]);
      }),
      { numRuns: 12 },
    );
    // Their time over, the mentions go a few at a time; no figure of any version moves.
    for (let gone = 1; gone > 0; ) {
      gone = (await opened().tx((tx) => tx.mentions.age(BASE + 1, 9))).erased;
      expect(await opened().read.counts.audit()).toEqual([]);
      for (const [old, was] of seen) expect([old, await figures(opened(), old)]).toEqual([old, was]);
    }
    expect((await opened().read.mentions.countByState()).scored).toBe(0);
  });

  it('a mention that a version never scored is not in its figures', async () => {
    const ids = await fill(opened(), 30);
    const before = await figures(opened());
    await rescore(opened(), ids, 'v2', 500);
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const { ids: later } = await opened().tx((tx) => tx.mentions.insert([insertOf(500, [acme])]));
    await opened().tx((tx) => tx.mentions.saveScores([{ id: later[0]!, score: scoreOf(1), version: 'v2' }]));
    expect(await figures(opened(), 'v1')).toEqual(before);
    expect(await figures(opened(), 'v2')).toEqual(await figures(opened()));
    expect(await opened().read.rescores.versions()).toEqual(['v1', 'v2']);
    expect((await figures(opened(), 'v3')).flat(2).filter(Boolean)).toEqual([]);
  });

  it('a version that returns is shown with its last scores', async () => {
    const ids = await fill(opened(), 30);
    await rescore(opened(), ids, 'v2', 500);
    await rescore(opened(), ids, 'v1', 300);
    const again = await figures(opened());
    expect(await figures(opened(), 'v1')).toEqual(again);
    await rescore(opened(), ids, 'v3', 0);
    expect(await figures(opened(), 'v1')).toEqual(again);
  });

  it('returns stale mentions, and a job runs from start to end', async () => {
    const ids = await fill(opened(), 30);
    const { rescores } = opened().read;
    expect([await rescores.anyStale('v1'), await rescores.countStale('v1')]).toEqual([false, 0]);
    expect(await work(opened(), 'v1', 5)).toBeUndefined();
    expect([await rescores.anyStale('v2'), await rescores.countStale('v2')]).toEqual([true, 30]);
    const job = (await work(opened(), 'v2', 10))!;
    expect(await work(opened(), 'v2', 11)).toEqual(job);
    expect(await rescores.running()).toEqual(job);
    const batch = await rescores.stale('v2', 12);
    expect(batch).toHaveLength(12);
    expect(batch[0]).toMatchObject({ text: insertOf(0, []).text, attempts: 0 });
    await rescore(opened(), ids.slice(0, 12), 'v2', 500);
    const step = { done: 12, sentiment: 7, betrayal: 3, at: 20 };
    expect(await opened().tx((tx) => tx.rescores.advance(job, step))).toBe(false);
    await rescore(opened(), ids, 'v2', 500);
    for (const { id, version } of await opened().read.brands.dirty())
      await opened().tx((tx) => tx.brands.markDetected(id, version));
    expect(await opened().tx((tx) => tx.rescores.advance(job, { ...step, done: 18, at: 30 }))).toBe(true);
    expect(await rescores.jobs()).toEqual([
      { ...job, state: 'done', done: 30, changedSentiment: 14, changedBetrayal: 6, finishedAt: 30 },
    ]);
    const dirty = await opened().read.brands.dirty();
    expect(dirty.map((one) => one.rescoredAt)).toEqual([10, 10]);
    await opened().tx((tx) => tx.brands.markDetected(dirty[0]!.id, dirty[0]!.version));
    await opened().tx((tx) => tx.brands.markDirty([dirty[0]!.id]));
    expect((await opened().read.brands.dirtyOne(dirty[0]!.slug))?.rescoredAt).toBeUndefined();
    expect(await opened().tx((tx) => tx.rescores.advance(job, NOTHING))).toBe(false);
  });

  it('a newer version supersedes a job; an older process gets none', async () => {
    const ids = await fill(opened(), 10);
    const { rescores } = opened().read;
    const second = (await work(opened(), 'v2', 10, 0))!;
    await rescore(opened(), ids.slice(0, 4), 'v2', 500);
    const third = (await work(opened(), 'v3', 20, 15))!;
    expect(third.total).toBe(10);
    expect(await work(opened(), 'v2', 25, 0)).toBeUndefined();
    expect((await rescores.jobs()).map((job) => [job.version, job.state])).toEqual([
      ['v3', 'running'],
      ['v2', 'superseded'],
    ]);
    expect(await opened().tx((tx) => tx.rescores.advance(second, NOTHING))).toBe(false);
    await rescore(opened(), ids, 'v3', 900);
    expect(await opened().tx((tx) => tx.rescores.advance(third, NOTHING))).toBe(true);
    expect(await rescores.running()).toBeUndefined();
  });

  it('keeps the incidents on the old counts until that version is current again', async () => {
    const ids = await fill(opened(), 10);
    const { rescores, incidents } = opened().read;
    const [brandId = 0] = await makeBrands(opened(), 'acme');
    const base = { brandId, title: 'T', onset: BASE, severity: 4, simulated: false, openedAt: BASE };
    await opened().tx((tx) => tx.incidents.open({ ...base, slug: 'then' }));
    const then = await incidents.all();
    const run = async (version: string) => {
      const job = (await work(opened(), version, 10))!;
      await rescore(opened(), ids, version, 500);
      await opened().tx((tx) => tx.rescores.advance(job, NOTHING));
    };
    expect(await rescores.findings('v1')).toBeUndefined();
    await run('v2');
    await opened().tx((tx) => tx.incidents.open({ ...base, slug: 'later' }));
    expect(await rescores.findings('v1')).toEqual({ incidents: then, spikes: [] });
    await run('v1');
    expect(await rescores.findings('v1')).toBeUndefined();
    expect((await rescores.findings('v2'))?.incidents.map((one) => one.slug).sort()).toEqual([
      'later',
      'then',
    ]);
  });
}
