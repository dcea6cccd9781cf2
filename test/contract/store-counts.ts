import { expect, it } from 'vitest';
import { HOUR_MS } from '../../src/domain/series.ts';
import type { Store } from '../../src/store/store.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const WHOLE = { from: 0, to: BASE * 2 } as const;

async function fill(store: Store, count: number, brandIds: readonly number[]): Promise<number[]> {
  const made = Array.from({ length: count }, (_, i) => insertOf(i, brandIds));
  return (await store.tx((tx) => tx.mentions.insert(made))).ids;
}

function saveAllScores(store: Store, ids: readonly number[]) {
  return store.tx((tx) =>
    tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' }))),
  );
}

async function sumOfAll(store: Store, brandId: number, widthMs: number): Promise<number> {
  const buckets = await store.read.counts.buckets({ ...WHOLE, brandId, widthMs });
  return buckets.reduce((sum, b) => sum + b.all, 0);
}

export function countCases(opened: Opened): void {
  it('counts equal the mentions, for every brand of each', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const ids = await fill(opened(), 200, [acme, beta]);
    const { changed, brandIds } = await saveAllScores(opened(), ids);
    expect(changed).toBe(200);
    expect([...brandIds].sort()).toEqual([acme, beta].sort());
    for (const brand of [acme, beta]) {
      expect(await sumOfAll(opened(), brand, HOUR_MS)).toBe(200);
      // Nothing of another width is kept.
      expect(await sumOfAll(opened(), brand, HOUR_MS / 12)).toBe(0);
    }
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('saves a score once: the second time changes nothing, not even with another score', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const ids = await fill(opened(), 50, [acme]);
    await saveAllScores(opened(), ids.slice(0, 30));
    const before = await opened().read.counts.buckets({ ...WHOLE, brandId: acme, widthMs: HOUR_MS });
    expect(await saveAllScores(opened(), ids.slice(0, 30))).toEqual({ changed: 0, brandIds: [] });
    const other = ids.slice(0, 30).map((id) => ({ id, score: scoreOf(id + 1), version: 'v2' }));
    expect((await opened().tx((tx) => tx.mentions.saveScores(other))).changed).toBe(0);
    expect(await opened().read.counts.buckets({ ...WHOLE, brandId: acme, widthMs: HOUR_MS })).toEqual(before);
    expect((await saveAllScores(opened(), [...ids, ...ids])).changed).toBe(20);
    expect((await saveAllScores(opened(), [1_000_000])).changed).toBe(0);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('counts neither pending nor dead mentions', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const ids = await fill(opened(), 10, [acme]);
    await opened().tx((tx) => tx.mentions.markDead(ids.slice(0, 3)));
    await saveAllScores(opened(), ids.slice(0, 6));
    expect(await sumOfAll(opened(), acme, HOUR_MS)).toBe(3);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('reads buckets, sources and categories of a range', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const ids = await fill(opened(), 200, [acme]);
    await saveAllScores(opened(), ids);
    const range = { ...WHOLE, brandId: acme, widthMs: HOUR_MS };
    const bySource = await opened().read.counts.bySource(range);
    expect(bySource.reduce((sum, s) => sum + s.all, 0)).toBe(200);
    expect(bySource.map((s) => s.source).sort()).toEqual(['test:0', 'test:1', 'test:2']);
    const scores = ids.map((id) => scoreOf(id));
    const negative = scores.filter((s) => s.scored && s.sentiment.label === 'negative').length;
    const buckets = await opened().read.counts.buckets(range);
    expect(buckets.reduce((sum, b) => sum + b.negative, 0)).toBe(negative);
    expect(buckets.map((b) => b.start)).toEqual(buckets.map((b) => b.start).toSorted((a, b) => a - b));
    for (const b of buckets) expect(b.negative + b.neutral + b.positive + b.notScored).toBe(b.all);
    const one = await opened().read.counts.buckets({ ...range, source: 'test:1' });
    expect(one.reduce((sum, b) => sum + b.all, 0)).toBe(bySource.find((s) => s.source === 'test:1')?.all);
    const harms = scores.filter((s) => s.scored && s.betrayal.label).length;
    const tags = scores.filter((s) => s.scored && s.betrayal.context.length > 0).length;
    const codes = await opened().read.counts.categories(range);
    expect(codes.reduce((sum, c) => sum + c.count, 0)).toBe(harms + tags);
    const half = buckets[2]!.start;
    const first = await opened().read.counts.buckets({ ...range, to: half });
    const second = await opened().read.counts.buckets({ ...range, from: half });
    expect([...first, ...second]).toEqual(buckets);
    expect(await opened().read.counts.span(acme, HOUR_MS)).toEqual({
      first: buckets[0]?.start,
      last: buckets.at(-1)?.start,
    });
  });

  it('marks a brand dirty when its counts change, until detection has seen that version', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme', 'beta');
    const ids = await fill(opened(), 4, [acme]);
    expect(await opened().read.brands.dirty()).toEqual([]);
    await saveAllScores(opened(), ids.slice(0, 2));
    const seen = await opened().read.brands.dirtyOne('acme');
    expect(seen).toMatchObject({ id: acme, slug: 'acme' });
    await saveAllScores(opened(), ids.slice(2));
    await opened().tx((tx) => tx.brands.markDetected(acme, seen?.version ?? 0));
    const later = await opened().read.brands.dirtyOne('acme');
    expect(later?.version).toBeGreaterThan(seen?.version ?? 0);
    await opened().tx((tx) => tx.brands.markDetected(acme, later?.version ?? 0));
    await opened().tx((tx) => tx.brands.markDetected(acme, 1));
    expect(await opened().read.brands.dirty()).toEqual([]);
    await opened().tx((tx) => tx.brands.markDirty([acme]));
    expect(await opened().read.brands.dirty()).toHaveLength(1);
  });

  it('says from which hour on the counts of a dirty brand changed', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const at = (hour: number, i: number, brandIds: readonly number[]) =>
      insertOf(i, brandIds, { publishedAt: BASE + hour * HOUR_MS + 5, source: 'test:0' });
    const rows = [at(9, 0, [acme]), at(5, 1, [acme]), at(2, 2, [beta]), at(7, 3, [acme]), at(1, 4, [acme])];
    const { ids } = await opened().tx((tx) => tx.mentions.insert(rows));
    const since = async (slug: string) => (await opened().read.brands.dirtyOne(slug))?.changedFrom;
    const detect = async (version?: number) => {
      const { id, version: own } = (await opened().read.brands.dirtyOne('acme'))!;
      return opened().tx((tx) => tx.brands.markDetected(id, version ?? own));
    };
    // A brand that was never looked at may have changed in anything.
    await saveAllScores(opened(), ids.slice(0, 1));
    expect(await since('acme')).toBe(0);
    await detect();
    expect(await since('acme')).toBeUndefined();
    await saveAllScores(opened(), ids.slice(0, 3));
    expect([await since('acme'), await since('beta')]).toEqual([BASE + 5 * HOUR_MS, 0]);
    await saveAllScores(opened(), ids.slice(3, 4));
    expect(await since('acme')).toBe(BASE + 5 * HOUR_MS);
    // Looked at before the last of them: it is not known which hours were in it.
    const { version } = (await opened().read.brands.dirtyOne('acme'))!;
    await detect(version - 1);
    expect(await since('acme')).toBe(BASE + 5 * HOUR_MS);
    await detect();
    await saveAllScores(opened(), ids.slice(4));
    expect(await since('acme')).toBe(BASE + HOUR_MS);
    await detect();
    const corrected = { field: 'sentiment', value: 'positive', who: 'ann', at: 1 } as const;
    await opened().tx((tx) => tx.corrections.add(ids[3]!, 0, corrected));
    expect([undefined, BASE + 7 * HOUR_MS]).toContain(await since('acme'));
    await opened().tx((tx) => tx.brands.markDirty([acme]));
    expect(await since('acme')).toBe(0);
  });

  it('tells a process that saw an earlier version what changed since', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const hours = [9, 5, 7, 8];
    const rows = hours.map((hour, i) => insertOf(i, [acme], { publishedAt: BASE + hour * HOUR_MS + 5 }));
    const { ids } = await opened().tx((tx) => tx.mentions.insert(rows));
    const look = async (forgetBefore?: number) => {
      const seen = (await opened().read.brands.dirtyOne('acme'))!;
      await opened().tx((tx) => tx.brands.markDetected(acme, seen.version, forgetBefore));
      return seen;
    };
    const change = (i: number) => saveAllScores(opened(), ids.slice(i, i + 1));
    // Nobody looked before.
    await change(0);
    expect(await look(BASE)).toMatchObject({ sinceVersion: 0, sinceFrom: 0 });
    const { version: first } = await (await change(1), look(BASE));
    expect(first).toBeGreaterThan(1);
    await change(2);
    // The lowest of both changes, since the version that was looked at first.
    const third = await look(BASE + 6 * HOUR_MS);
    expect(third).toMatchObject({ changedFrom: BASE + 7 * HOUR_MS, sinceFrom: BASE + 5 * HOUR_MS });
    expect(third.sinceVersion).toBeLessThan(first);
    // That was too far back: what was seen before the third look holds no longer.
    await change(3);
    expect(await look(Infinity)).toMatchObject({
      sinceVersion: third.version,
      sinceFrom: BASE + 8 * HOUR_MS,
    });
    await opened().tx((tx) => tx.brands.markDirty([acme]));
    expect(await look()).toMatchObject({ sinceFrom: 0 });
  });

  it('knows whether all of a brand is simulated', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    await opened().tx((tx) => tx.mentions.insert([insertOf(1, [acme], { simulated: true })]));
    expect(await opened().read.brands.bySlug('acme')).toMatchObject({ simulated: true });
    await opened().tx((tx) => tx.mentions.insert([insertOf(2, [acme])]));
    expect(await opened().read.brands.bySlug('acme')).toMatchObject({ simulated: false });
  });
}
