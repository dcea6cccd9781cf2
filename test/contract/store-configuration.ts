/** What people configure: entries with their history, the revision that every process watches, sealed keys. */
import { expect, it } from 'vitest';
import { BASE } from '../support/mentions.ts';
import type { Opened } from './store-opened.ts';

const FIRST = { slug: 'acme', name: 'Acme', terms: ['acme', '😀'] };
const SECOND = { ...FIRST, name: 'ACME' };

export function configurationCases(opened: Opened): void {
  it('an entry is added, changed and removed; its history and the revision say so', async () => {
    const { read } = opened();
    const save = (before: object | undefined, after: object | undefined, at: number) =>
      opened().tx((tx) =>
        tx.configuration.save({
          kind: 'brands',
          slug: 'acme',
          before: before as typeof FIRST,
          after: after as typeof FIRST,
          at: BASE + at,
          who: 'ann',
        }),
      );
    expect(await read.configuration.revision()).toBe(0);
    const added = await save(undefined, FIRST, 1);
    expect(await read.configuration.entries()).toEqual([
      {
        kind: 'brands',
        slug: 'acme',
        document: FIRST,
        revision: added,
        changedAt: BASE + 1,
        changedBy: 'ann',
      },
    ]);
    const changed = await save(FIRST, SECOND, 2);
    expect(changed).toBeGreaterThan(added);
    expect(await read.configuration.revision()).toBe(changed);
    expect((await read.configuration.entries()).map(({ document }) => document)).toEqual([SECOND]);
    const removed = await save(SECOND, undefined, 3);
    expect(await read.configuration.entries()).toEqual([]);
    expect(await read.configuration.revision()).toBe(removed);
    expect(await read.configuration.history('brands', 'acme', 2)).toEqual([
      { id: removed, at: BASE + 3, who: 'ann', before: SECOND },
      { id: changed, at: BASE + 2, who: 'ann', before: FIRST, after: SECOND },
    ]);
    expect(await read.configuration.history('routes', 'acme', 2)).toEqual([]);
  });

  it('what a transaction gives up was never changed', async () => {
    const failing = opened().tx(async (tx) => {
      const change = { before: undefined, after: FIRST, at: BASE, who: 'ann' };
      await tx.configuration.save({ kind: 'brands', slug: 'acme', ...change });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await opened().read.configuration.revision()).toBe(0);
    expect(await opened().read.configuration.entries()).toEqual([]);
  });

  it('a key is replaced and removed, and the revision rises each time', async () => {
    const { read } = opened();
    const key = (sealed: string | undefined) =>
      opened().tx((tx) =>
        tx.configuration.saveKey({ name: 'YOUTUBE_API_KEY', sealed, at: BASE, who: 'ann' }),
      );
    await key('one');
    await key('two');
    const before = await read.configuration.revision();
    expect(await read.configuration.keys()).toEqual([
      { name: 'YOUTUBE_API_KEY', sealed: 'two', at: BASE, who: 'ann' },
    ]);
    await key(undefined);
    expect(await read.configuration.keys()).toEqual([]);
    expect(await read.configuration.revision()).toBeGreaterThan(before);
  });

  it('a source whose settings changed is read at once', async () => {
    await opened().tx((tx) =>
      tx.sources.saveFailure('feed:a', { at: BASE, error: 'no', nextAt: BASE + 100 }),
    );
    await opened().tx((tx) => tx.sources.readNow('feed:a'));
    const state = await opened().read.sources.state('feed:a');
    expect([state?.nextAt, state?.failures, state?.lastError]).toEqual([undefined, 0, 'no']);
  });
}
