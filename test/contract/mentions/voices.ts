/** What detection and pages read of posts beside their counts: who posted what when, and what they share. */
import { expect, it } from 'vitest';
import { BASE, insertOf, scoreOf } from '../../support/mentions.ts';
import { makeBrands, type Opened } from '../store-opened.ts';

const RANGE = { from: BASE, to: BASE + 1_000 } as const;

export function voiceCases(opened: Opened): void {
  async function filled() {
    const store = opened();
    const [acme = 0, beta = 0] = await makeBrands(store, 'acme', 'beta');
    const rows = [
      { text: 'See https://example.com/a?x=1', authorPseudonym: 'ann', source: 'chat' },
      { text: 'Not scored yet', authorPseudonym: 'bob', source: 'chat' },
      { text: '#one #two #three', source: 'forum', parentExternalId: 't1' },
      { text: 'Muted', authorPseudonym: 'eve', source: 'chat' },
      { text: 'Too late', authorPseudonym: 'ann', source: 'chat', publishedAt: BASE + 1_000 },
    ].map((row, i) => insertOf(i, [acme], { publishedAt: BASE + i, ...row }));
    const { ids } = await store.tx((tx) => tx.mentions.insert(rows));
    const read = ids.filter((_, i) => i !== 1);
    await store.tx((tx) =>
      tx.mentions.saveScores(read.map((id) => ({ id, score: scoreOf(id), version: 'v1' }))),
    );
    const mute = { brandId: acme, source: 'chat', author: 'eve', why: '', who: 'ann', at: BASE };
    await store.tx((tx) => tx.mutes.add(mute));
    return { store, acme, beta, ids };
  }

  it('are those that count for the brand in the stretch, oldest first', async () => {
    const { store, acme, beta, ids } = await filled();
    const { mentions } = store.read;
    expect(await mentions.traces({ ...RANGE, brandId: acme, limit: 9 })).toEqual([
      { id: ids[0], at: BASE, author: 'ann', cluster: ids[0], marks: ['link example.com/a'] },
      { id: ids[2], at: BASE + 2, author: undefined, cluster: ids[2], marks: ['tags #one #three #two'] },
    ]);
    const voices = await mentions.voices({ ...RANGE, brandId: acme, limit: 9 });
    expect(voices.map(({ at, author, thread }) => [at - BASE, author, thread])).toEqual([
      [0, 'ann', undefined],
      [2, undefined, 'forum t1'],
    ]);
    expect(await mentions.traces({ ...RANGE, brandId: beta, limit: 9 })).toEqual([]);
  });

  it('are of some sources alone, or without some, and the newest where there are more', async () => {
    const { store, acme, ids } = await filled();
    const idsOf = async (more: object) =>
      (await store.read.mentions.traces({ ...RANGE, brandId: acme, limit: 9, ...more })).map(({ id }) => id);
    expect(await idsOf({ only: ['chat'] })).toEqual([ids[0]]);
    expect(await idsOf({ except: ['chat'] })).toEqual([ids[2]]);
    expect(await idsOf({ limit: 1 })).toEqual([ids[2]]);
  });
}
