/** Pages with numbers say so while they mix two scorer versions, and only then. */
import { expect, it } from 'vitest';
import { createMetrics } from '../../src/ops/metrics.ts';
import { dashboardFixture } from '../unit/dashboard-fixture.ts';

const PAGES = ['/brands', '/brands/spotify', '/incidents/spotify-2015'];
const LINE = 'numbers mix two scorer versions and detection is paused.';

it('the line and the figure are there while a re-score runs', async () => {
  const { app, store, cookie } = await dashboardFixture();
  const headers = await cookie('viewer');
  const text = async (path: string) => (await app.request(path, { headers })).text();
  const stale = async () =>
    /^outcry_rescore_outdated (\d+)$/m.exec(await createMetrics(store.read, 'next').text())?.[1];
  for (const path of PAGES) expect([path, (await text(path)).includes(LINE)]).toEqual([path, false]);
  const job = (await store.tx((tx) => tx.rescores.begin({ version: 'next', at: 1 })))!;
  expect(await stale()).toBe(String(job.total));
  const done = Math.ceil(job.total * 0.45);
  await store.tx((tx) => tx.rescores.advance(job, { done, sentiment: 0, betrayal: 0, at: 2 }));
  for (const path of PAGES) {
    const body = await text(path);
    expect([path, body.includes(LINE), body.includes('Re-scoring: 45%')]).toEqual([path, true, true]);
  }
  await store.tx((tx) => tx.rescores.begin({ version: 'test', at: 3 }));
  for (const path of PAGES) expect([path, (await text(path)).includes(LINE)]).toEqual([path, false]);
  await store.close();
});
