/** Posts that say only their day: kept with their precision, and counted apart through everything that moves counts. */
import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/domain/series.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const RANGE = { from: 0, to: BASE * 2 } as const;
const ANN = { who: 'ann', at: BASE } as const;

export function precisionCases(opened: Opened): void {
  /** Forty mentions over four days: of `reviews` every one says only its day, of `chat` none, of `mixed` every second. */
  async function filled() {
    const store = opened();
    const [acme = 0, beta = 0] = await makeBrands(store, 'acme', 'beta');
    const rows = Array.from({ length: 40 }, (_, i) => {
      const source = ['reviews', 'chat', 'mixed', 'mixed'][i % 4]!;
      const dated = source === 'reviews' || i % 4 === 3;
      const publishedAt = BASE + Math.floor(i / 10) * DAY_MS + (dated ? 0 : 5_000_000);
      const precision = dated ? ('day' as const) : i % 4 === 1 ? ('minute' as const) : undefined;
      const more = { source, publishedAt, precision, authorPseudonym: `a${i % 5}` };
      return insertOf(i, [acme], more);
    });
    const { ids } = await store.tx((tx) => tx.mentions.insert(rows));
    await store.tx((tx) =>
      tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' }))),
    );
    const dated = async (brandId = acme) => {
      const days = await store.read.counts.datesOnly({ ...RANGE, brandId });
      const sum = (source: string, of: 'all' | 'dayPrecise') =>
        days.filter((day) => day.source === source).reduce((total, day) => total + day[of], 0);
      return Object.fromEntries(
        [...new Set(days.map(({ source }) => source))]
          .sort()
          .map((source) => [source, [sum(source, 'dayPrecise'), sum(source, 'all')]]),
      );
    };
    return { store, acme, beta, rows, ids, dated };
  }

  it('keeps the precision of a mention, and counts by source and day what says only its day', async () => {
    const { store, acme, beta, dated } = await filled();
    expect(await dated()).toEqual({ mixed: [10, 20], reviews: [10, 10] });
    expect(await dated(beta)).toEqual({});
    const days = await store.read.counts.datesOnly({ ...RANGE, brandId: acme });
    expect(new Set(days.map(({ day }) => day))).toEqual(
      new Set([0, 1, 2, 3].map((day) => BASE + day * DAY_MS)),
    );
    expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted((a, b) => a - b));
    expect(await store.read.counts.datesOnly({ brandId: acme, from: BASE - DAY_MS, to: BASE })).toEqual([]);
    expect(await store.read.counts.brandsWithDatesOnly(BASE)).toEqual([acme]);
    expect(await store.read.counts.brandsWithDatesOnly(BASE + 9 * DAY_MS)).toEqual([]);
    const filter = { ...RANGE, brandId: acme, order: 'newest', limit: 100 } as const;
    const kept = (await store.read.mentions.list(filter)).map((row) => row.precision);
    expect(kept.filter((one) => one === 'day')).toHaveLength(20);
    expect(kept.filter((one) => one === 'minute')).toHaveLength(10);
    expect(kept.filter((one) => one === undefined)).toHaveLength(10);
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('follows mutes, corrections, erasure, another brand and another scorer version', async () => {
    const { store, acme, beta, rows, ids, dated } = await filled();
    const before = await dated();
    const target = { brandId: acme, source: 'reviews', author: 'a1', why: '', ...ANN };
    await store.tx((tx) => tx.mutes.add(target));
    const { reviews: [muted = 0] = [] } = await dated();
    expect(muted).toBeLessThan(10);
    await store.tx(async (tx) => tx.mutes.undo((await tx.mutes.all())[0]!.id, ANN));
    expect(await dated()).toEqual(before);
    const said = { field: 'sentiment', value: 'negative', ...ANN } as const;
    for (const id of ids.slice(0, 8)) await store.tx((tx) => tx.corrections.add(id, 0, said));
    expect(await dated()).toEqual(before);
    await store.tx((tx) =>
      tx.mentions.rescore(ids.map((id) => ({ id, score: scoreOf(id + 1), version: 'v2' }))),
    );
    expect(await dated()).toEqual(before);
    await store.tx((tx) => tx.mentions.insert(rows.map((row) => ({ ...row, brandIds: [beta] }))));
    expect(await dated(beta)).toEqual(before);
    await store.tx((tx) => tx.mentions.erase('reviews', [rows[0]!.externalId], BASE));
    expect(await dated()).toEqual(before);
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('keeps the counts of expired mentions, through a mute of their source and back', async () => {
    const { store, acme, dated } = await filled();
    const before = await dated();
    expect((await store.tx((tx) => tx.mentions.age(BASE + 1, 1_000))).erased).toBe(40);
    expect(await dated()).toEqual(before);
    await store.tx((tx) => tx.mutes.add({ brandId: acme, source: 'reviews', why: '', ...ANN }));
    expect(await dated()).toEqual({ mixed: [10, 20] });
    await store.tx(async (tx) => tx.mutes.undo((await tx.mutes.all())[0]!.id, ANN));
    expect(await dated()).toEqual(before);
    expect(await store.read.counts.audit()).toEqual([]);
  });

  it('keeps a spike of an hour and a spike of a day that begin at the same moment', async () => {
    const store = opened();
    const [acme = 0] = await makeBrands(store, 'acme');
    const base = {
      series: 'all',
      source: 'all',
      kind: 'backlash',
      onset: BASE,
      peakAt: BASE,
      observed: 9,
      expected: 1,
      score: 0.6,
      severity: 4,
      betrayalShare: 0,
      negativeShare: 0,
      categories: [],
      attribution: [],
      phrases: [],
      simulated: false,
    } as const;
    await store.tx(async (tx) => {
      const { id } = await tx.incidents.open({
        slug: 'acme-1',
        brandId: acme,
        title: 'T',
        onset: BASE,
        end: undefined,
        severity: 4,
        simulated: false,
        openedAt: BASE,
        rescoredAt: undefined,
      });
      const both = [base, { ...base, precision: 'day' as const }];
      await tx.spikes.replace(
        acme,
        0,
        both.map((one) => ({ ...one, incidentId: id })),
      );
      await tx.spikes.replace(
        acme,
        0,
        both.map((one) => ({ ...one, incidentId: id })),
      );
    });
    const kept = await store.read.spikes.list({ brandId: acme });
    expect(kept.map(({ precision }) => precision).sort()).toEqual(['day', undefined]);
  });
}
