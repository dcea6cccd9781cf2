import { expect, it } from 'vitest';
import type { MentionFilter } from '../../src/store/mentions/port.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

export function mentionCases(opened: Opened): void {
  it('keeps a mention once per source and external id, in one call and across calls', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const first = await opened().tx((tx) =>
      tx.mentions.insert([
        insertOf(1, [acme]),
        insertOf(2, [acme]),
        insertOf(1, [acme], { text: 'changed' }),
      ]),
    );
    expect(first).toMatchObject({ ids: [expect.any(Number), expect.any(Number)], duplicates: 1 });
    const again = await opened().tx((tx) => tx.mentions.insert([insertOf(1, [acme]), insertOf(3, [acme])]));
    expect(again).toMatchObject({ ids: [expect.any(Number)], duplicates: 1 });
    const elsewhere = await opened().tx((tx) =>
      tx.mentions.insert([insertOf(1, [acme], { source: 'other' })]),
    );
    expect(elsewhere.duplicates).toBe(0);
    expect(await opened().read.mentions.unscored()).toEqual({ pending: 4, dead: 0 });
    expect(await opened().read.mentions.countByState()).toEqual({
      pending: 4,
      scored: 0,
      'not-scored': 0,
      dead: 0,
    });
  });

  it('says whose mentions wait to be scored', async () => {
    const [acme = 0, beta = 0, gamma = 0] = await makeBrands(opened(), 'acme', 'beta', 'gamma');
    const made = [insertOf(1, [acme]), insertOf(2, [acme, beta]), insertOf(3, [gamma])];
    const { ids } = await opened().tx((tx) => tx.mentions.insert(made));
    const scored = [{ id: ids[2] ?? 0, score: scoreOf(1), version: 'v' }];
    await opened().tx((tx) => tx.mentions.saveScores(scored));
    const { byBrand, more } = await opened().read.mentions.waitingByBrand();
    expect([[...byBrand].toSorted(), more]).toEqual([
      [
        [acme, 2],
        [beta, 1],
      ].toSorted(),
      false,
    ]);
  });

  it('returns what was inserted', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const text =
      'zalgo ẗ̸͝, a family 👨‍👩‍👧, four bytes 𝔘, right to left ‮abc, quotes "\'; -- and \u0000 inside';
    const full = {
      text,
      title: 'T',
      url: 'https://example.com/1',
      lang: 'en',
      authorPseudonym: 'p',
      rating: 2.5,
    };
    const { ids } = await opened().tx((tx) => tx.mentions.insert([insertOf(1, [acme, beta, acme], full)]));
    const [pending] = await opened().read.mentions.pending(ids);
    expect(pending).toMatchObject({ text, title: 'T', lang: 'en', attempts: 0 });
    expect([...(pending?.brandIds ?? [])].sort()).toEqual([acme, beta].sort());
    const filter = { from: 0, to: BASE * 2, order: 'newest', limit: 10 } as const;
    const one = await opened().read.mentions.one(ids[0] ?? 0);
    expect(one).toMatchObject({ ...full, state: 'pending' });
    expect([...(one?.brandIds ?? [])].sort()).toEqual([acme, beta].sort());
    expect(await opened().read.mentions.one(999_999)).toBeUndefined();
    for (const brandId of [acme, beta]) {
      const listed = await opened().read.mentions.list({ ...filter, brandId });
      expect(listed).toHaveLength(1);
      expect(listed[0]).toMatchObject({ ...full, state: 'pending', simulated: false });
    }
  });

  it('returns pending ids in order, after an id, up to a limit, before a time', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const made = Array.from({ length: 10 }, (_, i) => insertOf(i, [acme], { collectedAt: BASE + i }));
    const { ids } = await opened().tx((tx) => tx.mentions.insert(made));
    const { mentions } = opened().read;
    expect(await mentions.pendingIds(100)).toEqual(ids);
    expect(await mentions.pendingIds(3)).toEqual(ids.slice(0, 3));
    expect(await mentions.pendingIds(100, ids[4])).toEqual(ids.slice(5));
    expect(await mentions.pendingIds(100, 0, BASE + 2)).toEqual(ids.slice(0, 3));
    const scored = ids.slice(0, 2).map((id) => ({ id, score: scoreOf(id), version: 'v' }));
    await opened().tx((tx) => tx.mentions.saveScores(scored));
    expect(await mentions.pendingIds(2)).toEqual(ids.slice(2, 4));
    expect((await mentions.pending(ids)).map((m) => m.id)).toEqual(ids.slice(2));
    expect(await mentions.pending([])).toEqual([]);
  });

  it('lists by brand, time, source, label and category, by reach or newest, in pages', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const made = Array.from({ length: 60 }, (_, i) => insertOf(i, i % 4 === 0 ? [acme, beta] : [acme]));
    const { ids } = await opened().tx((tx) => tx.mentions.insert(made));
    const scores = ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v' }));
    await opened().tx((tx) => tx.mentions.saveScores(scores));
    const whole = { brandId: acme, from: 0, to: BASE * 2, order: 'newest', limit: 1000 } as const;
    const numbers = async (more: Partial<MentionFilter>) =>
      (await opened().read.mentions.list({ ...whole, ...more })).map((m) => Number(m.externalId.slice(2)));
    const all = Array.from({ length: 60 }, (_, i) => 59 - i);
    const where = (test: (i: number) => boolean) => all.filter(test);
    const scored = (i: number) => {
      const score = scoreOf(i);
      return score.scored ? score : undefined;
    };

    expect(await numbers({})).toEqual(all);
    expect(await numbers({ brandId: beta })).toEqual(where((i) => i % 4 === 0));
    expect(await numbers({ from: made[10]!.publishedAt, to: made[20]!.publishedAt })).toEqual(
      where((i) => i >= 10 && i < 20),
    );
    expect(await numbers({ source: 'test:1' })).toEqual(where((i) => i % 3 === 1));
    expect(await numbers({ only: 'negative' })).toEqual(
      where((i) => scored(i)?.sentiment.label === 'negative'),
    );
    const betrayed = where((i) => scored(i)?.betrayal.label === true);
    expect(await numbers({ only: 'betrayal' })).toEqual(betrayed);
    expect(betrayed.length).toBeGreaterThan(3);
    const harm = (i: number) => scored(i)?.betrayal.categories[0]?.code === 'surveillance';
    expect(await numbers({ category: 'surveillance' })).toEqual(where(harm));
    expect(await numbers({ category: 'apology' })).toEqual(
      where((i) => (scored(i)?.betrayal.context.length ?? 0) > 0),
    );
    expect(await numbers({ category: "x' or '1'='1" })).toEqual([]);
    expect([...(await numbers({ limit: 7 })), ...(await numbers({ limit: 7, offset: 7 }))]).toEqual(
      all.slice(0, 14),
    );
    const reach = (await opened().read.mentions.list({ ...whole, order: 'reach' })).map((m) => m.reach);
    expect(reach).toEqual([...reach].sort((a, b) => b - a));
    expect(await opened().read.mentions.span(beta)).toEqual({
      from: made[0]?.publishedAt,
      to: made[56]?.publishedAt,
    });
    expect(await opened().read.mentions.span(99)).toBeUndefined();
  });

  it('counts failed attempts, marks mentions as dead and revives them', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const { ids } = await opened().tx((tx) => tx.mentions.insert([insertOf(1, [acme]), insertOf(2, [acme])]));
    const [bad = 0, good = 0] = ids;
    await opened().tx(async (tx) => {
      await tx.mentions.saveScores([{ id: good, score: scoreOf(1), version: 'v' }]);
      await tx.mentions.failed(ids);
      await tx.mentions.markDead(ids);
    });
    const states = await opened().read.mentions.countByState();
    expect(states.dead).toBe(1);
    expect(states.scored + states['not-scored']).toBe(1);
    expect(await opened().read.mentions.unscored()).toEqual({ pending: 0, dead: 1 });
    expect(await opened().tx((tx) => tx.mentions.revive(good))).toBe(false);
    expect(await opened().tx((tx) => tx.mentions.revive(bad))).toBe(true);
    expect(await opened().tx((tx) => tx.mentions.revive(bad))).toBe(false);
    expect(await opened().read.mentions.pending(ids)).toMatchObject([{ id: bad, attempts: 0 }]);
  });
}
