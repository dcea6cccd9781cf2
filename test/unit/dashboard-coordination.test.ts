/** An incident says what of its posts looks coordinated, on its page and in the API. */
import { expect, test } from 'vitest';
import { scoreOf } from '../support/mentions.ts';
import { dashboardFixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

/** Sixty posts of five accounts, with two texts, into the incident of the fixture. */
async function withBots(own: Awaited<ReturnType<typeof dashboardFixture>>) {
  const brand = (await own.store.read.brands.bySlug('spotify'))!;
  const rows = Array.from({ length: 60 }, (_, i) => ({
    source: 'forum',
    externalId: `bot-${i}`,
    kind: 'post' as const,
    text: i % 2 === 0 ? `Everybody leave now ${HOSTILE}` : 'Just cancel it',
    reach: 1,
    authorPseudonym: `bot${i % 5}`,
    publishedAt: ONSET + i * 40_000,
    collectedAt: ONSET + i * 40_000,
    brandIds: [brand.id],
    simulated: false,
  }));
  await own.store.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(rows.slice(0, 2));
    const more = await tx.mentions.insert(
      rows.slice(2).map((row, i) => ({ ...row, duplicateOf: ids[i % 2] })),
    );
    const all = [...ids, ...more.ids];
    await tx.mentions.saveScores(all.map((id) => ({ id, score: scoreOf(id), version: 'v1' })));
  });
}

test('says nothing where no author is named, and shows share, reasons and examples where some are', async () => {
  const own = await dashboardFixture();
  const viewer = await own.cookie('viewer');
  const page = async () => (await own.app.request('/incidents/spotify-2015', { headers: viewer })).text();
  const api = async () => {
    const reply = await own.app.request('/api/v1/incidents/spotify-2015', {
      headers: await own.apiToken('viewer'),
    });
    return ((await reply.json()) as { coordination: unknown }).coordination;
  };
  expect([(await page()).includes('id="coordination"'), await api()]).toEqual([false, null]);
  await withBots(own);
  const [section = ''] =
    /<section class="card coordination flagged"[\s\S]*?<\/section>/.exec(await page()) ?? [];
  expect(section).toContain('100% of 60 posts that name an author look coordinated.');
  expect(section).toContain('as if 5 people had posted equally often');
  expect(section).toContain('5 accounts posted the same text three times or more (60 posts)');
  expect(section.match(/href="\/mentions\/\d+"/g)).toHaveLength(2);
  expect(section).not.toMatch(/<script|<img/);
  expect(await api()).toMatchObject({ judged: 60, posts: 60, share: 1, accounts: 5, flagged: true });
});

test('the examples are no posts that were deleted', async () => {
  const own = await dashboardFixture();
  await withBots(own);
  const { read } = own.store;
  const brand = (await read.brands.bySlug('spotify'))!;
  const range = { brandId: brand.id, from: ONSET, to: ONSET + 1, limit: 99 };
  const first = (await read.mentions.traces(range)).find(({ author }) => author === 'bot0')!;
  await own.store.tx((tx) => tx.mentions.erase('forum', ['bot-0'], ONSET));
  const html = await (
    await own.app.request('/incidents/spotify-2015', { headers: await own.cookie('viewer') })
  ).text();
  const shows = (part: string) => html.includes(part);
  expect([shows('id="coordination"'), shows(`href="/mentions/${first.id}"`)]).toEqual([true, false]);
});
