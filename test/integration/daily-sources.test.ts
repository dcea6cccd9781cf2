/** Sources that give dates without times are judged by day, beside those that are judged by the hour. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { openStore } from '../../src/store/open.ts';
import { createReconciler } from '../../workers/reconcile.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { tempDirs } from '../support/temp.ts';
import { day, fill, type Posts, spikesOf } from './daily-sources.ts';

const tempDir = tempDirs();
const opened: TestInstallation[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

let now = day(90);
async function installation(database?: 'postgres'): Promise<TestInstallation> {
  const store = database && (await openStore(await server.database(), packageRoot));
  const config = { brands: [brandOf('acme', 'Acme')] };
  const one = await openTestInstallation({
    dir: tempDir(),
    config,
    clock: () => now,
    ...(store ? { store } : {}),
  });
  opened.push(one);
  return one;
}

const reviews = (on: Posts['on'], source = 'reviews'): Posts => ({ source, dated: true, on });
const chat = (on: Posts['on'], source = 'chat'): Posts => ({ source, dated: false, on });
/** `all` ordinary posts a day, and on some days `more` that voice broken trust. */
const outcry =
  (all: number, more: Readonly<Record<number, number>> = {}): Posts['on'] =>
  (i) => ({ all: all + (i % 7 < 5 ? 1 : 0) + (more[i] ?? 0), angry: more[i] ?? 0 });
const TWO_DAYS = { 70: 400, 71: 400 };

describe.each([undefined, 'postgres'] as const)('daily sources, %s', (database) => {
  it.each([
    ['reviews of a store that gives dates', [reviews(outcry(20, TWO_DAYS))]],
    [
      'two such stores, the outcry in both',
      [reviews(outcry(9, { 70: 90, 71: 60 }), 'app-store'), reviews(outcry(11, { 70: 80, 71: 50 }), 'play')],
    ],
    ['a store beside a chat by the hour', [reviews(outcry(12, TWO_DAYS)), chat(outcry(60))]],
    [
      'a store with a post every other day',
      [reviews((i) => ({ all: (i % 2) + (i === 70 ? 12 : 0), angry: i === 70 ? 12 : 0 }))],
    ],
  ])('%s: one backlash from its day on', async (_, sources) => {
    now = day(90);
    const one = await installation(database);
    await fill(one, 'acme', sources, 0, 90);
    const spikes = await spikesOf(one, 'acme');
    expect(spikes).toMatchObject([{ precision: 'day', kind: 'backlash', onset: day(70), peakAt: day(70) }]);
    const last = sources[0] && spikes[0]!.observed > 100 ? 72 : 71;
    expect(spikes[0]!.end).toBe(day(last));
    expect(await one.store.read.incidents.all()).toMatchObject([{ onset: day(70), brand: 'acme' }]);
    expect(await one.store.read.counts.audit()).toEqual([]);
  });
});

it('finds nothing without an outcry (control)', async () => {
  now = day(90);
  const one = await installation();
  await fill(one, 'acme', [reviews(outcry(20)), chat(outcry(60))], 0, 90);
  expect(await spikesOf(one, 'acme')).toEqual([]);
});

it('the same counts by the hour keep a spike of hours (control), and both join one incident', async () => {
  now = day(90);
  const one = await installation();
  await fill(one, 'acme', [reviews(outcry(20, TWO_DAYS)), chat(outcry(60, { 70: 700 }))], 0, 90);
  const spikes = await spikesOf(one, 'acme');
  expect(spikes.map(({ precision }) => precision ?? 'hour').sort()).toEqual(['day', 'hour']);
  expect(spikes.every(({ kind }) => kind === 'backlash')).toBe(true);
  expect(new Set(spikes.map(({ incident }) => incident)).size).toBe(1);
  const days = spikes.find(({ precision }) => precision === 'day')!;
  const hours = spikes.find(({ precision }) => precision !== 'day')!;
  // Each counts its own sources.
  expect(days.observed).toBeLessThanOrEqual(800);
  expect(hours.observed).toBeLessThan(1_000);
  expect(hours.onset - days.onset).toBeLessThan(12 * HOUR_MS);
});

it('a day raises no spike before it is over, and what it raises then stays', async () => {
  now = day(70);
  const one = await installation();
  const source = reviews(outcry(20, TWO_DAYS));
  await fill(one, 'acme', [source], 0, 70);
  expect(await spikesOf(one, 'acme')).toEqual([]);
  now = day(70) + 9 * HOUR_MS;
  await fill(one, 'acme', [source], 70, 71);
  expect(await spikesOf(one, 'acme')).toEqual([]);
  now = day(71) - 1;
  await one.store.tx((tx) => tx.brands.markDirty([1]));
  expect(await spikesOf(one, 'acme')).toEqual([]);
  now = day(71);
  await one.store.tx((tx) => tx.brands.markDirty([1]));
  const [first] = await spikesOf(one, 'acme');
  expect(first).toMatchObject({ precision: 'day', onset: day(70), kind: 'backlash' });
  expect(first?.end).toBeUndefined();
  for (let i = 71; i < 80; i += 1) {
    now = day(i + 1) - HOUR_MS;
    await fill(one, 'acme', [source], i, i + 1);
    const spikes = await spikesOf(one, 'acme');
    expect(spikes.map(({ id, onset }) => ({ id, onset }))).toEqual([{ id: first?.id, onset: day(70) }]);
  }
  now = day(80);
  await one.store.tx((tx) => tx.brands.markDirty([1]));
  const [over] = await spikesOf(one, 'acme');
  expect(over?.end).toBe(day(72));
  const whole = await installation();
  await fill(whole, 'acme', [source], 0, 80);
  const [inOne] = await spikesOf(whole, 'acme');
  expect({ ...over, id: 0, incidentId: 0 }).toEqual({ ...inOne, id: 0, incidentId: 0 });
});

it('the reconciler makes a brand due when its day is over, though nothing came in since', async () => {
  now = day(71) - HOUR_MS;
  const one = await installation();
  await fill(one, 'acme', [reviews(outcry(20, TWO_DAYS))], 0, 71);
  expect(await spikesOf(one, 'acme')).toEqual([]);
  const queue = {
    enqueue: async () => {},
    depth: async () => ({ score: 0, second: 0, rescore: 0, detect: 0, alert: 0, notify: 0 }),
  };
  const reconciler = createReconciler(one.ctx, queue as never);
  await reconciler.tick();
  expect(await one.store.read.brands.dirty()).toEqual([]);
  now = day(71) + 1;
  await reconciler.tick();
  expect(await one.store.read.brands.dirty()).toMatchObject([{ slug: 'acme' }]);
  expect(await spikesOf(one, 'acme')).toMatchObject([{ onset: day(70), precision: 'day' }]);
  // Days later nobody looks any more.
  now = day(76);
  await reconciler.tick();
  expect(await one.store.read.brands.dirty()).toEqual([]);
});

it('a brand with a daily source skips full scans as others do, and finds the same', async () => {
  now = day(60);
  const one = await installation();
  const other = await installation();
  const sources = [reviews(outcry(20, { 66: 300 })), chat(outcry(96, { 64: 900 }))];
  for (const each of [one, other]) {
    await fill(each, 'acme', sources, 0, 60);
    await spikesOf(each, 'acme');
  }
  let skipped = 0;
  for (let i = 60; i < 70; i += 1) {
    for (const part of [0, 1, 2]) {
      now = day(i) + (part + 1) * 7 * HOUR_MS;
      const some = sources.map((source) => ({
        ...source,
        on: (d: number) => {
          const { all, angry = 0 } = source.on(d);
          return { all: Math.floor(all / 3), angry: Math.floor(angry / 3) };
        },
      }));
      for (const each of [one, other]) await fill(each, 'acme', some, i, i + 1);
      other.ctx.checkpoints.clear();
      const before = [...one.ctx.checkpoints.values()][0]?.fullScanAt;
      const found = await spikesOf(one, 'acme');
      if (before !== undefined && [...one.ctx.checkpoints.values()][0]?.fullScanAt === before) skipped += 1;
      expect(found).toEqual(await spikesOf(other, 'acme'));
    }
  }
  expect(skipped).toBeGreaterThan(4);
  expect((await spikesOf(one, 'acme')).map(({ precision }) => precision ?? 'hour')).toContain('day');
});

it('a source that turns from dates to times is judged by the hour from then on; its past stays', async () => {
  now = day(140);
  const one = await installation();
  const on = outcry(48, { 40: 500, 110: 900 });
  await fill(one, 'acme', [reviews(on, 'site'), chat(outcry(30))], 0, 80);
  now = day(80);
  const [early] = await spikesOf(one, 'acme');
  expect(early).toMatchObject({ precision: 'day', onset: day(40) });
  for (const [from, to] of [
    [80, 95],
    [95, 125],
  ] as const) {
    now = day(to);
    await fill(one, 'acme', [chat(on, 'site'), chat(outcry(30))], from, to);
    const spikes = await spikesOf(one, 'acme');
    expect(spikes[0]).toMatchObject({ id: early?.id, precision: 'day', onset: day(40), end: early?.end });
    const later = spikes.slice(1);
    if (to < 110) expect(later).toEqual([]);
    else {
      expect(later.map(({ precision }) => precision)).toEqual([undefined]);
      expect(Math.abs(later[0]!.onset - day(110))).toBeLessThan(DAY_MS);
    }
  }
});

it('a source that turns from times to dates is judged by day from then on; its past stays', async () => {
  now = day(60);
  const one = await installation();
  const on = outcry(48, { 40: 900, 90: 300 });
  await fill(one, 'acme', [chat(on, 'site')], 0, 60);
  const [early] = await spikesOf(one, 'acme');
  expect(early?.precision).toBeUndefined();
  now = day(100);
  await fill(one, 'acme', [reviews(on, 'site')], 60, 100);
  const spikes = await spikesOf(one, 'acme');
  expect(spikes.map(({ precision }) => precision)).toEqual([undefined, 'day']);
  expect(spikes[0]).toMatchObject({ id: early?.id, onset: early?.onset });
  expect(spikes[1]).toMatchObject({ onset: day(90), end: day(91) });
});
