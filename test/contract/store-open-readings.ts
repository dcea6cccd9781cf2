import { expect, it } from 'vitest';
import type { Score } from '../../src/domain/scoring.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import type { Store } from '../../src/store/store.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const COUNT = 90;

/** The score of a number, open where it is scored and the number is even. */
function firstOf(i: number): Score {
  const score = scoreOf(i);
  return score.scored && i % 2 === 0 ? { ...score, open: true } : score;
}

/** Mentions scored by the first reading; every third is late. */
async function fill(store: Store): Promise<readonly number[]> {
  const [acme = 0] = await makeBrands(store, 'acme');
  const made = Array.from({ length: COUNT }, (_, i) => insertOf(i, [acme]));
  const { ids } = await store.tx((tx) => tx.mentions.insert(made));
  const scores = ids.map((id, i) => ({ id, score: firstOf(i), version: 'v1', late: i % 3 === 0 }));
  await store.tx((tx) => tx.mentions.saveScores(scores));
  return ids;
}

async function figures(store: Store) {
  const { id } = (await store.read.brands.bySlug('acme'))!;
  const range = { brandId: id, widthMs: HOUR_MS, from: 0, to: BASE * 2 };
  return [await store.read.counts.buckets(range), await store.read.counts.categories(range)];
}

/** Closes all that is open now, with other scores. */
async function closeAll(store: Store, ids: readonly number[], shift = 500) {
  const open = await store.read.openReadings.some(COUNT);
  const readings = open.map(({ id, mention }) => ({
    id,
    mentionId: mention.id,
    score: scoreOf(ids.indexOf(mention.id) + shift),
  }));
  return { readings, ...(await store.tx((tx) => tx.openReadings.close(readings))) };
}

export function openReadingCases(opened: Opened): void {
  it('notes what is open, and gives fresh mentions before late ones', async () => {
    const ids = await fill(opened());
    const expected = ids.flatMap((id, i) => {
      const score = firstOf(i);
      return score.scored && score.open ? [{ id, late: i % 3 === 0 }] : [];
    });
    const open = await opened().read.openReadings.some(COUNT);
    const inOrder = [...expected.filter(({ late }) => !late), ...expected.filter(({ late }) => late)];
    expect(open.map(({ mention }) => mention.id)).toEqual(inOrder.map(({ id }) => id));
    expect(await opened().read.openReadings.count()).toBe(expected.length);
    expect(await opened().read.openReadings.anyLate()).toBe(true);
    expect(open[0]?.mention).toMatchObject({
      source: 'test:2',
      text: expect.stringContaining('(2)'),
      brandIds: [1],
    });
  });

  it('leaves simulated posts as they are', async () => {
    const [acme = 0] = await makeBrands(opened(), 'acme');
    const made = [0, 2, 4, 6].map((i) => insertOf(i, [acme], { simulated: i > 3 }));
    const { ids } = await opened().tx((tx) => tx.mentions.insert(made));
    const open = { ...scoreOf(1), open: true } as Score;
    expect(open.scored).toBe(true);
    await opened().tx((tx) => tx.mentions.saveScores(ids.map((id) => ({ id, score: open, version: 'v1' }))));
    const some = await opened().read.openReadings.some(COUNT);
    expect(some.map(({ mention }) => mention.id)).toEqual(ids.slice(0, 2));
  });

  it('closes them: counts follow, equal a recount, and a second time changes nothing', async () => {
    const ids = await fill(opened());
    const before = await figures(opened());
    const { readings, changed, brandIds } = await closeAll(opened(), ids);
    expect([changed > 10, changed <= readings.length, brandIds.length]).toEqual([true, true, 1]);
    const after = await figures(opened());
    expect(after).not.toEqual(before);
    expect(await opened().read.counts.audit()).toEqual([]);
    expect(await opened().read.openReadings.count()).toBe(0);
    expect(await opened().read.openReadings.anyLate()).toBe(false);
    expect((await opened().tx((tx) => tx.openReadings.close(readings))).changed).toBe(0);
    expect(await figures(opened())).toEqual(after);
  });

  it('keeps no past score: the first reading is of the same version', async () => {
    const ids = await fill(opened());
    await closeAll(opened(), ids);
    expect(await opened().read.rescores.anyStale('v1')).toBe(false);
    expect(await opened().read.rescores.versions()).toEqual(['v1']);
  });

  it('closes one without a score as it stands', async () => {
    await fill(opened());
    const before = await figures(opened());
    const [one] = await opened().read.openReadings.some(1);
    const readings = [{ id: one!.id, mentionId: one!.mention.id, score: undefined }];
    await opened().tx((tx) => tx.openReadings.close(readings));
    expect(await figures(opened())).toEqual(before);
    expect((await opened().read.openReadings.some(COUNT)).map(({ id }) => id)).not.toContain(one!.id);
  });

  it('leaves a mention alone that was scored again while its old text was read', async () => {
    const ids = await fill(opened());
    const before = await opened().read.openReadings.some(COUNT);
    // Another version scores all again, and leaves the same ones open.
    await opened().tx((tx) =>
      tx.mentions.rescore(ids.map((id, i) => ({ id, score: firstOf(i), version: 'v2' }))),
    );
    const standing = await figures(opened());
    const stale = before.map(({ id, mention }) => ({
      id,
      mentionId: mention.id,
      score: scoreOf(mention.id + 700),
    }));
    expect((await opened().tx((tx) => tx.openReadings.close(stale))).changed).toBe(0);
    expect(await figures(opened())).toEqual(standing);
    expect(await opened().read.openReadings.count()).toBe(before.length);
    // Control: with the rows of now the same scores do change the counts.
    const { changed } = await closeAll(opened(), ids, 700);
    expect(changed).toBeGreaterThan(10);
  });

  it('forgets what another version closes, and what is erased', async () => {
    const ids = await fill(opened());
    const [gone] = await opened().read.openReadings.some(1);
    const { source } = gone!.mention;
    const one = await opened().read.mentions.one(gone!.mention.id);
    await opened().tx((tx) => tx.mentions.erase(source, [one!.externalId], BASE));
    const left = await opened().read.openReadings.some(COUNT);
    expect(left.map(({ mention }) => mention.id)).not.toContain(gone!.mention.id);
    await opened().tx((tx) =>
      tx.mentions.rescore(ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v2' }))),
    );
    expect(await opened().read.openReadings.count()).toBe(0);
  });
}
