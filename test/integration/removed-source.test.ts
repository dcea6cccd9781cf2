/** A source that is removed while it is read: the reading ends, and its end is no failure. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sourceSchema } from '../../src/source/registry.ts';
import { collectStage } from '../../workers/collect.ts';
import type { StageContext } from '../../workers/context.ts';
import { eventually } from '../support/eventually.ts';
import { type FeedServer, feedServer } from '../support/feed-server.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let feed: FeedServer;
let installation: TestInstallation;
const ID = 'feed:news';

beforeAll(async () => {
  feed = await feedServer();
  installation = await openTestInstallation({
    dir: tempDir(),
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [brandOf('acme')] },
  });
});
afterAll(async () => {
  await installation.close();
  await feed.close();
});

it('ends at once; one that stays is read on', async () => {
  const source = sourceSchema.parse({
    slug: 'news',
    type: 'feed',
    url: `${feed.url}/news`,
    brands: ['acme'],
  });
  feed.set('/news', { hang: true });
  let sources = [source];
  const listeners = new Set<() => void>();
  const ctx = {
    ...installation.ctx,
    config: {
      ...installation.config,
      get sources() {
        return sources;
      },
    },
    live: {
      refresh: () => Promise.resolve(),
      onChange: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  } as unknown as StageContext;
  let over = false;
  const reading = collectStage(ctx, { source: ID }).then(() => {
    over = true;
  });
  await eventually('the feed is asked', () => feed.answers('/news').length > 0);
  // Control: another change leaves it alone.
  for (const listener of listeners) listener();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(over).toBe(false);
  sources = [];
  for (const listener of listeners) listener();
  await reading;
  expect((await installation.store.read.sources.state(ID))?.failures ?? 0).toBe(0);
  expect(listeners.size).toBe(0);
});
