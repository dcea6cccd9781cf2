/** kill -9 of a collector in the middle of its pages: the cursor never passes what the database holds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import { fakeHackerNews } from '../fakes/hacker-news.ts';
import { BRAND, type FakePost, fakePosts, NEWEST } from '../fakes/posts.ts';
import { fakeSite } from '../fakes/site.ts';
import { eventually, pause } from '../support/eventually.ts';
import { openTestStore } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const KILLS = 4;
const SEED = Number(process.env.SEED ?? 20_260_302);

/**
 * Runs the collector, kills it so many times in mid-page, then lets it end. What is waited for is its own word or request,
 * never a time: a busy machine needs long to begin. The real one is killed a moment after a request; the naive one between
 * the cursor and the mentions, where every crash comes sooner or later.
 */
async function readOverKills(way: 'real' | 'naive', posts: readonly FakePost[]) {
  const dir = tempDir();
  const random = seededRandom(SEED);
  const site = await fakeSite(fakeHackerNews(posts));
  const script = join(packageRoot, 'test/chaos/collector.ts');
  let killed = 0;
  for (let round = 0; ; round += 1) {
    const time = String(NEWEST + (round + 1) * 200_000);
    const args = ['--import', 'tsx', script, dir, site.url, way, time];
    const child = spawn(process.execPath, args, { cwd: packageRoot, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    let exited = false;
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
    });
    const ended = once(child, 'exit').then(() => {
      exited = true;
    });
    if (killed < KILLS) {
      const before = site.requests();
      const pages = 1 + Math.floor(random() * 3);
      await eventually(
        'it reads',
        () => {
          const reads = way === 'naive' ? said.includes('saved') : site.requests() >= before + pages;
          return reads || exited;
        },
        5,
      );
      if (way === 'real') await pause(random() * 100);
      if (!said.includes('through')) killed += 1;
      child.kill('SIGKILL');
    }
    await ended;
    if (said.includes('through')) break;
  }
  await site.close();
  const store = openTestStore(dir);
  const brand = await store.read.brands.bySlug(BRAND.slug);
  const all = { brandId: brand!.id, from: 0, to: NEWEST * 2, order: 'newest' as const, limit: 100_000 };
  const ids = (await store.read.mentions.list(all)).map((row) => row.externalId).sort();
  const { cursor } = (await store.read.sources.state('hacker-news'))!;
  await store.close();
  return { ids, killed, cursor };
}

it('real: exactly the distinct set after kills in mid-page', async () => {
  const posts = fakePosts(4_000);
  const { ids, killed } = await readOverKills('real', posts);
  expect(killed).toBeGreaterThan(KILLS / 2);
  expect(ids).toEqual(posts.map((post) => String(post.n)).sort());
});

it('control: a cursor that is saved first loses mentions', async () => {
  const posts = fakePosts(4_000);
  const { ids, killed } = await readOverKills('naive', posts);
  expect(killed).toBeGreaterThan(KILLS / 2);
  expect(ids.length).toBeLessThan(posts.length);
});
