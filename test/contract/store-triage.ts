/** Corrections and mutes: the counts follow exactly, in any order, and come back exactly. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUCKET_WIDTHS } from '../../src/domain/series.ts';
import type { Store } from '../../src/store/store.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const WHOLE = { from: 0, to: BASE * 2 } as const;
const ANN = { who: 'ann', at: BASE } as const;
const BOB = { who: 'bob', at: BASE + 1 } as const;
const authorOf = (i: number) => `p${i % 5}`;

async function fill(store: Store, count: number) {
  const [acme = 0, beta = 0] = await makeBrands(store, 'acme', 'beta');
  const rows = Array.from({ length: count }, (_, i) =>
    insertOf(i, i % 3 === 0 ? [acme, beta] : [acme], { authorPseudonym: authorOf(i) }),
  );
  const { ids } = await store.tx((tx) => tx.mentions.insert(rows));
  await store.tx((tx) =>
    tx.mentions.saveScores(ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }))),
  );
  return { acme, beta, ids };
}

/** Every count that is not zero, of both widths and all sources. */
async function figures(store: Store, brandId: number) {
  const all = BUCKET_WIDTHS.map(async (widthMs) => {
    const range = { ...WHOLE, brandId, widthMs };
    const { counts } = store.read;
    const sources = (await counts.bySource(range)).filter((one) => one.all > 0);
    const buckets = (await counts.buckets(range)).filter((one) => one.all > 0);
    return [buckets, await counts.categories(range), sources];
  });
  return Promise.all(all);
}

async function say(store: Store, id: number, field: 'sentiment' | 'betrayal' | 'category', value: string) {
  const revision = await store.read.corrections.revision(id);
  return store.tx((tx) => tx.corrections.add(id, revision, { field, value, ...ANN }));
}

async function takeBack(store: Store, id: number) {
  const said = (await store.read.corrections.ofMentions([id])).filter((one) => one.undoneAt === undefined);
  const last = said.at(-1);
  if (!last) return 'gone';
  const revision = await store.read.corrections.revision(id);
  return store.tx((tx) => tx.corrections.undo(last.id, revision, BOB));
}

const list = (store: Store, brandId: number, more = {}) =>
  store.read.mentions.list({ ...WHOLE, brandId, order: 'newest', limit: 1_000, ...more });

export function triageCases(opened: Opened): void {
  it('a correction changes the counts by the difference, and undo restores them exactly', async () => {
    const { acme, ids } = await fill(opened(), 60);
    const before = await figures(opened(), acme);
    const negative = (await list(opened(), acme, { only: 'negative' })).map((row) => row.id);
    const id = negative[0]!;
    for (const { id: brand, version } of await opened().read.brands.dirty())
      await opened().tx((tx) => tx.brands.markDetected(brand, version));
    expect(await say(opened(), id, 'sentiment', 'positive')).toBe('done');
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await figures(opened(), acme)).not.toEqual(before);
    expect((await opened().read.brands.dirty()).length).toBeGreaterThan(0);
    expect((await list(opened(), acme, { only: 'negative' })).map((row) => row.id)).toEqual(
      negative.filter((one) => one !== id),
    );
    const [row] = await list(opened(), acme, { corrected: true });
    expect(row).toMatchObject({ id, sentiment: { label: 'positive', score: 0.5 } });
    expect(row?.asScored?.sentiment?.label).toBe('negative');
    await say(opened(), id, 'betrayal', 'yes');
    await say(opened(), id, 'category', '+surveillance');
    await say(opened(), id, 'sentiment', 'neutral');
    expect(await opened().read.counts.audit()).toEqual([]);
    expect((await list(opened(), acme, { category: 'surveillance' })).map((one) => one.id)).toContain(id);
    for (let i = 0; i < 4; i += 1) {
      expect(await takeBack(opened(), id)).toBe('done');
      expect(await opened().read.counts.audit()).toEqual([]);
    }
    expect(await figures(opened(), acme)).toEqual(before);
    expect(ids).toContain(id);
    const said = await opened().read.corrections.ofMentions([id]);
    expect(said.map((one) => [one.who, one.undoneBy])).toEqual(new Array(4).fill(['ann', 'bob']));
  });

  it('of two people at once the slower one gets a conflict; a deleted mention cannot be corrected', async () => {
    const { ids } = await fill(opened(), 3);
    const id = ids[1]!;
    const add = (who: string) =>
      opened().tx((tx) =>
        tx.corrections.add(id, 0, { field: 'sentiment', value: 'positive', who, at: BASE }),
      );
    expect(await Promise.all([add('ann'), add('bob')])).toEqual(['done', 'conflict']);
    const [{ id: first } = { id: 0 }] = await opened().read.corrections.ofMentions([id]);
    const undo = () => opened().tx((tx) => tx.corrections.undo(first, 1, BOB));
    expect(await Promise.all([undo(), undo()])).toEqual(['done', 'conflict']);
    await opened().tx((tx) => tx.mentions.erase('test:1', ['m-1'], BASE));
    expect(await say(opened(), id, 'sentiment', 'negative')).toBe('gone');
    expect(await opened().tx((tx) => tx.corrections.add(9_999, 0, { ...correction(), ...ANN }))).toBe('gone');
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('a muted author no longer counts, past and future, for that brand only; undo counts everything again', async () => {
    const { acme, beta } = await fill(opened(), 60);
    const [before, other] = [await figures(opened(), acme), await figures(opened(), beta)];
    const target = { brandId: acme, source: 'test:0', author: 'p0', why: 'a bot' };
    const mute = () => opened().tx((tx) => tx.mutes.add({ ...target, ...ANN }));
    expect([await mute(), await mute()]).toEqual(['done', 'conflict']);
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await figures(opened(), beta)).toEqual(other);
    const gone = await list(opened(), acme, { muted: true });
    expect(gone.length).toBe(4);
    expect((await list(opened(), acme)).length).toBe(56);
    const more = insertOf(600, [acme, beta], { authorPseudonym: 'p0' });
    const { ids } = await opened().tx((tx) => tx.mentions.insert([more]));
    await opened().tx((tx) => tx.mentions.saveScores([{ id: ids[0]!, score: scoreOf(1), version: 'v1' }]));
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await list(opened(), acme)).toHaveLength(56);
    const [row] = await opened().read.mutes.all();
    expect(row).toMatchObject({ kind: 'author', why: 'a bot', who: 'ann' });
    const part = { brandId: acme, source: 'test:0', author: 'p0', widthMs: BUCKET_WIDTHS[0], ...WHOLE };
    expect((await opened().read.mentions.part(part)).reduce((sum, one) => sum + one.all, 0)).toBe(5);
    const undo = () => opened().tx((tx) => tx.mutes.undo(row!.id, BOB));
    expect([await undo(), await undo()]).toEqual(['done', 'conflict']);
    expect(await opened().read.counts.audit()).toEqual([]);
    await opened().tx((tx) => tx.mentions.erase('test:0', ['m-600'], BASE));
    expect(await figures(opened(), acme)).not.toEqual(before);
    expect(await list(opened(), acme)).toHaveLength(60);
  });

  it('a muted source no longer counts; its author stays muted when it counts again', async () => {
    const { acme } = await fill(opened(), 60);
    const before = await figures(opened(), acme);
    const author = { brandId: acme, source: 'test:0', author: 'p0', why: '', ...ANN };
    await opened().tx((tx) => tx.mutes.add(author));
    const without = await figures(opened(), acme);
    await opened().tx((tx) => tx.mutes.add({ brandId: acme, source: 'test:0', why: '', ...ANN }));
    expect(await opened().read.counts.audit()).toEqual([]);
    const sources = (
      await opened().read.counts.bySource({ ...WHOLE, brandId: acme, widthMs: BUCKET_WIDTHS[0] })
    )
      .map((one) => one.source)
      .sort();
    expect(sources).toEqual(['test:1', 'test:2']);
    const [ofSource, ofAuthor] = await opened().read.mutes.all();
    await opened().tx((tx) => tx.mutes.undo(ofSource!.id, BOB));
    expect(await figures(opened(), acme)).toEqual(without);
    // Erased, its mentions belong to the mute still, and come back with it.
    await opened().tx((tx) => tx.mentions.eraseAuthor('test:0', 'p0', BASE));
    expect(await figures(opened(), acme)).toEqual(without);
    expect(JSON.stringify(await opened().read.mutes.all())).not.toContain('p0');
    await opened().tx((tx) => tx.mutes.undo(ofAuthor!.id, BOB));
    expect(await figures(opened(), acme)).toEqual(before);
    expect(await opened().read.counts.audit()).toEqual([]);
  });

  it('tags, bookmarks and notes belong to a mention and are removed with its text', async () => {
    const { acme, ids } = await fill(opened(), 3);
    const id = ids[0]!;
    for (let i = 0; i < 12; i += 1) {
      expect(await opened().tx((tx) => tx.annotations.addTag(id, `tag ${i}`, ANN))).toBe(i < 10);
    }
    await opened().tx((tx) => tx.annotations.removeTag(id, 'tag 3'));
    await opened().tx((tx) => tx.annotations.bookmark(id, true, ANN));
    await opened().tx((tx) => tx.annotations.addNote(id, '<b>look</b>', ANN));
    const of = async (who: string) => (await opened().read.annotations.ofMentions([id], who)).get(id);
    expect(await of('ann')).toMatchObject({ bookmarked: true, notes: [{ text: '<b>look</b>', who: 'ann' }] });
    expect(await of('bob')).toMatchObject({ bookmarked: false });
    expect((await of('ann'))?.tags).toHaveLength(9);
    expect(await list(opened(), acme, { tag: 'tag 5' })).toHaveLength(1);
    expect(await list(opened(), acme, { tag: 'tag 3' })).toHaveLength(0);
    expect(await list(opened(), acme, { bookmarkedBy: 'ann' })).toHaveLength(1);
    expect(await list(opened(), acme, { bookmarkedBy: 'bob' })).toHaveLength(0);
    expect(await list(opened(), acme, { author: authorOf(1) })).toHaveLength(1);
    const note = (await of('ann'))!.notes[0]!;
    expect(await opened().tx((tx) => tx.annotations.removeNote(note.id, 'bob'))).toBe(false);
    await opened().tx((tx) => tx.mentions.erase('test:0', ['m-0'], BASE));
    expect(await of('ann')).toEqual({ tags: [], bookmarked: false, notes: [] });
    expect(await opened().tx((tx) => tx.annotations.addTag(id, 'x', ANN))).toBe(false);
  });

  it('any order of score, correct, undo, mute, re-score, edit, erase, expire: counts equal a recount', async () => {
    const { acme, beta, ids } = await fill(opened(), 24);
    let n = 0;
    const values = ['negative', 'neutral', 'positive', 'yes', 'no', '+surveillance', '-surveillance'];
    async function step(kind: number, dice: number): Promise<void> {
      n += 1;
      const i = dice % ids.length;
      const [id, brandId] = [ids[i]!, dice % 2 ? acme : beta];
      const value = values[dice % values.length]!;
      const field = dice % 7 < 3 ? 'sentiment' : dice % 7 < 5 ? 'betrayal' : 'category';
      const target = { brandId, source: `test:${dice % 3}` };
      const author = dice % 4 ? { author: authorOf(dice) } : {};
      const row = insertOf(i, [acme, beta], {
        authorPseudonym: authorOf(i),
        text: `new ${n}`,
        editedAt: BASE * 2 + n,
      });
      const mutes = (await opened().read.mutes.all()).filter((one) => one.undoneAt === undefined);
      if (kind < 3) await say(opened(), id, field, value);
      else if (kind === 3) await takeBack(opened(), id);
      else if (kind === 4) await opened().tx((tx) => tx.mutes.add({ ...target, ...author, why: '', ...ANN }));
      else if (kind === 5 && mutes[0])
        await opened().tx((tx) => tx.mutes.undo(mutes[dice % mutes.length]!.id, BOB));
      else if (kind === 6) await opened().tx((tx) => tx.mentions.insert([row]));
      else if (kind === 7)
        await opened().tx((tx) => tx.mentions.saveScores([{ id, score: scoreOf(dice), version: 'v1' }]));
      else if (kind === 8)
        await opened().tx((tx) =>
          tx.mentions.rescore(ids.map((one, k) => ({ id: one, score: scoreOf(dice + k), version: `r${n}` }))),
        );
      else if (dice % 5 === 1) await opened().tx((tx) => tx.mentions.age(BASE + 1, 1));
      else if (dice % 5 === 0) await opened().tx((tx) => tx.mentions.erase(row.source, [row.externalId], n));
    }
    const steps = fc.array(fc.tuple(fc.nat(9), fc.nat(1_000)), { minLength: 5, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, async (done) => {
        for (const [kind, dice] of done) {
          await step(kind, dice);
          expect(await opened().read.counts.audit()).toEqual([]);
        }
      }),
      { numRuns: 15 },
    );
    // All taken back, the counts are those of the scores alone.
    for (const id of ids) while ((await takeBack(opened(), id)) === 'done');
    for (const one of await opened().read.mutes.all()) await opened().tx((tx) => tx.mutes.undo(one.id, BOB));
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await list(opened(), acme, { corrected: true })).toEqual([]);
    expect(await list(opened(), acme, { muted: true })).toEqual([]);
  });
}

function correction() {
  return { field: 'sentiment' as const, value: 'negative' };
}
