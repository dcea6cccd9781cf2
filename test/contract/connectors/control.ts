/** What every reader of a control series must do: after all faults the database holds exactly what the site has. */
import { afterAll, describe, expect, it } from 'vitest';
import { type SourceConfig, sourceId } from '../../../src/domain/source.ts';
import type { PolicyChange } from '../../../src/domain/brand.ts';
import type { SeriesPoint } from '../../../src/source/control.ts';
import { collectStage } from '../../../workers/collect.ts';
import { connectControl } from '../../../src/collect/connect.ts';
import { backfillControl } from '../../../src/collect/control.ts';
import { FAULTS, faultsInTurn } from '../../fakes/faults.ts';
import { BRAND, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';
import { HANG_MS } from '../../support/eventually.ts';

export interface ControlCase {
  readonly name: string;
  readonly source: (url: string) => SourceConfig;
  readonly api: (now: () => number) => FakeApi;
  /** What the site has at `now` of the half-open range. */
  readonly truth: (from: number, to: number, now: number) => SeriesPoint[];
  readonly widthMs: number;
  readonly firstReachMs: number;
  /** Time between two reads. */
  readonly stepMs: number;
}

const change: PolicyChange = {
  slug: 'c',
  brand: BRAND.slug,
  title: 'A change',
  touches: [],
  words: [],
  evidence: [],
};

export function controlContract(one: ControlCase): void {
  describe(`control series: ${one.name}`, () => {
    const tempDir = tempDirs();
    const opened: TestInstallation[] = [];
    afterAll(async () => {
      for (const installation of opened) await installation.close();
    });

    async function ground(every?: number) {
      // Ranges have no page tokens that could be forgotten.
      const faults = FAULTS.filter((fault) => fault !== 'reset');
      const plan = every === undefined ? undefined : faultsInTurn(every, faults);
      const time = { now: NEWEST + 1_234_567 };
      const site = await fakeSite(
        one.api(() => time.now),
        plan,
      );
      const source = one.source(site.url);
      const installation = await openTestInstallation({
        dir: tempDir(),
        env: { OUTCRY_FETCH_PRIVATE: '1' },
        config: { brands: [BRAND], sources: [source], policyChanges: [change] },
        clock: () => time.now,
        timeoutMs: every === undefined ? 10_000 : 400,
      });
      opened.push(installation);
      const { ctx, store } = installation;
      const id = sourceId(source);
      const brand = (await store.read.brands.bySlug(BRAND.slug))!;
      const points = (from = 0, to = time.now * 2) =>
        store.read.controls.points({ brandId: brand.id, source: id, widthMs: one.widthMs, from, to });
      const state = () => store.read.sources.state(id);

      async function readAll(): Promise<void> {
        for (let round = 1; round <= 300; round += 1) {
          await collectStage(ctx, { source: id });
          const now = await state();
          if (now?.failures === 0 && (now.nextAt ?? 0) > time.now) return;
          time.now = Math.max(time.now + 1_000, now?.nextAt ?? 0);
        }
        throw new Error(`never through: ${(await state())?.lastError}`);
      }
      const first = Math.floor((time.now - one.firstReachMs) / one.widthMs) * one.widthMs;
      return { site, plan, faults, time, ctx, store, source, id, points, state, readAll, first };
    }

    it('every fault in turn: exactly the points of the site, the growing one included', async () => {
      const g = await ground(2);
      await g.readAll();
      const early = await g.points();
      // The first read began at the first request that went through.
      const first = early[0]!.start;
      expect(first).toBeGreaterThanOrEqual(g.first);
      expect(first).toBeLessThanOrEqual(g.time.now - one.firstReachMs + one.widthMs);
      for (let i = 0; i < 150; i += 1) {
        if (g.faults.every((fault) => (g.plan?.done.get(fault) ?? 0) > 0)) break;
        g.time.now += one.stepMs;
        await g.readAll();
      }
      for (const fault of g.faults) expect(g.plan?.done.get(fault) ?? 0, fault).toBeGreaterThan(0);
      g.plan?.stop();
      g.time.now += one.stepMs;
      await g.readAll();
      const now = g.time.now;
      const truth = one.truth(first, now + one.widthMs, now);
      expect(await g.points()).toEqual(truth);
      expect(truth.length).toBeGreaterThan(early.length);
      // Final up to what the site has; nothing is said of the growing bucket.
      const until = (await g.state())?.completeUntil ?? 0;
      expect(until).toBeLessThanOrEqual(now);
      expect(until).toBeGreaterThan(now - 3 * Math.max(one.widthMs, one.stepMs));

      // A site with nothing new is not read from the beginning again.
      const before = g.site.requests();
      g.time.now += one.widthMs;
      await g.readAll();
      expect(g.site.requests() - before).toBeLessThan(4);
      await g.site.close();
    });

    it('positive control: one read that does not come back throws, and has less than the site', async () => {
      const g = await ground(1);
      const connector = connectControl(g.ctx, g.source);
      const starts = new Set<number>();
      const read = async () => {
        for await (const page of connector.read(undefined, AbortSignal.timeout(HANG_MS)))
          for (const { start } of page.points) starts.add(start);
      };
      await expect(read()).rejects.toThrow();
      expect(starts.size).toBeLessThan(one.truth(g.first, g.time.now, g.time.now).length);
      await g.site.close();
    });

    it('lets the brand be looked at again when new points came, and only then', async () => {
      const g = await ground();
      const dirty = () => g.store.read.brands.dirtyOne(BRAND.slug);
      const saveScores = async () => {
        const mark = await dirty();
        const brand = (await g.store.read.brands.bySlug(BRAND.slug))!;
        if (mark) await g.store.tx((tx) => tx.brands.markDetected(brand.id, mark.version));
      };
      await saveScores();
      expect(await dirty()).toBeUndefined();
      await g.readAll();
      expect(await dirty()).toBeDefined();
      await saveScores();
      const { nextAt } = (await g.state())!;
      await g.store.tx((tx) => tx.sources.saveFailure(g.id, { at: g.time.now, error: 'x', nextAt: 0 }));
      await g.readAll();
      expect(nextAt).toBeGreaterThan(g.time.now);
      expect(await dirty()).toBeUndefined();
      g.time.now += 3 * one.widthMs;
      await g.readAll();
      expect(await dirty()).toBeDefined();
      await g.site.close();
    });

    it('backfills newest first, goes on after a break, and leaves the source where it stood', async () => {
      const g = await ground();
      const to = g.first;
      const from = to - 2 * one.firstReachMs;
      const range = { from, to };
      const connector = connectControl(g.ctx, g.source);
      const page = await connector
        .backfill(range, undefined, AbortSignal.timeout(HANG_MS))
        [Symbol.asyncIterator]()
        .next();
      const cursor = page.done ? undefined : page.value.cursor;
      expect(page.done ? 0 : page.value.reached).toBeGreaterThan(from);
      const rest = await backfillControl(g.ctx, g.source, range, AbortSignal.timeout(HANG_MS), cursor);
      expect(rest).toBeUndefined();
      const reached = page.done ? 0 : page.value.reached!;
      expect(await g.points()).toEqual(one.truth(Math.max(from, 0), reached, g.time.now));
      expect(await g.state()).toBeUndefined();
      await g.site.close();
    });
  });
}
