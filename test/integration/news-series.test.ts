/** News and page views in the database speak in the attribution of a spike that the detect stage finds. */
import { afterEach, describe, expect, it } from 'vitest';
import type { PolicyChange } from '../../src/domain/brand.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { newsPageViewsOf } from '../../src/detection/describe-spike.ts';
import { countedBy } from '../../src/source/registry.ts';
import { drain } from '../../workers/drain.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const START = Date.UTC(2026, 0, 5);
const ONSET = START + 35 * DAY_MS + 12 * HOUR_MS;
const NOW = ONSET + 30 * HOUR_MS + 600_000;
const announced = ONSET - 6 * HOUR_MS;

const change: PolicyChange = {
  slug: 'sharing',
  brand: 'acme',
  title: 'Acme shares addresses',
  announced,
  touches: [],
  words: [],
  evidence: [],
};

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** Two mentions an hour for five weeks, then an outcry. */
async function outcry() {
  open = await openTestInstallation({
    dir: tempDir(),
    config: { brands: [brandOf('acme', 'Acme')], policyChanges: [change] },
    clock: () => NOW,
  });
  const mentions = [];
  for (let hour = START; hour < NOW; hour += HOUR_MS) {
    const count = hour < ONSET ? 1 + ((hour / HOUR_MS) % 2) : 25;
    for (let i = 0; i < count; i += 1) {
      const publishedAt = hour + Math.floor((i * HOUR_MS) / count);
      mentions.push({
        source: 'test',
        externalId: `${publishedAt}`,
        kind: 'post' as const,
        text:
          hour < ONSET
            ? `Acme has a new page (${publishedAt})`
            : `Acme sold my data, never again (${publishedAt})`,
        publishedAt,
        brands: ['acme'],
      });
    }
  }
  await acceptPage(open.ctx, { source: 'test', mentions });
  const { ctx, store } = open;
  const brand = (await store.read.brands.bySlug('acme'))!;

  /** Page views by the day: 100, and `raised` on the two days before the change. */
  async function views(raised: number): Promise<void> {
    const day = Math.floor(announced / DAY_MS) * DAY_MS;
    const points: { start: number; value: number }[] = [];
    for (let start = START - 20 * DAY_MS; start <= NOW; start += DAY_MS) {
      const early = start === day - DAY_MS || start === day - 2 * DAY_MS;
      points.push({ start, value: (early ? raised : 100) + ((start / DAY_MS) % 7) });
    }
    await store.tx(async (tx) => {
      await tx.controls.set(brand.id, 'wikipedia:acme', DAY_MS, points);
      await tx.brands.markDirty([brand.id]);
    });
    await drain(ctx);
  }

  async function found() {
    const [spike] = await store.read.spikes.list({ brandId: brand.id });
    return spike!.attribution[0]!;
  }
  return { ctx, store, brand, views, found };
}

describe('attention in the database', () => {
  it('turns the verdict where it moved before the change, and only there', async () => {
    const { ctx, store, brand, views, found } = await outcry();
    await drain(ctx);
    const alone = await found();
    expect(alone.verdict).not.toBe('not distinguishable');
    const nothing = { name: 'first', met: 'unknown' };
    expect(alone.checks).toContainEqual(nothing);
    await views(100);
    // That attention did not move first is known now. Nothing else changes.
    const checks = alone.checks?.map((check) => (check.name === 'first' ? { ...check, met: 'yes' } : check));
    expect(await found()).toEqual({ ...alone, checks });
    await views(900);
    expect((await found()).verdict).toBe('not distinguishable');
    expect((await found()).because).toMatch(/page views moved first: \d.* times their usual number/);

    // The day that still grows is no number yet.
    const [series] = await newsPageViewsOf({ ...ctx, countedBy }, brand.id, 0, NOW);
    expect(series).toMatchObject({ counts: 'page views', widthMs: DAY_MS });
    const last = Math.floor(NOW / DAY_MS) * DAY_MS - DAY_MS;
    expect(series!.points.at(-1)?.start).toBe(last);
    const kept = { brandId: brand.id, source: 'wikipedia:acme', widthMs: DAY_MS, from: 0, to: NOW };
    expect((await store.read.controls.points(kept)).at(-1)?.start).toBe(last + DAY_MS);
  });
});
