import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const COUNT = 40;
const RANGE = { from: 0, to: BASE * 2, limit: 1_000 };

/** Scored mentions of acme; the last is simulated. */
async function fill(store: Store): Promise<{ acme: number; other: number; ids: readonly number[] }> {
  const [acme = 0, other = 0] = await makeBrands(store, 'acme', 'other');
  const made = Array.from({ length: COUNT }, (_, i) =>
    insertOf(i, [acme], { simulated: i === COUNT - 1, authorPseudonym: `a-${i}` }),
  );
  const { ids } = await store.tx((tx) => tx.mentions.insert(made));
  await store.tx((tx) =>
    tx.mentions.saveScores(ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }))),
  );
  return { acme, other, ids };
}

const scored = (ids: readonly number[]) => ids.filter((_, i) => scoreOf(i).scored && i < COUNT - 1);

function begin(store: Store, brandId: number, mentionIds: readonly number[]) {
  const posts = mentionIds.map((mentionId, k) => ({
    mentionId,
    stratum: k % 2,
    position: mentionIds.length - 1 - k,
  }));
  const check = { brandId, at: BASE, who: 'ann', from: 0, to: BASE * 2, sizes: [30, 10] };
  return store.tx((tx) => tx.readingChecks.begin(check, posts));
}

export function readingCheckCases(opened: Opened): void {
  it('draws from scored posts that are neither simulated, deleted nor muted', async () => {
    const store = opened();
    const { acme, other, ids } = await fill(store);
    const frame = () => store.read.readingChecks.frame({ brandId: acme, ...RANGE });
    const all = await frame();
    expect(all.map(({ id }) => id)).toEqual(scored(ids).toReversed());
    expect(all.every(({ p }) => p === 0.9 || p === 0.1)).toBe(true);
    expect(await store.read.readingChecks.frame({ brandId: other, ...RANGE })).toEqual([]);
    const [gone, silent] = scored(ids);
    await store.tx((tx) => tx.mentions.erase('test:0', ['m-0', 'm-3', 'm-6'], BASE));
    const { source } = (await store.read.mentions.one(silent!))!;
    await store.tx((tx) =>
      tx.mutes.add({ brandId: acme, source, mentionId: silent!, why: 'x', who: 'ann', at: BASE }),
    );
    const left = (await frame()).map(({ id }) => id);
    expect([left.includes(gone!), left.includes(silent!)]).toEqual([false, false]);
    expect(left.length).toBeGreaterThan(20);
  });

  it('keeps labels by position, and takes them back', async () => {
    const store = opened();
    const { acme, ids } = await fill(store);
    const some = scored(ids).slice(0, 6);
    const id = await begin(store, acme, some);
    const { readingChecks } = store.read;
    expect(await readingChecks.newest(acme)).toMatchObject({ id, who: 'ann', sizes: [30, 10] });
    const given = { betrayal: false, sentiment: 'negative' as const, at: BASE + 1, who: 'ben' };
    expect(await store.tx((tx) => tx.readingChecks.label(id, some[0]!, given))).toBe(true);
    expect(await store.tx((tx) => tx.readingChecks.label(id, 99_999, given))).toBe(false);
    // Nobody can tell: labelled, without an answer.
    await store.tx((tx) => tx.readingChecks.label(id, some[1]!, { at: BASE, who: 'ben' }));
    const posts = await readingChecks.posts(id);
    expect(posts.map(({ mentionId }) => mentionId)).toEqual(some.toReversed());
    expect(posts.at(-1)).toMatchObject({ position: 5, stratum: 0, label: given });
    expect(posts.at(-2)?.label).toEqual({
      betrayal: undefined,
      sentiment: undefined,
      at: BASE,
      who: 'ben',
    });
    await store.tx((tx) => tx.readingChecks.unlabel(id, some[0]!));
    expect((await readingChecks.posts(id)).at(-1)?.label.at).toBeUndefined();
  });

  it('a deleted post takes its label along; another sample of the brand takes the place of the first', async () => {
    const store = opened();
    const { acme, other, ids } = await fill(store);
    const some = scored(ids).slice(0, 6);
    const id = await begin(store, acme, some);
    const by = { betrayal: true, at: BASE, who: 'ben' };
    for (const one of some) await store.tx((tx) => tx.readingChecks.label(id, one, by));
    const { source } = (await store.read.mentions.one(some[0]!))!;
    const row = (await store.read.mentions.one(some[0]!))!;
    await store.tx((tx) => tx.mentions.erase(source, [row.externalId], BASE));
    const left = await store.read.readingChecks.posts(id);
    expect(left.map(({ mentionId }) => mentionId)).toEqual(some.slice(1).toReversed());
    expect(await store.tx((tx) => tx.readingChecks.label(id, some[0]!, by))).toBe(false);
    await begin(store, other, []);
    const next = await begin(store, acme, some.slice(2));
    expect(await store.read.readingChecks.posts(id)).toEqual([]);
    expect((await store.read.readingChecks.all()).map((one) => [one.brandId, one.id]).toSorted()).toEqual(
      [
        [acme, next],
        [other, next - 1],
      ].toSorted(),
    );
  });

  it('a post in the sample says how it is scored, beside what people corrected', async () => {
    const store = opened();
    const { acme, ids } = await fill(store);
    const [one] = scored(ids);
    const id = await begin(store, acme, [one!]);
    await store.tx((tx) =>
      tx.corrections.add(one!, 0, { field: 'betrayal', value: 'yes', who: 'ann', at: BASE }),
    );
    const [post] = await store.read.readingChecks.posts(id);
    const score = scoreOf(ids.indexOf(one!));
    expect(post?.betrayal).toBe(score.scored && score.betrayal.label);
    expect(post?.corrected).toEqual({ betrayal: true });
  });

  it('scores of one brand are made stale, and scored again once', async () => {
    const store = opened();
    const { acme, other, ids } = await fill(store);
    const { ids: others } = await store.tx((tx) => tx.mentions.insert([insertOf(900, [other])]));
    await store.tx((tx) => tx.mentions.saveScores([{ id: others[0]!, score: scoreOf(1), version: 'v1' }]));
    expect(await store.read.rescores.anyStale('v1')).toBe(false);
    const stale = await store.tx((tx) => tx.rescores.scoreAgain(acme, 'v1+threshold-of-acme-1'));
    expect(stale).toBe(ids.length);
    expect(await store.read.rescores.countStale('v1')).toBe(ids.length);
    expect((await store.read.rescores.stale('v1', 1_000)).map((one) => one.id)).not.toContain(others[0]);
    const scores = ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }));
    expect((await store.tx((tx) => tx.mentions.rescore(scores))).changed).toBe(ids.length);
    expect(await store.read.rescores.anyStale('v1')).toBe(false);
  });
}
