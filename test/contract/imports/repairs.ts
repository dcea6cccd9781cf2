/** Files that correct what earlier imports brought. */
import { expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/domain/series.ts';
import { insert, list, row, scoreAll, seen, start, undo } from './ground.ts';
import { makeBrands, type Opened } from '../store-opened.ts';

export function repairCases(opened: Opened): void {
  it('a file that corrects repairs words, times and stars, once for each row, and undo gives them back', async () => {
    const ids = await makeBrands(opened(), 'acme', 'beta');
    const [acme = 0, beta = 0] = ids;
    const one = await start(opened());
    await insert(opened(), [
      row(one, [acme], '1', 'title'),
      row(one, [acme], '2', 'right'),
      row(one, [acme], 'w:a', 'said by x'),
      { ...row(one, [acme], 'w:b', 'wrong words', 5_000), authorPseudonym: 'x' },
      row(one, [beta], '4', 'of beta'),
    ]);
    await insert(opened(), [
      { ...row(0, [acme], '3', 'from a source'), importId: undefined, identity: 'id' },
    ]);
    await scoreAll(opened());
    const before = await seen(opened(), ids);
    const repair = async (importId: number) =>
      insert(
        opened(),
        [
          row(importId, [acme], '1', 'the whole text', HOUR_MS),
          { ...row(importId, [acme], '2', 'right'), rating: 2 },
          row(importId, [acme], '2', 'a second row with this id'),
          row(importId, [acme], 'w:c', 'said by x', 9 * HOUR_MS),
          { ...row(importId, [acme], 'w:d', 'right words', 5_000), authorPseudonym: 'x' },
          row(importId, [acme], '3', 'other words than the source'),
          row(importId, [acme], '4', 'of acme'),
        ].map((m) => ({ ...m, repair: true })),
      );
    const two = await start(opened());
    expect(await repair(two)).toMatchObject({ added: 3, replaced: 4, duplicates: 0 });
    await scoreAll(opened());
    const texts = (await list(opened(), acme)).map(({ text }) => text).toSorted();
    expect(texts).toEqual(
      [
        'a second row with this id',
        'from a source',
        'of acme',
        'other words than the source',
        'right',
        'right words',
        'said by x',
        'the whole text',
      ].toSorted(),
    );
    expect(await opened().read.counts.audit()).toEqual([]);
    const repaired = await seen(opened(), ids);
    const three = await start(opened());
    expect(await repair(three)).toMatchObject({ added: 0, replaced: 0, duplicates: 7 });
    await undo(opened(), three);
    expect(await seen(opened(), ids)).toEqual(repaired);
    await undo(opened(), two);
    await scoreAll(opened());
    expect((await seen(opened(), ids)).map(({ mentions }) => mentions)).toEqual(
      before.map(({ mentions }) => mentions),
    );
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('a correction of a correction goes back step by step in any order', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const jobs = [await start(opened()), await start(opened()), await start(opened())];
    for (const [i, id] of jobs.entries()) {
      await insert(opened(), [{ ...row(id, [acme], '1', `wording ${i}`), repair: i > 0 }]);
    }
    const text = async () => (await list(opened(), acme)).map((m) => m.text);
    await undo(opened(), jobs[1]!);
    expect(await text()).toEqual(['wording 2']);
    await undo(opened(), jobs[2]!);
    expect(await text()).toEqual(['wording 0']);
  });
}
