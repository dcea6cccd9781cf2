/** Mentions that come in again, change, or are taken away; near-duplicates. */
import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Store } from '../../src/store/store.ts';
import type { Fingerprint, InsertMention } from '../../src/store/mentions/port.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const WHOLE = { from: 0, to: BASE * 2 } as const;

const insert = (store: Store, rows: readonly InsertMention[]) => store.tx((tx) => tx.mentions.insert(rows));
const saveScores = (store: Store, ids: readonly number[]) =>
  store.tx((tx) => tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' }))));
const list = (store: Store, brandId: number, grouped = false) =>
  store.read.mentions.list({ ...WHOLE, brandId, order: 'newest', limit: 1_000, grouped });

async function total(store: Store, brandId: number): Promise<number> {
  const buckets = await store.read.counts.buckets({ ...WHOLE, brandId, widthMs: HOUR_MS });
  return buckets.reduce((sum, b) => sum + b.all, 0);
}

export function knownCases(opened: Opened): void {
  it('a known mention that names one more brand is counted for it too, once', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const { ids } = await insert(opened(), [insertOf(1, [acme]), insertOf(2, [acme])]);
    await saveScores(opened(), ids.slice(0, 1));
    for (const expected of [
      { linked: 2, duplicates: 0 },
      { linked: 0, duplicates: 2 },
    ]) {
      const again = await insert(opened(), [insertOf(1, [acme, beta]), insertOf(2, [beta])]);
      expect(again).toMatchObject({ ids: [], edited: 0, ...expected });
    }
    expect([await total(opened(), acme), await total(opened(), beta)]).toEqual([1, 1]);
    await saveScores(opened(), ids);
    expect([await total(opened(), acme), await total(opened(), beta)]).toEqual([2, 2]);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('near-duplicates are looked for among what may be new, whatever of the list is known', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const rows = (numbers: readonly number[]) =>
      numbers.map((n) => insertOf(n, [acme], { identity: 'words', text: `They sold what post ${n} says` }));
    const asked: string[][] = [];
    const insertLinked = (list: readonly InsertMention[]) =>
      opened().tx((tx) =>
        tx.mentions.insert(list, async (open) => {
          asked.push(open.map(({ externalId }) => externalId));
          // The second of the open ones repeats the first.
          return open.map((one, i) => (i === 1 ? { ...one, copyOf: 0 } : one));
        }),
      );
    const first = await insertLinked(rows([1, 2]));
    expect(first).toMatchObject({ added: 2, duplicates: 0 });
    const [, , three, four] = rows([1, 2, 3, 4]);
    const other = { ...rows([2])[0]!, text: 'The same id, and other words altogether' };
    const mixed = [...rows([1]), other, three!, ...rows([2]), four!];
    const again = await insertLinked(mixed);
    expect(again).toMatchObject({ added: 3, duplicates: 2, conflicts: [{ index: 1, with: first.ids[1] }] });
    expect(asked).toEqual([
      rows([1, 2]).map(({ externalId }) => externalId),
      [other, three!, ...rows([2]), four!].map(({ externalId }) => externalId),
    ]);
    // Grouped, a post stands for its near-duplicates.
    const groups = (await list(opened(), acme, true)).map(({ text, duplicates }) => [text, duplicates]);
    expect(groups.toSorted()).toEqual(
      [
        [rows([1])[0]!.text, 1],
        [three!.text, 1],
        [four!.text, 0],
      ].toSorted(),
    );
  });

  it('an edit keeps the old text, is scored again and counted once', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const { ids } = await insert(opened(), [insertOf(1, [acme])]);
    await saveScores(opened(), ids);
    const at = insertOf(1, [acme]).publishedAt;
    const edit = { text: 'Now it reads otherwise', editedAt: at + 5_000 };
    expect(await insert(opened(), [insertOf(1, [acme], edit)])).toMatchObject({ ids, edited: 1 });
    expect(await total(opened(), acme)).toBe(0);
    await saveScores(opened(), ids);
    expect(await total(opened(), acme)).toBe(1);
    // The same edit again, an older one, and other words without an edit change nothing.
    for (const more of [edit, { text: 'older', editedAt: at + 1 }, { text: 'other words' }]) {
      expect(await insert(opened(), [insertOf(1, [acme], more)])).toMatchObject({ ids: [], edited: 0 });
    }
    const [row] = await list(opened(), acme);
    expect(row).toMatchObject({ text: edit.text, editedAt: edit.editedAt, state: 'scored' });
    expect(await opened().read.mentions.revisions(row!.id)).toMatchObject([
      { at: edit.editedAt, text: insertOf(1, [acme]).text },
    ]);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('a known mention that comes several times in one call is each time compared with what came before', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const { ids } = await insert(opened(), [insertOf(1, [acme]), insertOf(2, [acme])]);
    const at = insertOf(1, [acme]).publishedAt;
    const edit = { text: 'Now it reads otherwise', editedAt: at + 5_000, reach: 9_000 };
    const later = { ...edit, text: 'And once more', editedAt: at + 6_000 };
    const rows = [{}, edit, {}, edit, later, edit].map((one) => insertOf(1, [acme], one));
    const again = await insert(opened(), [...rows, ...[[beta], [beta], [acme]].map((of) => insertOf(2, of))]);
    expect(again).toMatchObject({ added: 0, edited: 2, linked: 1, duplicates: 6 });
    expect(new Set(again.ids)).toEqual(new Set(ids.slice(0, 1)));
    const row = (await list(opened(), acme)).find(({ id }) => id === ids[0]);
    expect(row).toMatchObject({ text: later.text, editedAt: later.editedAt });
    const before = (await opened().read.mentions.revisions(row!.id)).map(({ text }) => text);
    expect(before.toSorted()).toEqual([edit.text, insertOf(1, [acme]).text].toSorted());
    expect(await list(opened(), beta)).toHaveLength(1);
  });

  it('an erased mention loses text, author and history; its counts stay, even when it was never scored', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const author = { authorPseudonym: 'p1', url: 'https://example.com/1', title: 'T' };
    const rows = [1, 4, 7].map((i) => insertOf(i, [acme], author));
    const { ids } = await insert(opened(), rows);
    await saveScores(opened(), ids.slice(0, 2));
    const edit = { ...author, text: 'edited', editedAt: BASE * 2 - 1 };
    await insert(opened(), [insertOf(1, [acme], edit)]);
    await saveScores(opened(), ids.slice(0, 1));
    const before = await total(opened(), acme);
    const source = rows[0]!.source;
    const gone = ['m-1', 'm-7', 'm-999'];
    const { erased, places } = await opened().tx((tx) => tx.mentions.erase(source, gone, 77));
    expect(erased).toBe(2);
    expect(places).toHaveLength(2);
    expect(await total(opened(), acme)).toBe(before + 1);
    expect((await list(opened(), acme)).map((row) => row.externalId)).toEqual(['m-4']);
    const row = await opened().read.mentions.one(ids[0]!);
    expect(row).toMatchObject({
      text: '',
      deletedAt: 77,
      url: undefined,
      authorPseudonym: undefined,
      title: undefined,
    });
    expect(await opened().read.mentions.revisions(ids[0]!)).toEqual([]);
    expect(await opened().read.mentions.pendingIds(9)).toEqual([]);
    expect(await opened().read.mentions.shares(acme, 0, BASE * 2)).toMatchObject({ all: 3, deleted: 2 });
    // Sent once more it stays erased, and another scorer version leaves its counts alone.
    expect(await insert(opened(), [insertOf(1, [acme], edit)])).toMatchObject({ ids: [], edited: 0 });
    expect(await opened().read.rescores.countStale('v2')).toBe(1);
    expect(await opened().tx((tx) => tx.mentions.eraseAuthor(source, 'p1', 78))).toMatchObject({ erased: 1 });
    expect(await list(opened(), acme)).toEqual([]);
    expect(await total(opened(), acme)).toBe(3);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('first posts are found by their words among many with the same sketch, and without a sketch', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const fingerprints: Fingerprint[] = Array.from({ length: 10 }, (_, i) => ({ exact: i, sketch: 8 }));
    const alone = [
      { exact: 20, sketch: undefined },
      { exact: 21, sketch: undefined },
    ];
    const { ids } = await insert(
      opened(),
      [...fingerprints, ...alone].map((fingerprint, i) => insertOf(i, [acme], { fingerprint })),
    );
    const found = async (fingerprint: Fingerprint) =>
      (
        await opened().tx((tx) =>
          tx.mentions.nearDuplicateCandidates([{ fingerprint, publishedAt: BASE }], 7 * DAY_MS),
        )
      ).map(({ id }) => id);
    // The newest with the sketch, and the one with the words.
    expect(await found(fingerprints[0]!)).toEqual([ids[9], ids[8], ids[7], ids[0]]);
    expect(await found(alone[1]!)).toEqual([ids[11]]);
    expect(await found({ exact: 22, sketch: undefined })).toEqual([]);
  });

  it('near-duplicates are one row; the next takes over when the first is erased', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const fingerprint = { exact: 7, sketch: 8 };
    const candidates = (asked: Fingerprint, later = 0) =>
      opened().tx((tx) =>
        tx.mentions.nearDuplicateCandidates([{ fingerprint: asked, publishedAt: BASE + later }], 7 * DAY_MS),
      );
    const {
      ids: [first = 0],
    } = await insert(opened(), [insertOf(3, [acme], { fingerprint })]);
    expect(await candidates({ exact: 1, sketch: 8 })).toMatchObject([{ id: first, exact: 7, sketch: 8 }]);
    expect(await candidates({ exact: 7 }, 7 * DAY_MS)).toMatchObject([{ id: first }]);
    expect(await candidates({ exact: 7 }, 40 * DAY_MS)).toEqual([]);
    expect(await candidates({ exact: 1 })).toEqual([]);
    expect(await candidates({ exact: 1, sketch: 9 })).toEqual([]);
    const duplicates = [6, 9].map((i) => insertOf(i, [acme], { fingerprint, duplicateOf: first }));
    await insert(opened(), [...duplicates, insertOf(12, [acme])]);
    const linked = await list(opened(), acme, true);
    expect(linked.map((row) => [row.externalId, row.duplicates])).toEqual([
      ['m-12', 0],
      ['m-3', 2],
    ]);
    expect(await list(opened(), acme)).toHaveLength(4);
    await opened().tx((tx) => tx.mentions.erase('test:0', ['m-3'], 9));
    expect((await list(opened(), acme, true)).map((row) => [row.externalId, row.duplicates])).toEqual([
      ['m-12', 0],
      ['m-6', 1],
    ]);
  });
}
