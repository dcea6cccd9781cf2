/** Corrections and mutes end an alarm, and taking them back brings it back; silence is something else. */
import { afterEach, expect, it } from 'vitest';
import { loadScenario } from '../../src/cli/scenario.ts';
import type { Route } from '../../src/domain/incident.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { missingOf } from '../../src/series/data-gaps.ts';
import { generate } from '../../src/simulate/generate.ts';
import { drain } from '../../workers/drain.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const MIDST = Date.UTC(2016, 7, 26, 12);
const ONSET = Date.UTC(2016, 7, 25);
const BY = { who: 'ann', at: MIDST } as const;
const ROUTE: Route = {
  name: 'pr',
  brands: ['*'],
  recipients: byMail('ann@example.com'),
  kinds: ['backlash'],
  minSeverity: 1,
  maxPerHour: 100,
};

async function ground(): Promise<TestInstallation> {
  const config = { brands: [brandOf('whatsapp', 'WhatsApp')], routes: [ROUTE] };
  open = await openTestInstallation({ dir: tempDir(), config, clock: () => MIDST });
  const { mentions } = generate(loadScenario(open.ctx.env.configDir, 'whatsapp-2016'), 1);
  const real = mentions.map(({ simulated: _, ...mention }) => mention).filter((m) => m.publishedAt < MIDST);
  await acceptPage(open.ctx, { source: 'sim:x', mentions: real });
  await drain(open.ctx);
  return open;
}

/** Spikes without what is only a key, and open incidents. */
async function state({ store }: TestInstallation) {
  const spikes = await store.read.spikes.list();
  const incidents = await store.read.incidents.all();
  return {
    spikes: spikes.map(({ id: _, ...spike }) => spike),
    backlash: spikes.some((spike) => spike.kind === 'backlash' && spike.end === undefined),
    open: incidents.filter((one) => one.end === undefined).map((one) => one.slug),
  };
}

it('a correction of enough mentions ends an alarm, and its undo brings it back as it was', async () => {
  const at = await ground();
  const before = await state(at);
  expect([before.backlash, before.open.length]).toEqual([true, 1]);
  const { id: brandId } = (await at.store.read.brands.bySlug('whatsapp'))!;
  const range = { brandId, from: ONSET - 24 * HOUR_MS, to: MIDST, order: 'newest', limit: 100_000 } as const;
  const bad = [
    ...(await at.store.read.mentions.list({ ...range, only: 'negative' })),
    ...(await at.store.read.mentions.list({ ...range, only: 'betrayal' })),
  ];
  const ids = [...new Set(bad.map((row) => row.id))];
  await at.store.tx(async (tx) => {
    for (const id of ids) {
      await tx.corrections.add(id, 0, { field: 'sentiment', value: 'neutral', ...BY });
      await tx.corrections.add(id, 1, { field: 'betrayal', value: 'no', ...BY });
    }
  });
  await drain(at.ctx);
  expect((await state(at)).backlash).toBe(false);
  expect(await at.store.read.counts.audit()).toEqual([]);
  for (const one of await at.store.read.corrections.ofMentions(ids.slice(0, 1))) expect(one.who).toBe('ann');
  await at.store.tx(async (tx) => {
    for (const id of ids) {
      for (const [i, one] of (await tx.corrections.ofMentions([id])).entries()) {
        await tx.corrections.undo(one.id, 2 + i, BY);
      }
    }
  });
  await drain(at.ctx);
  expect(await state(at)).toEqual(before);
});

it('muted sources raise and keep no alarm, look like nobody’s silence, and count again when taken back', async () => {
  const at = await ground();
  const before = await state(at);
  const { id: brandId } = (await at.store.read.brands.bySlug('whatsapp'))!;
  const range = { brandId, widthMs: HOUR_MS, from: 0, to: MIDST };
  const sources = (await at.store.read.counts.bySource(range)).map((one) => one.source);
  await at.store.tx(async (tx) => {
    for (const source of sources) await tx.mutes.add({ brandId, source, why: 'test', ...BY });
  });
  await drain(at.ctx);
  expect(await state(at)).toEqual({ spikes: [], backlash: false, open: [] });
  expect((await missingOf(at.store.read, brandId, HOUR_MS, 0, MIDST)).ranges).toEqual([]);
  const [incident] = await at.store.read.incidents.all();
  expect((await at.store.read.incidents.timeline(incident!.id)).at(-1)?.what).toContain('stand out no more');
  for (const { id } of await at.store.read.mutes.all()) await at.store.tx((tx) => tx.mutes.undo(id, BY));
  await drain(at.ctx);
  expect(await state(at)).toEqual(before);
  expect(await at.store.read.counts.audit()).toEqual([]);
});

it('a spike whose mentions have had their time keeps its phrases and what explains it', async () => {
  const at = await ground();
  const before = await state(at);
  const phrases = before.spikes.flatMap((spike) => spike.phrases);
  // Phrases have two or three words now: fewer than there were single words.
  expect(phrases).toContain('phone numbers');
  expect(phrases.filter((phrase) => !/^\S+ \S+( \S+)?$/.test(phrase))).toEqual([]);
  const { erased } = await at.store.tx((tx) => tx.mentions.age(Number.MAX_SAFE_INTEGER, 1_000_000));
  expect(erased).toBeGreaterThan(1_000);
  const { id } = (await at.store.read.brands.bySlug('whatsapp'))!;
  await at.store.tx((tx) => tx.brands.markDirty([id]));
  await drain(at.ctx);
  expect(await state(at)).toEqual(before);
  expect(await at.store.read.counts.audit()).toEqual([]);
});
