/** Texts age, counts stay: day by day over 400 days, by the program's own round. */
import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { ageTexts } from '../../workers/retain.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './ledger-opened.ts';

const KEEP = 90;

export function ageingCases(opened: Opened): void {
  it('a text is gone the day after its time, counts and earlier figures stay, simulated posts too', async () => {
    const ledger = opened();
    const [acme = 0] = await makeBrands(ledger, 'acme');
    const day = (i: number) => BASE + i * DAY_MS;
    let now = BASE;
    const env = { keepTextDays: KEEP } as never;
    const ctx = { ledger, clock: () => now, env };
    const words = { authorPseudonym: 'p1', url: 'https://example.com/1', title: 'T' };
    const kept = async () => {
      const filter = { brandId: acme, from: 0, to: BASE * 2, order: 'newest', limit: 1_000 } as const;
      return ledger.read.mentions.list(filter);
    };
    for (let i = 0; i < 400; i += 1) {
      now = day(i);
      const fresh = { ...words, collectedAt: now, publishedAt: now, simulated: i === 0 };
      await ledger.tx(async (tx) => {
        const { ids } = await tx.mentions.insert([insertOf(i, [acme], fresh)]);
        await tx.mentions.settle(ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' })));
        const letter = { stage: 'webhook', source: 'x', ref: String(i), reason: 'r', payload: 'p' };
        await tx.deadLetters.add([{ ...letter, createdAt: now }]);
      });
      await ageTexts(ctx);
      const days = (await kept())
        .filter((row) => !row.simulated)
        .map((row) => (now - row.publishedAt) / DAY_MS);
      expect(days).toEqual(Array.from({ length: Math.min(i, KEEP + 1) }, (_, ago) => ago));
    }
    expect((await kept()).filter((row) => row.simulated)).toHaveLength(1);
    expect(await ledger.read.deadLetters.waiting()).toBe(KEEP + 1);
    const range = { brandId: acme, widthMs: HOUR_MS, from: 0, to: BASE * 2 };
    const buckets = await ledger.read.counts.buckets(range);
    expect(buckets.reduce((sum, { all }) => sum + all, 0)).toBe(400);
    expect(await ledger.read.counts.audit()).toEqual([]);
    // Another scorer version has nothing of them to score.
    expect(await ledger.read.rescores.countOutdated('v2')).toBe(KEEP + 2);
  });

  it('what waits to be scored stays, and the next copy stands for its group', async () => {
    const ledger = opened();
    const [acme = 0] = await makeBrands(ledger, 'acme');
    const { ids } = await ledger.tx((tx) =>
      tx.mentions.insert([
        insertOf(1, [acme], { collectedAt: BASE }),
        insertOf(4, [acme], { collectedAt: BASE }),
      ]),
    );
    const first = ids[0] ?? 0;
    const later = await ledger.tx((tx) =>
      tx.mentions.insert([insertOf(7, [acme], { collectedAt: BASE + DAY_MS, dupeOf: first })]),
    );
    const settle = [first, ...later.ids].map((id) => ({ id, score: scoreOf(id), version: 'v1' }));
    await ledger.tx((tx) => tx.mentions.settle(settle));
    const { erased } = await ledger.tx((tx) => tx.mentions.age(BASE + 1, BASE + 2, 10));
    expect(erased).toBe(1);
    expect(await ledger.read.mentions.pendingIds(9)).toEqual([ids[1]]);
    const filter = { brandId: acme, from: 0, to: BASE * 2, order: 'newest', limit: 9, fold: true } as const;
    expect((await ledger.read.mentions.list(filter)).map(({ id }) => id).sort()).toEqual(
      [ids[1], ...later.ids].sort(),
    );
  });
}
