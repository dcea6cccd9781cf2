/** Texts age, counts stay: day by day over 400 days, by the program's own round. */
import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { expireTexts } from '../../workers/retain.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const KEEP = 90;

export function expiryCases(opened: Opened): void {
  it('a text is removed the day after it expires; counts, earlier figures and simulated posts stay', async () => {
    const store = opened();
    const [acme = 0] = await makeBrands(store, 'acme');
    const day = (i: number) => BASE + i * DAY_MS;
    let now = BASE;
    const env = { keepTextDays: KEEP } as never;
    const ctx = { store, clock: () => now, env };
    const words = { authorPseudonym: 'p1', url: 'https://example.com/1', title: 'T' };
    const kept = async () => {
      const filter = { brandId: acme, from: 0, to: BASE * 2, order: 'newest', limit: 1_000 } as const;
      return store.read.mentions.list(filter);
    };
    for (let i = 0; i < 400; i += 1) {
      now = day(i);
      const fresh = { ...words, collectedAt: now, publishedAt: now, simulated: i === 0 };
      await store.tx(async (tx) => {
        const { ids } = await tx.mentions.insert([insertOf(i, [acme], fresh)]);
        await tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' })));
        const letter = { stage: 'webhook', source: 'x', ref: String(i), reason: 'r', payload: 'p' };
        await tx.deadLetters.add([{ ...letter, createdAt: now }]);
      });
      await expireTexts(ctx);
      const days = (await kept())
        .filter((row) => !row.simulated)
        .map((row) => (now - row.publishedAt) / DAY_MS);
      expect(days).toEqual(Array.from({ length: Math.min(i, KEEP + 1) }, (_, ago) => ago));
    }
    expect((await kept()).filter((row) => row.simulated)).toHaveLength(1);
    expect(await store.read.deadLetters.waiting()).toBe(KEEP + 1);
    const range = { brandId: acme, widthMs: HOUR_MS, from: 0, to: BASE * 2 };
    const buckets = await store.read.counts.buckets(range);
    expect(buckets.reduce((sum, { all }) => sum + all, 0)).toBe(400);
    expect(await store.read.counts.audit()).toEqual([]);
    // Another scorer version has nothing of them to score, and of their rows none is left.
    expect(await store.read.rescores.countStale('v2')).toBe(KEEP + 2);
    const states = await store.read.mentions.countByState();
    expect(states.scored + states['not-scored']).toBe(KEEP + 2);
  });

  it('an expired mention that is ingested again is recognised, and counts once for a brand', async () => {
    const store = opened();
    const [acme = 0, beta = 0] = await makeBrands(store, 'acme', 'beta');
    const rows = Array.from({ length: 60 }, (_, i) => insertOf(i, [acme], { authorPseudonym: `a${i % 5}` }));
    const take = async (brandIds: readonly number[], more: readonly InsertMention[] = []) => {
      const given = [...rows.map((row) => ({ ...row, brandIds })), ...more];
      const taken = await store.tx((tx) => tx.mentions.insert(given));
      const scores = taken.ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' }));
      await store.tx((tx) => tx.mentions.saveScores(scores));
      return taken;
    };
    const counted = async (brandId: number) => {
      const range = { brandId, widthMs: HOUR_MS, from: 0, to: BASE * 2 };
      return (await store.read.counts.buckets(range)).reduce((sum, { all }) => sum + all, 0);
    };
    const [first = 0] = (await take([acme])).ids;
    const said = { field: 'sentiment', value: 'negative', who: 'ann', at: BASE } as const;
    expect(await store.tx((tx) => tx.corrections.add(first, 0, said))).toBe('done');
    expect((await store.tx((tx) => tx.mentions.age(BASE + 1, 1_000))).erased).toBe(60);
    // What people decided stays, without the post.
    expect(await store.read.corrections.ofMentions([first])).toMatchObject([{ value: 'negative' }]);
    expect(await store.read.mentions.countByState()).toMatchObject({ scored: 0, 'not-scored': 0 });
    expect(await store.read.mentions.shares(acme, 0, BASE * 2)).toMatchObject({ all: 60, deleted: 60 });

    // One more comes with them, and it alone is new.
    const again = await take([acme], [insertOf(60, [acme])]);
    expect([again.ids.length, again.duplicates]).toEqual([1, 60]);
    expect(await counted(acme)).toBe(61);
    // A brand that is watched since gets all of them; the other gets none a second time.
    const linked = await take([acme, beta]);
    expect([linked.ids.length, linked.duplicates]).toEqual([60, 0]);
    expect([await counted(acme), await counted(beta)]).toEqual([61, 60]);
    expect((await take([acme, beta])).ids).toEqual([]);
    // What its source or an author takes back is not there any more.
    expect((await store.tx((tx) => tx.mentions.eraseAuthor('test:0', 'a0', BASE))).erased).toBe(4);
    expect(await store.read.counts.audit()).toEqual([]);

    // Muting a source removes its expired counts too, and undoing the mute restores them.
    const who = { who: 'ann', at: BASE, why: '' };
    await store.tx((tx) => tx.mutes.add({ brandId: acme, source: 'test:0', author: undefined, ...who }));
    expect(await counted(acme)).toBe(40);
    const [mute] = await store.read.mutes.all();
    await store.tx((tx) => tx.mutes.undo(mute!.id, who));
    expect(await counted(acme)).toBe(61);
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('pending mentions stay, and the next near-duplicate becomes the first of its group', async () => {
    const store = opened();
    const [acme = 0] = await makeBrands(store, 'acme');
    const { ids } = await store.tx((tx) =>
      tx.mentions.insert([
        insertOf(1, [acme], { collectedAt: BASE }),
        insertOf(4, [acme], { collectedAt: BASE }),
      ]),
    );
    const first = ids[0] ?? 0;
    const later = await store.tx((tx) =>
      tx.mentions.insert([insertOf(7, [acme], { collectedAt: BASE + DAY_MS, duplicateOf: first })]),
    );
    const saveScores = [first, ...later.ids].map((id) => ({ id, score: scoreOf(id), version: 'v1' }));
    await store.tx((tx) => tx.mentions.saveScores(saveScores));
    const { erased } = await store.tx((tx) => tx.mentions.age(BASE + 1, 10));
    expect(erased).toBe(1);
    expect(await store.read.mentions.pendingIds(9)).toEqual([ids[1]]);
    const filter = {
      brandId: acme,
      from: 0,
      to: BASE * 2,
      order: 'newest',
      limit: 9,
      fingerprint: true,
    } as const;
    expect((await store.read.mentions.list(filter)).map(({ id }) => id).sort()).toEqual(
      [ids[1], ...later.ids].sort(),
    );
  });
}
