/**
 * What every polled connector must do, tested against a fake of its site: return exactly what the site has despite all
 * faults, and keep entries of unknown shape as dead letters.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SourceConfig, sourceId } from '../../../src/domain/source.ts';
import { replayDeadLetter } from '../../../src/ingest/replay-dead-letter.ts';
import { collectStage } from '../../../workers/collect.ts';
import { connect } from '../../../src/collect/connect.ts';
import { replayEntry } from '../../../workers/replay-entry.ts';
import { FAULTS, type Fault, faultsInTurn } from '../../fakes/faults.ts';
import { BRAND, type FakePost, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';
import { HANG_MS } from '../../support/eventually.ts';

export interface ConnectorCase {
  readonly name: string;
  readonly source: (url: string) => SourceConfig;
  /** A fake that shows `posts` as they are at the time of a request; `broken` ones in an unknown shape. */
  readonly api: (posts: readonly FakePost[], broken: ReadonlySet<number>) => FakeApi;
  readonly idOf: (post: FakePost) => string;
  /** Keys and other settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** Mentions in the run with faults; 10,000 when absent. */
  readonly count?: number;
  /** Faults that the API cannot have; the case says why. */
  readonly without?: readonly Fault[];
  /** Requests between two faults; 3 when absent. */
  readonly every?: number;
  /** Time between two posts; 10 s when absent. Shorter where the first read reaches back less than a day and some. */
  readonly gapMs?: number;
}

const HOUR = 3_600_000;

export function connectorContract(one: ConnectorCase): void {
  describe(`connector: ${one.name}`, () => {
    const tempDir = tempDirs();
    const faults = FAULTS.filter((fault) => !one.without?.includes(fault));
    let posts: FakePost[];
    beforeAll(() => {
      posts = fakePosts((one.count ?? 10_000) + 100, one.gapMs);
    });

    const opened: TestInstallation[] = [];
    afterAll(async () => {
      for (const installation of opened) await installation.close();
    });

    async function ground(
      shown: readonly FakePost[],
      every?: number,
      broken: ReadonlySet<number> = new Set(),
    ) {
      const plan = every === undefined ? undefined : faultsInTurn(every, faults);
      const site = await fakeSite(one.api(shown, broken), plan);
      const source = one.source(site.url);
      const time = { now: NEWEST + HOUR };
      const installation = await openTestInstallation({
        dir: tempDir(),
        env: { OUTCRY_FETCH_PRIVATE: '1', ...one.env },
        config: { brands: [BRAND], sources: [source] },
        clock: () => time.now,
        timeoutMs: 400,
      });
      opened.push(installation);
      const { ctx, store } = installation;
      const id = sourceId(source);
      const state = () => store.read.sources.state(id);

      async function ids(): Promise<string[]> {
        const brand = await store.read.brands.bySlug(BRAND.slug);
        const filter = { brandId: brand!.id, from: 0, to: time.now * 2, order: 'newest' as const };
        const rows = await store.read.mentions.list({ ...filter, limit: 1_000_000 });
        return rows.map((row) => row.externalId).sort();
      }

      /** Rounds of the stage until the source has been read to its end without a failure. */
      async function readAll(): Promise<number> {
        time.now += HOUR;
        for (let round = 1; round <= 3_000; round += 1) {
          await collectStage(ctx, { source: id });
          const now = await state();
          const through = now?.failures === 0 && (now.nextAt ?? 0) > time.now;
          if (through) return round;
          time.now = Math.max(time.now + 1_000, now?.nextAt ?? 0);
        }
        throw new Error(`never through: ${(await state())?.lastError}`);
      }
      return { site, plan, installation, ctx, source, id, time, state, ids, readAll };
    }

    const sorted = (list: readonly FakePost[]) => list.map(one.idOf).sort();

    it('10,000 mentions, every fault in turn: exactly the distinct set', async () => {
      const shown = posts.slice(0, -100);
      const g = await ground(shown, one.every ?? 3);
      const rounds = await g.readAll();
      expect(await g.ids()).toEqual(sorted(shown));
      for (const fault of faults) expect(g.plan?.done.get(fault) ?? 0, fault).toBeGreaterThan(0);
      expect(rounds).toBeGreaterThan(1);
      expect((await g.installation.store.read.mentions.countByState()).pending).toBe(shown.length);

      // New posts on top, with faults.
      g.time.now += 100 * 60_000;
      shown.push(...posts.slice(-100));
      await g.readAll();
      expect(await g.ids()).toEqual(sorted(posts));
      expect(await g.state()).toMatchObject({ failures: 0, newestAt: posts.at(-1)!.at });
      expect((await g.state())?.completeUntil).toBeGreaterThan(posts.at(-1)!.at);

      // The cursor is right: a site without new posts is not read from its start again.
      g.plan?.stop();
      const before = g.site.requests();
      await g.readAll();
      const all = Math.ceil(posts.length / 100);
      expect(g.site.requests() - before).toBeLessThan(Math.max(all / 2, 30));
      expect(await g.installation.store.read.deadLetters.list(10)).toEqual([]);
      await g.site.close();
    });

    it('positive control: a reader that does not come back loses mentions', async () => {
      const shown = posts.slice(0, 2_000);
      const g = await ground(shown, one.every ?? 3);
      const connector = connect(g.ctx, g.source);
      if ('needs' in connector) throw new Error(connector.needs);
      const seen = new Set<string>();
      const signal = AbortSignal.timeout(HANG_MS);
      const read = async () => {
        for await (const page of connector.read(undefined, signal)) {
          for (const entry of page.entries) {
            const outcome = connector.toMention(entry, g.time.now);
            if (outcome.kind === 'ok') seen.add(outcome.value.externalId);
          }
        }
      };
      await expect(read()).rejects.toThrow();
      expect(seen.size).toBeLessThan(shown.length);
      await g.site.close();
    });

    it('a shape that is not known gives dead letters, which go through once it is', async () => {
      const shown = posts.slice(0, 40);
      const broken = new Set([5, 11, 12].map((i) => shown[i]!.n));
      const g = await ground(shown, undefined, broken);
      await g.readAll();
      const whole = shown.filter((post) => !broken.has(post.n));
      expect(await g.ids()).toEqual(sorted(whole));
      const letters = await g.installation.store.read.deadLetters.list(10);
      expect(letters).toHaveLength(3);
      for (const letter of letters) expect(letter.reason.length).toBeGreaterThan(10);

      // The site fixes its answer: refused entries come in with the next full read or a replay.
      const mended = one.api(shown, new Set());
      const fixed = await fakeSite(mended);
      const entries = new Map<string, string>();
      const connector = connect(g.ctx, one.source(fixed.url));
      if ('needs' in connector) throw new Error(connector.needs);
      for await (const page of connector.read(undefined, AbortSignal.timeout(HANG_MS))) {
        for (const entry of page.entries) {
          const outcome = connector.toMention(entry, g.time.now);
          if (outcome.kind === 'ok') entries.set(outcome.value.externalId, JSON.stringify(entry));
        }
      }
      const missing = shown.filter((post) => broken.has(post.n)).map(one.idOf);
      for (const [i, letter] of letters.entries()) {
        const payload = entries.get(missing[i]!)!;
        const problem = await replayDeadLetter(
          { ...g.ctx, replayEntry: replayEntry(g.ctx) },
          { ...letter, payload },
          [BRAND],
        );
        expect(problem).toBeUndefined();
      }
      expect(await g.ids()).toEqual(sorted(shown));
      expect(await g.installation.store.read.deadLetters.waiting()).toBe(0);
      await g.site.close();
      await fixed.close();
    });
  });
}
