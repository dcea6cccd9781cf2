/** Imports: posts that only share an id, and taking an import back. */
import { expect, it } from 'vitest';
import { HOUR_MS } from '../../../src/domain/series.ts';
import type { InsertMention } from '../../../src/store/mentions/port.ts';
import { BASE, insertOf } from '../../support/mentions.ts';
import { insert, list, row, scoreAll, seen, start, undo, WHOLE } from './ground.ts';
import { makeBrands, type Opened } from '../store-opened.ts';

export function importCases(opened: Opened): void {
  it('rows with one id and other words or another time are mentions of their own; the same again adds nothing', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const one = await start(opened());
    const first = [row(one, [acme], '1', 'Acme sold my data'), row(one, [acme], '1', 'Acme lied', 1_000)];
    expect(await insert(opened(), first)).toMatchObject({
      added: 2,
      duplicates: 0,
      conflicts: [{ index: 1 }],
    });
    const two = await start(opened(), 'beta');
    const others = [
      row(two, [beta], '1', 'Beta is lovely'),
      // The same words an hour later are another post, and white space makes none.
      row(two, [beta], '1', 'Beta is lovely', HOUR_MS),
      row(two, [beta], '1', ' Beta  is\nlovely'),
    ];
    expect(await insert(opened(), others)).toMatchObject({ added: 2, duplicates: 1 });
    expect(await insert(opened(), others)).toMatchObject({ added: 0, duplicates: 3, conflicts: [] });
    expect((await list(opened(), beta)).map(({ text }) => text)).toEqual([
      'Beta is lovely',
      'Beta is lovely',
    ]);
    expect((await list(opened(), acme)).map(({ text }) => text)).toEqual(['Acme lied', 'Acme sold my data']);
    // What says the same at the same time is one mention of both brands.
    const shared = row(two, [beta], '1', 'Acme lied', 1_000);
    expect(await insert(opened(), [shared])).toMatchObject({ added: 0, linked: 1 });
    expect(await list(opened(), beta)).toHaveLength(3);
  });

  it('an id that a sender reuses is another post, unless it is a later wording', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const sent = (brandIds: readonly number[], text: string, more: Partial<InsertMention> = {}) => ({
      ...row(0, brandIds, '7', text),
      importId: undefined,
      identity: 'sender' as const,
      ...more,
    });
    await insert(opened(), [sent([acme], 'Acme is slow')]);
    expect(await insert(opened(), [sent([acme], 'Acme is slow')])).toMatchObject({ added: 0, duplicates: 1 });
    expect(await insert(opened(), [sent([beta], 'Beta is fine')])).toMatchObject({ added: 1 });
    expect(await insert(opened(), [sent([acme], 'Acme is slow!', { editedAt: BASE + 9 })])).toMatchObject({
      added: 0,
      edited: 1,
    });
    expect((await list(opened(), acme)).map(({ text }) => text)).toEqual(['Acme is slow!']);
    expect((await list(opened(), beta)).map(({ text }) => text)).toEqual(['Beta is fine']);
  });

  it('erased and expired posts are known by their words; another post with their id comes in', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const one = await start(opened());
    const rows = [row(one, [acme], '1', 'to be erased'), row(one, [acme], '2', 'to expire')];
    await insert(opened(), rows);
    await scoreAll(opened());
    await opened().tx((tx) => tx.mentions.erase('file', ['1'], BASE));
    for (const round of ['erased', 'expired']) {
      const two = await start(opened());
      const again = rows.map((m) => ({ ...m, importId: two }));
      expect(await insert(opened(), again)).toMatchObject({ added: 0, duplicates: 2 });
      const other = [row(two, [acme], '1', `other ${round}`), row(two, [acme], '2', `words ${round}`)];
      expect(await insert(opened(), other)).toMatchObject({ added: 2 });
      expect(await insert(opened(), other)).toMatchObject({ added: 0, duplicates: 2 });
      await scoreAll(opened());
      await opened().tx((tx) => tx.mentions.age(BASE + 1, 100));
    }
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('undo leaves everything as if the import had never come', async () => {
    const ids = await makeBrands(opened(), 'acme', 'beta');
    const [acme = 0, beta = 0] = ids;
    const near = { fingerprint: { exact: 5, sketch: 6 } };
    await insert(opened(), [insertOf(1, [acme]), insertOf(2, [acme, beta]), insertOf(40, [acme], near)]);
    const kept = await start(opened());
    await insert(opened(), [row(kept, [acme], '1', 'kept'), row(kept, [acme], '5', 'kept as well')]);
    await scoreAll(opened());
    const before = await seen(opened(), ids);
    const wrong = await start(opened());
    const [first] = await opened().read.mentions.pendingIds(1);
    expect(first).toBeUndefined();
    await insert(opened(), [
      row(wrong, [acme], '1', 'other words'),
      row(wrong, [acme], '1', 'kept'),
      row(wrong, [beta], '5', 'kept as well'),
      row(wrong, [beta], '9', 'long ago', -900 * 24 * HOUR_MS),
      ...Array.from({ length: 9 }, (_, i) => row(wrong, [acme, beta], `n${i}`, `new ${i}`, i * HOUR_MS)),
      // An export of what a source brought: more reach, one more brand.
      { ...insertOf(1, [acme, beta]), importId: wrong, identity: 'words', reach: 99_999 },
    ]);
    await scoreAll(opened());
    const [gone] = (await list(opened(), beta)).filter(({ text }) => text === 'new 0');
    const said = { field: 'sentiment', value: 'negative', who: 'ann', at: BASE } as const;
    expect(await opened().tx((tx) => tx.corrections.add(gone!.id, 0, said))).toBe('done');
    expect(await opened().read.corrections.ofMentions([gone!.id])).toHaveLength(1);
    expect(await seen(opened(), ids)).not.toEqual(before);
    expect(await undo(opened(), wrong)).toEqual([]);
    expect(await seen(opened(), ids)).toEqual(before);
    expect(await opened().read.corrections.ofMentions([gone!.id])).toEqual([]);
    expect(await opened().read.counts.audit()).toEqual([]);
    expect((await opened().read.imports.one(wrong))?.state).toBe('undone');
    expect(await opened().tx((tx) => tx.imports.beginUndo(wrong, { who: 'me', at: BASE }))).toBeUndefined();
  });

  it('what another import or a source brought too stays, whichever goes first', async () => {
    const [acme = 0, beta = 0] = await makeBrands(opened(), 'acme', 'beta');
    const one = await start(opened());
    const texts = ['both files', 'first alone', 'file and source'];
    await insert(
      opened(),
      texts.map((text, i) => row(one, [acme], String(i), text)),
    );
    const two = await start(opened(), 'beta');
    await insert(opened(), [row(two, [acme, beta], '0', texts[0]!), row(two, [beta], '7', 'second alone')]);
    await insert(opened(), [{ ...row(0, [acme], '2', texts[2]!), importId: undefined, identity: 'id' }]);
    await scoreAll(opened());
    await undo(opened(), one);
    expect((await list(opened(), acme)).map(({ text }) => text).toSorted()).toEqual([texts[0], texts[2]]);
    expect(await list(opened(), beta)).toHaveLength(2);
    await undo(opened(), two);
    expect((await list(opened(), acme)).map(({ text }) => text)).toEqual([texts[2]]);
    expect(await list(opened(), beta)).toEqual([]);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('the next post with an id has it when the first goes, so that its file again adds nothing', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const [one, two] = [await start(opened()), await start(opened())];
    await insert(opened(), [row(one, [acme], '1', 'first')]);
    await insert(opened(), [row(two, [acme], '1', 'second')]);
    await undo(opened(), one);
    expect((await list(opened(), acme)).map((m) => m.externalId)).toEqual(['1']);
    const three = await start(opened());
    expect(await insert(opened(), [row(three, [acme], '1', 'second')])).toMatchObject({ added: 0 });
  });

  it('an erased post stays erased after undo', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const one = await start(opened());
    await insert(opened(), [row(one, [acme], '1', 'take me down'), row(one, [acme], '2', 'more')]);
    await scoreAll(opened());
    await opened().tx((tx) => tx.mentions.erase('file', ['1'], BASE));
    await undo(opened(), one);
    expect(await opened().read.counts.buckets({ ...WHOLE, brandId: acme, widthMs: HOUR_MS })).toEqual([]);
    const two = await start(opened());
    expect(await insert(opened(), [row(two, [acme], '1', 'take me down')])).toMatchObject({ added: 0 });
    expect(await list(opened(), acme)).toEqual([]);
  });

  it('a brand that only the import created goes, unless something is left of it', async () => {
    const made = async (slug: string) => {
      const id = await start(opened(), slug);
      const { row: brand } = await opened().tx((tx) =>
        tx.brands.upsert({ slug, name: slug, origin: 'import' }),
      );
      const counts = {
        read: 1,
        accepted: 1,
        duplicates: 0,
        conflicts: 0,
        replaced: 0,
        leftOut: 0,
        rejected: 0,
      };
      const step = { ...counts, sources: ['file'], created: [slug], at: BASE };
      expect(await opened().tx((tx) => tx.imports.advance(id, step))).toBe(true);
      await insert(opened(), [row(id, [brand.id], slug, `about ${slug}`)]);
      return { id, brand, step };
    };
    const [gone, worked] = [await made('gone'), await made('worked')];
    const incident = await opened().tx((tx) =>
      tx.incidents.open({
        slug: 'i1',
        brandId: worked.brand.id,
        title: 't',
        onset: BASE - 1,
        severity: 3,
        simulated: false,
        openedAt: BASE,
      }),
    );
    await opened().tx((tx) =>
      tx.incidents.setState(incident.id, incident.revision, 'acknowledged', {
        at: BASE,
        who: 'ann',
        what: 'ack',
      }),
    );
    expect(await undo(opened(), gone.id)).toEqual(['gone']);
    expect(await undo(opened(), worked.id)).toEqual([]);
    expect((await opened().read.brands.all()).map(({ slug }) => slug)).toEqual(['worked']);
    await opened().tx((tx) => tx.incidents.removeEmpty(worked.brand.id));
    const timeline = await opened().read.incidents.timeline(incident.id);
    expect(timeline.map(({ what }) => what).join('\n')).toMatch(/import \d+ \(f\.csv\) was taken back/);
    // Pages of an import that was taken back are not stored.
    expect(await opened().tx((tx) => tx.imports.advance(gone.id, gone.step))).toBe(false);
  });
}
