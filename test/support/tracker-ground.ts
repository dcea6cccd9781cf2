/** A source that watches policies, against the fake of its site. */
import { type SourceConfig, sourceId } from '../../src/domain/source.ts';
import { sourceSchema } from '../../src/source/registry.ts';
import type { PolicyChange } from '../../src/domain/brand.ts';
import { collectStage } from '../../workers/collect.ts';
import { type Fault, faultsInTurn } from '../fakes/faults.ts';
import { BRAND, NEWEST } from '../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../fakes/site.ts';
import { openTestInstallation } from './installation.ts';
import { tempDirs } from './temp.ts';

const DOCUMENT = 'Privacy Policy';

export function trackerGrounds() {
  const tempDir = tempDirs();
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing) await end();
  };
  async function ground(
    api: FakeApi,
    make: (url: string) => object,
    { faults, policyChanges = [] }: { faults?: readonly Fault[]; policyChanges?: PolicyChange[] } = {},
  ) {
    const plan = faults && faultsInTurn(3, faults);
    const site = await fakeSite(api, plan);
    const source: SourceConfig = sourceSchema.parse({
      slug: 'fern',
      brands: [BRAND.slug],
      ...make(site.url),
    });
    const time = { now: NEWEST };
    const installation = await openTestInstallation({
      dir: tempDir(),
      env: { OUTCRY_FETCH_PRIVATE: '1' },
      config: { brands: [BRAND], sources: [source], policyChanges },
      clock: () => time.now,
      timeoutMs: 400,
    });
    closing.push(installation.close, site.close);
    const { ctx, config, store } = installation;
    const id = sourceId(source);
    const { policies, sources } = store.read;
    return {
      plan,
      time,
      store,
      ctx,
      config,
      policies,
      source,
      state: () => sources.state(id),
      snapshots: () => policies.snapshots(BRAND.slug, DOCUMENT),
      async read() {
        await collectStage(ctx, { source: id });
        return sources.state(id);
      },
      /** Rounds of the stage until it is through without a failure. */
      async readAll() {
        for (let round = 1; round < 500; round += 1) {
          const state = await this.read();
          if (state?.failures === 0 && (state.nextAt ?? 0) > time.now) return round;
          time.now = Math.max(time.now + 1_000, state?.nextAt ?? 0);
        }
        throw new Error(`never through: ${(await this.state())?.lastError}`);
      },
    };
  }

  return { ground, close };
}
