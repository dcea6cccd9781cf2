/** Files that correct what earlier imports brought. */
import { expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../src/domain/series.ts';
import type { TimePrecision } from '../../../src/domain/mention.ts';
import { dailyAt, loadCadences } from '../../../src/series/daily-sources.ts';
import { BASE } from '../../support/mentions.ts';
import { insert, list, row, scoreAll, seen, start, undo, WHOLE } from './ground.ts';
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

  const DAYS = 20;
  const turned: readonly (readonly [from: TimePrecision, to: TimePrecision])[] = [
    ['day', 'second'],
    ['second', 'day'],
  ];
  it.each(turned)('times known by the %s that are corrected to the %s, and back', async (from, to) => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    // Two posts a day, one of them at 00:00 exactly.
    const rows = (importId: number, precision: TimePrecision) =>
      Array.from({ length: 2 * DAYS }, (_, i) => {
        const time = precision === 'day' || i % 2 === 0 ? 0 : 9 * HOUR_MS + i;
        const one = row(importId, [acme], `${i}`, `post ${i}`, Math.floor(i / 2) * DAY_MS + time);
        return { ...one, precision, repair: precision === to };
      });
    const state = async () => {
      const { read } = opened();
      const days = await read.counts.datesOnly({ ...WHOLE, brandId: acme });
      const cadences = await loadCadences(read, acme, BASE, BASE + DAYS * DAY_MS);
      expect(await read.counts.audit()).toEqual([]);
      return {
        dated: days.reduce((sum, { dayPrecise }) => sum + dayPrecise, 0),
        daily: dailyAt(cadences, BASE + DAYS * DAY_MS),
        hours: (await read.counts.buckets({ ...WHOLE, brandId: acme, widthMs: HOUR_MS })).filter(
          ({ all }) => all > 0,
        ).length,
        precision: [...new Set((await list(opened(), acme)).map((one) => one.precision))],
      };
    };
    const is = (precision: TimePrecision) =>
      precision === 'day'
        ? { dated: 2 * DAYS, daily: ['file'], hours: DAYS, precision: ['day'] }
        : { dated: 0, daily: [], hours: 2 * DAYS, precision: ['second'] };
    await insert(opened(), rows(await start(opened()), from));
    await scoreAll(opened());
    expect(await state()).toEqual(is(from));
    const two = await start(opened());
    expect(await insert(opened(), rows(two, to))).toMatchObject({ added: 0, replaced: 2 * DAYS });
    await scoreAll(opened());
    expect(await state()).toEqual(is(to));
    const three = await start(opened());
    expect(await insert(opened(), rows(three, to))).toMatchObject({ added: 0, replaced: 0 });
    await undo(opened(), three);
    await undo(opened(), two);
    await scoreAll(opened());
    expect(await state()).toEqual(is(from));
  });
}
