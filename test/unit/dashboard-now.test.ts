/** The start page: worst first, welcome, source outages, and what an open page swaps in. */
import type { Role } from '../../src/domain/user.ts';
import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { ageText, sourceAges } from '../../src/report/brand/watch.ts';
import { insertOf } from '../support/mentions.ts';
import { dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';

/** Just after the last mention of both brands. */
const NOW = ONSET + 6 * DAY_MS + 5 * MINUTE_MS;
const text = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

async function get(f: Fixture, path: string): Promise<string> {
  return (await f.app.request(path, { headers: await f.cookie('admin') })).text();
}

/** A fixture whose brands are heard from now, with one source that was read `minutes` ago. */
async function heardFrom(minutes: number): Promise<Fixture> {
  const plain = await dashboardFixture({ empty: true });
  const source = {
    slug: 'bluesky',
    type: 'bluesky' as const,
    brands: ['*'],
    everyMinutes: 1,
    enabled: true,
    endpoints: [],
  };
  const config = { ...plain.deps.config, sources: [source] };
  const f = await dashboardFixture({ deps: { config } });
  f.setNow(NOW);
  const at = NOW - minutes * MINUTE_MS;
  await f.store.tx((tx) => tx.sources.saveRead('bluesky', { at, found: 1, completeUntil: at }));
  return f;
}

describe('start page', () => {
  test('shows the brand that needs people most, the others below it; real before simulated', async () => {
    const f = await dashboardFixture();
    const html = await get(f, '/');
    const places = [
      '<h1>Spotify: &gt;31× the usual criticism',
      'class="figures"',
      'class="chart"',
      'Other brands',
    ];
    const at = [...places, 'href="/brands/evil"'].map((one) => html.indexOf(one));
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    const response = await f.app.request('/?go=worst', { headers: await f.cookie('viewer') });
    expect(response.headers.get('location')).toBe('/brands/spotify');
  });

  test('an empty database leads an admin to the set-up, and tells others who does it', async () => {
    const f = await dashboardFixture({ empty: true });
    const ask = async (role: Role) => f.app.request('/', { headers: await f.cookie(role) });
    const first = await ask('admin');
    expect([first.status, first.headers.get('location')]).toEqual([302, '/setup']);
    expect(await (await ask('viewer')).text()).toContain('An admin of all brands sets up brands');
    // Whoever has begun is not led there again.
    await f.store.tx((tx) => tx.settings.set('setup', JSON.stringify({ skipped: ['brand'] })));
    const later = await ask('admin');
    expect(later.status).toBe(200);
    expect(await later.text()).toContain('href="/setup"');
  });

  test('says who is on it, and when nobody is', async () => {
    const f = await dashboardFixture();
    expect(text(await get(f, '/'))).toContain('No owner yet');
    const incident = (await f.store.read.incidents.find('spotify-2015'))!;
    const entry = { at: NOW, who: 'kim@example.org', what: 'acknowledged' };
    await f.store.tx((tx) => tx.incidents.setState(incident.id, incident.revision, 'acknowledged', entry));
    expect(text(await get(f, '/'))).toContain('Owner: kim@example.org');
  });

  test('a source outage replaces “Normal”, in words; a source that was read does not', async () => {
    const down = text(await get(await heardFrom(12), '/brands/spotify?range=24h'));
    expect(down).toContain('numbers incomplete');
    expect(down).toContain('bluesky down for 12 min. Numbers are incomplete.');
    const heard = text(await get(await heardFrom(2), '/brands/spotify?range=24h'));
    expect(heard).toContain('Spotify · normal');
    expect(heard).toContain('Last read: bluesky 2 min ago');
    expect(heard).not.toContain('umbers incomplete');
  });

  test('a fragment holds the parts that change, and not the frame', async () => {
    const f = await heardFrom(1);
    const html = await get(f, '/brands/spotify?fragment=1');
    for (const part of ['summary', 'figures', 'fresh', 'chart', 'themes', 'top-posts', 'drivers', 'posts']) {
      expect(html).toContain(`data-live="${part}"`);
    }
    expect(html).toContain('data-live-list="newest"');
    expect(html).not.toMatch(/<nav aria-label="Main"|<script|data-listen/);
    expect(await get(f, '/brands/spotify')).toMatch(
      /data-listen="\/live\?brand=spotify" data-after="\w+-\d+"/,
    );
  });
});

test.each([
  [-5, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [119 * MINUTE_MS, '119 min'],
  [3 * 60 * MINUTE_MS, '3 h'],
  [3 * DAY_MS, '3 days'],
])('an age of %d ms is %s', (ms, words) => {
  expect(ageText(ms)).toBe(words);
});

test('source outages come first, then the oldest read; sources of other brands or switched off are left out', () => {
  const watched = (id: string, brand = 'a', enabled = true) => ({
    id,
    brands: [brand],
    everyMinutes: 1,
    enabled,
  });
  const state = (source: string, minutes: number) => ({
    source,
    failures: 0,
    completeUntil: NOW - minutes * MINUTE_MS,
  });
  const sources = [
    watched('new'),
    watched('old'),
    watched('mute'),
    watched('b', 'b'),
    watched('off', 'a', false),
  ];
  const states = [state('new', 1), state('old', 3), state('mute', 30)];
  const ages = sourceAges(sources, states, 'a', NOW);
  expect(ages.map((one) => [one.source, one.down])).toEqual([
    ['mute', true],
    ['old', false],
    ['new', false],
  ]);
});

describe('posts that wait to be scored', () => {
  /** `count` posts about a new brand, of which none is scored. */
  async function unscored(f: Fixture, slug: string, count: number): Promise<void> {
    await f.store.tx(async (tx) => {
      const { row } = await tx.brands.upsert({ slug, name: slug.toUpperCase(), origin: 'config' });
      await tx.mentions.insert(
        Array.from({ length: count }, (_, i) => insertOf(i, [row.id], { source: slug })),
      );
    });
  }

  test('are said where there is nothing else yet, on each page that would say that there is no data', async () => {
    const f = await dashboardFixture({ empty: true });
    await unscored(f, 'acme', 1_200);
    expect(text(await get(f, '/'))).toContain('ACME : 1,200 posts wait to be scored');
    expect(text(await get(f, '/brands'))).toContain('1,200 posts wait to be scored');
    expect(text(await get(f, '/brands'))).not.toContain('No mentions yet');
    expect(text(await get(f, '/brands/acme'))).toContain('No numbers yet: 1,200 posts wait to be scored.');
  });

  test('stand beside brands with numbers, and are not “no data”', async () => {
    const f = await dashboardFixture();
    const before = await get(f, '/');
    expect(before).not.toContain('to be scored');
    await unscored(f, 'acme', 40);
    await unscored(f, 'spotify', 1);
    const now = text(await get(f, '/'));
    expect(now).toContain('1 post waits to be scored; not in these numbers yet.');
    expect(now).toContain('ACME 40 posts wait to be scored');
    expect(now).not.toContain('no data');
    // Whoever may not see the brand hears nothing of it.
    const limited = await f.app.request('/', { headers: await f.cookie('viewer', ['spotify']) });
    expect(await limited.text()).not.toContain('40 posts');
  });
});
