import { expect, it } from 'vitest';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

class Stop extends Error {}

/** Gives other work the chance to get between. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await Promise.resolve();
}

export function transactionCases(opened: Opened): void {
  it('rolls back everything when the callback throws', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const work = opened().tx(async (tx) => {
      const { ids } = await tx.mentions.insert([insertOf(1, [acme])]);
      await tx.mentions.saveScores([{ id: ids[0]!, score: scoreOf(1), version: 'v' }]);
      await tx.deadLetters.add([
        { stage: 's', source: 'x', ref: '1', reason: 'r', payload: '', createdAt: BASE },
      ]);
      await tx.brands.upsert({ slug: 'beta', name: 'Beta', origin: 'import' });
      throw new Stop('half way');
    });
    await expect(work).rejects.toThrow(Stop);
    const { read } = opened();
    expect(await read.mentions.countByState()).toMatchObject({ pending: 0, scored: 0, 'not-scored': 0 });
    expect(await read.deadLetters.waiting()).toBe(0);
    expect((await read.brands.all()).map((b) => b.slug)).toEqual(['acme']);
    expect(await read.brands.dirty()).toEqual([]);
    expect(await read.counts.audit()).toEqual([]);
    const next = await opened().tx((tx) => tx.mentions.insert([insertOf(1, [acme])]));
    expect(next).toMatchObject({ duplicates: 0 });
  });

  it('saves the cursor with the mentions, or neither', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const page = (from: number, cursor: string, fail: boolean) =>
      opened().tx(async (tx) => {
        const { ids } = await tx.mentions.insert([insertOf(from, [acme]), insertOf(from + 1, [acme])]);
        await tx.sources.saveRead('feed:a', { cursor, at: BASE, found: ids.length });
        if (fail) throw new Stop('crash');
      });
    await page(0, 'one', false);
    await expect(page(2, 'two', true)).rejects.toThrow(Stop);
    expect(await opened().read.sources.state('feed:a')).toMatchObject({ cursor: 'one', failures: 0 });
    expect((await opened().read.mentions.countByState()).pending).toBe(2);
    await page(2, 'two', false);
    expect(await opened().read.sources.state('feed:a')).toMatchObject({ cursor: 'two' });
    expect((await opened().read.mentions.countByState()).pending).toBe(4);
  });

  it('keeps the cursor when reads fail, and counts the failures', async () => {
    const { read } = opened();
    await opened().tx((tx) => tx.sources.saveRead('feed:a', { cursor: 'one', at: 1, found: 3 }));
    for (const at of [2, 3]) {
      await opened().tx((tx) => tx.sources.saveFailure('feed:a', { at, error: 'no answer' }));
    }
    expect(await read.sources.state('feed:a')).toMatchObject({
      source: 'feed:a',
      cursor: 'one',
      lastReadAt: 1,
      lastNewAt: 1,
      nextAt: 3,
      lastError: 'no answer',
      failures: 2,
    });
    await opened().tx((tx) => tx.sources.saveRead('feed:a', { cursor: undefined, at: 4, found: 0 }));
    const state = await read.sources.state('feed:a');
    expect(state).toMatchObject({ cursor: 'one', failures: 0, lastNewAt: 1, lastReadAt: 4 });
    expect(state?.lastError).toBeUndefined();
    expect(await read.sources.state('feed:b')).toBeUndefined();
  });

  it('keeps two transactions apart that would interleave', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const log: string[] = [];
    const work = (name: string, fail: boolean) =>
      opened().tx(async (tx) => {
        log.push(`${name} begins`);
        const from = name.charCodeAt(0) * 100;
        for (let i = 0; i < 5; i += 1) {
          await tx.mentions.insert([insertOf(from + i, [acme])]);
          await turns(20);
        }
        log.push(`${name} ends`);
        if (fail) throw new Stop(name);
      });
    const results = await Promise.allSettled([work('a', false), work('b', true), work('c', false)]);
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect((await opened().read.mentions.countByState()).pending).toBe(10);
  });

  it('reads see only committed data', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    let inside = -1;
    let outside = -1;
    await opened().tx(async (tx) => {
      await tx.mentions.insert([insertOf(1, [acme])]);
      inside = (await tx.mentions.countByState()).pending;
      outside = (await opened().read.mentions.countByState()).pending;
    });
    expect({ inside, outside }).toEqual({ inside: 1, outside: 0 });
    expect((await opened().read.mentions.countByState()).pending).toBe(1);
  });

  it('a setting has its latest value', async () => {
    expect(await opened().read.settings.get('key')).toBeUndefined();
    for (const value of ['a', 'b']) await opened().tx((tx) => tx.settings.set('key', value));
    expect(await opened().read.settings.get('key')).toBe('b');
  });

  it('returns what the callback returns and answers a ping', async () => {
    expect(await opened().tx(async () => 42)).toBe(42);
    await expect(opened().ping()).resolves.toBeUndefined();
  });
}
