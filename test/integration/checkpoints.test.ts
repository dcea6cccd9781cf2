/** A process with detection checkpoints finds, hour by hour, what a process without them finds. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { loadScenario } from '../../src/cli/scenario.ts';
import type { NewMention } from '../../src/domain/mention.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { generate } from '../../src/simulate/generate.ts';
import { drain } from '../../workers/drain.ts';
import type { BrandCheckpoints } from '../../src/detection/context.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const opened: TestInstallation[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const ONSET = Date.UTC(2016, 7, 25);
const START = ONSET - 4 * 24 * HOUR_MS;
/** It is looked at while an hour is under way. */
const PAST_MS = HOUR_MS / 3;
const END = ONSET + 2 * 24 * HOUR_MS;
/** Every tenth post is read three hours after it was written, some of them 20 hours and some four days after. */
const lateHours = (i: number) => (i % 200 === 0 ? 96 : i % 40 === 0 ? 20 : i % 10 === 0 ? 3 : 0);
const readAt = (m: NewMention, i: number) => m.publishedAt + lateHours(i) * HOUR_MS;

let now = START;

async function installation(): Promise<TestInstallation> {
  const config = { brands: [brandOf('whatsapp', 'WhatsApp')] };
  const one = await openTestInstallation({ dir: tempDir(), config, clock: () => now });
  opened.push(one);
  return one;
}

async function found({ store }: TestInstallation) {
  const spikes = (await store.read.spikes.list()).map(({ id: _, ...spike }) => spike);
  const incidents = await store.read.incidents.all();
  return { spikes, incidents: incidents.map(({ revision: _, ...one }) => one) };
}

it.each([1, 3])(
  'hour by hour through an outcry, with posts that come in late; %i processes',
  async (processes) => {
    const [remembers, forgets] = [await installation(), await installation()];
    // One of the processes looks, and does not know what the others saw.
    const contexts = Array.from({ length: processes }, () => ({
      ...remembers.ctx,
      checkpoints: new Map() as BrandCheckpoints,
    }));
    const { mentions } = generate(loadScenario(remembers.ctx.env.configDir, 'whatsapp-2016'), 1);
    const real = mentions
      .map(({ simulated: _, ...mention }) => mention)
      .toSorted((a, b) => a.publishedAt - b.publishedAt);
    const times = real.map(readAt);
    const seen = { skipped: 0, full: 0 };
    const skippedAt: number[] = [];
    for (let from = 0, hour = START; hour < END; from = now, hour += HOUR_MS) {
      now = hour + PAST_MS;
      const coming = real.filter((_, i) => times[i]! >= from && times[i]! < now);
      for (const one of [remembers, forgets])
        await acceptPage(one.ctx, { source: 'sim:x', mentions: coming });
      forgets.ctx.checkpoints.clear();
      await drain(forgets.ctx);
      const ctx = contexts[(Math.floor(hour / HOUR_MS) ** 2 % 7) % processes]!;
      const before = [...ctx.checkpoints.values()][0]?.fullScanAt;
      await drain(ctx);
      const skipped = before !== undefined && [...ctx.checkpoints.values()][0]?.fullScanAt === before;
      seen[skipped ? 'skipped' : 'full'] += 1;
      if (skipped) skippedAt.push(hour);
      const state = await found(remembers);
      expect([hour, state]).toEqual([hour, await found(forgets)]);
      expect(await remembers.store.read.brands.dirty()).toEqual([]);
    }
    const { spikes } = await found(remembers);
    expect(
      spikes.some((spike) => spike.kind === 'backlash' && Math.abs(spike.onset - ONSET) < 30 * HOUR_MS),
    ).toBe(true);
    // Most hours before the outcry are skipped thanks to a checkpoint; every hour of the outcry gets a full scan.
    expect(seen.skipped).toBeGreaterThan(50);
    expect(seen.full).toBeGreaterThan(40);
    expect(
      skippedAt.every((hour) =>
        spikes.every(({ onset, end = END }) => hour <= onset + 6 * HOUR_MS || hour >= end),
      ),
    ).toBe(true);
  },
);

it.each(['another process', 'it'])(
  'a process drops its checkpoint where %s found a spike, and where a source was muted since',
  async (who) => {
    const before = ONSET - 2 * HOUR_MS;
    now = before;
    const one = await installation();
    const [first, second] = [one.ctx, { ...one.ctx, checkpoints: new Map() as BrandCheckpoints }];
    const { mentions } = generate(loadScenario(one.ctx.env.configDir, 'whatsapp-2016'), 1);
    const real = mentions.map(({ simulated: _, ...mention }) => mention);
    const take = (from: number, to: number) =>
      acceptPage(one.ctx, {
        source: 'sim:x',
        mentions: real.filter((m) => m.publishedAt >= from && m.publishedAt < to),
      });
    await take(0, before);
    await drain(second);
    expect(second.checkpoints.size).toBe(1);
    now = ONSET + 14 * HOUR_MS;
    await take(before, now);
    await drain(first);
    const open = async () => (await found(one)).spikes.filter(({ onset }) => onset >= ONSET - 24 * HOUR_MS);
    expect((await open()).map(({ kind }) => kind)).toContain('backlash');
    // Without the source nothing stands out any more; the second process last saw the brand without an open spike.
    const brand = (await one.store.read.brands.bySlug('whatsapp'))!;
    for (const source of new Set(real.map((m) => m.source))) {
      const target = { brandId: brand.id, source };
      expect(await one.store.tx((tx) => tx.mutes.add({ ...target, why: 'spam', who: 'ann', at: now }))).toBe(
        'done',
      );
    }
    const asCounts = new Database(join(one.env.dataDir, 'outcry.db'));
    // As if the mute had marked nothing as changed: only the counts show it.
    asCounts.exec(
      `update brand set changed_from = ${before}, since_from = case when since_version > 0 then ${before} else since_from end`,
    );
    asCounts.close();
    await drain(who === 'it' ? first : second);
    expect(await open()).toEqual([]);
  },
);

it('an outcry in the past that its database does not tell of would be missed (control)', async () => {
  now = START;
  const one = await installation();
  const { mentions } = generate(loadScenario(one.ctx.env.configDir, 'whatsapp-2016'), 1);
  const real = mentions.map(({ simulated: _, ...mention }) => mention);
  const earlier = real.filter((m) => m.publishedAt < START);
  await acceptPage(one.ctx, { source: 'sim:x', mentions: earlier });
  await drain(one.ctx);
  const days = 10 * 24 * HOUR_MS;
  const outcry = real.filter((m) => m.publishedAt >= ONSET && m.publishedAt < ONSET + 24 * HOUR_MS);
  const past = outcry.map((m) => ({
    ...m,
    externalId: `past-${m.externalId}`,
    publishedAt: m.publishedAt - days,
  }));
  await acceptPage(one.ctx, { source: 'sim:x', mentions: past });
  const file = new Database(join(one.env.dataDir, 'outcry.db'));
  const look = async (changedFrom: string) => {
    file.exec(
      `update brand set dirty_version = dirty_version + 1, changed_from = ${changedFrom}, since_from = ${changedFrom}`,
    );
    await drain(one.ctx);
    return (await found(one)).spikes.filter(({ onset }) => onset > ONSET - days - 48 * HOUR_MS);
  };
  // Scored without detection; then the brand gets a wrong time of change, and after that the right one.
  await drain({
    ...one.ctx,
    store: { ...one.store, read: { ...one.store.read, brands: noneDirty(one) } },
  });
  expect(await look(String(START - HOUR_MS))).toEqual([]);
  expect((await look('0')).map(({ kind }) => kind)).toContain('backlash');
  file.close();
});

it('an outcry of yesterday that arrives late is found, although a later checkpoint exists', async () => {
  now = START;
  const one = await installation();
  const { mentions } = generate(loadScenario(one.ctx.env.configDir, 'whatsapp-2016'), 1);
  const real = mentions.map(({ simulated: _, ...mention }) => mention);
  await acceptPage(one.ctx, { source: 'sim:x', mentions: real.filter((m) => m.publishedAt < START) });
  await drain(one.ctx);
  const [noted] = [...one.ctx.checkpoints.values()];
  const yesterday = START - 26 * HOUR_MS;
  const ended = yesterday + 8 * HOUR_MS;
  expect([noted!.checkpoint.at < yesterday, noted!.nearCheckpoint.at > ended]).toEqual([true, true]);
  const loud = ONSET + 16 * HOUR_MS;
  const outcry = real.filter((m) => m.publishedAt >= loud && m.publishedAt < loud + 8 * HOUR_MS);
  const late = outcry.map((m) => ({
    ...m,
    externalId: `late-${m.externalId}`,
    publishedAt: m.publishedAt - loud + yesterday,
  }));
  now += HOUR_MS;
  await acceptPage(one.ctx, { source: 'sim:x', mentions: late });
  await drain(one.ctx);
  const { spikes } = await found(one);
  expect(spikes.some(({ onset }) => onset >= yesterday - HOUR_MS && onset < ended)).toBe(true);
});

/** Brands of the database, none of which waits for detection. */
function noneDirty({ store }: TestInstallation) {
  return { ...store.read.brands, dirty: async () => [], dirtyOne: async () => undefined };
}
