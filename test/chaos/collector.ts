/**
 * A process that reads a fake Hacker News into a database until it is through; the chaos test kills it. With `naive`
 * the cursor is saved before the mentions, as a control.
 * Words: folder, address of the site, `real` or `naive`, the time it believes in (ms).
 */
import type { hackerNews as hackerNewsSource } from '../../src/source/connectors/hacker-news.ts';
import type { SettingsOf } from '../../src/source/definition.ts';
import { collectStage } from '../../workers/collect.ts';
import { connect } from '../../src/collect/connect.ts';
import { ingestPage } from '../../src/collect/ingest-page.ts';
import { BRAND } from '../fakes/posts.ts';
import { openTestInstallation } from '../support/installation.ts';
import { HANG_MS } from '../support/eventually.ts';

const [dir = '', baseUrl = '', way = 'real', time = '0'] = process.argv.slice(2);
const source: SettingsOf<typeof hackerNewsSource> = {
  slug: 'hacker-news',
  type: 'hacker-news',
  brands: ['*'],
  everyMinutes: 5,
  enabled: true,
  baseUrl,
};
let now = Number(time);
const { ctx, store } = await openTestInstallation({
  dir,
  env: { OUTCRY_FETCH_PRIVATE: '1' },
  config: { brands: [BRAND], sources: [source] },
  clock: () => now,
});
process.stdout.write('ready\n');

async function naively(): Promise<void> {
  const connector = connect(ctx, source);
  if ('needs' in connector) throw new Error(connector.needs);
  const cursor = (await store.read.sources.state('hacker-news'))?.cursor;
  for await (const page of connector.read(cursor, AbortSignal.timeout(HANG_MS))) {
    const { cursor: next, ...rest } = page;
    await store.tx((tx) => tx.sources.saveRead('hacker-news', { cursor: next, at: now, found: 0 }));
    process.stdout.write('saved\n');
    // Work between the two, as there always is.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ingestPage(ctx, connector, rest);
  }
}

for (;;) {
  if (way === 'naive') await naively();
  else await collectStage(ctx, { source: 'hacker-news' });
  const state = await store.read.sources.state('hacker-news');
  if (state?.completeUntil !== undefined && (way === 'naive' || (state.nextAt ?? 0) > now)) break;
  // The lease of a process that was killed has to run out.
  now += 130_000;
}
process.stdout.write('through\n');
await store.close();
process.exit(0);
