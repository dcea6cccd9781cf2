/** Triage on the pages: corrections, tags, notes, mutes; who may, who was faster, and hostile words. */
import { beforeAll, describe, expect, test } from 'vitest';
import { PAYLOADS } from '../browser/payloads.ts';
import { ONSET, dashboardFixture, type Fixture, HOSTILE } from './dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
let f: Fixture;
let analyst: Record<string, string>;
let viewer: Record<string, string>;
let brandId: number;

beforeAll(async () => {
  f = await dashboardFixture();
  analyst = { ...(await f.cookie('analyst')), ...SAME };
  viewer = { ...(await f.cookie('viewer')), ...SAME };
  const brand = await f.store.read.brands.bySlug('spotify');
  brandId = brand!.id;
  const posts = Array.from({ length: 40 }, (_, i) => ({
    source: 'board',
    externalId: `a${i}`,
    kind: 'post' as const,
    text: `Bot ${i} says they took it`,
    authorPseudonym: 'c0ffee',
    reach: 1,
    publishedAt: ONSET + 5 * 3_600_000 + i * 1_000,
    collectedAt: ONSET,
    brandIds: [brandId],
    simulated: false,
  }));
  await f.store.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(posts);
    const sentiment = {
      label: 'negative',
      score: -0.8,
      p: { negative: 1, neutral: 0, positive: 0 },
    } as const;
    const betrayal = { label: true, p: 0.9, categories: [], context: [] };
    const score = { scored: true, lang: 'en', sentiment, betrayal } as const;
    await tx.mentions.saveScores(ids.map((id) => ({ id, score, version: 'test' })));
  });
});

function post(path: string, fields: Record<string, string>, headers = analyst) {
  return f.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
}
const get = async (path: string, headers = analyst) => (await f.app.request(path, { headers })).text();
const of = async (source: string, more = {}) =>
  f.store.read.mentions.list({
    brandId,
    from: 0,
    to: ONSET * 2,
    source,
    order: 'newest',
    limit: 500,
    ...more,
  });

describe('a correction', () => {
  test('is made, shown with its author, counted and undone; the slower of two is refused', async () => {
    const [row] = await of('board');
    const path = `/mentions/${row!.id}/correct`;
    const back = '/mentions?brand=spotify&source=board';
    const form = { revision: '0', sentiment: 'positive', betrayal: 'yes', back };
    const first = await post(path, form);
    expect([first.status, first.headers.get('location')]).toEqual([303, `${back}#m-${row!.id}`]);
    expect((await post(path, { ...form, sentiment: 'neutral' })).status).toBe(409);
    expect(await get(back)).toContain('Corrected: sentiment is positive (analyst@example.org)');
    expect((await of('board', { only: 'negative' })).length).toBe(39);
    expect(await f.store.read.counts.audit()).toEqual([]);
    const detail = await get(`/mentions/${row!.id}`, viewer);
    expect(detail).toContain('Original score: negative −0.8');
    expect(detail).not.toContain('<details class="triage"');
    const [said] = await f.store.read.corrections.ofMentions([row!.id]);
    const undo = { correction: String(said!.id), revision: '1' };
    expect((await post(`/mentions/${row!.id}/undo`, undo)).status).toBe(303);
    expect((await post(`/mentions/${row!.id}/undo`, undo)).status).toBe(409);
    expect((await of('board', { only: 'negative' })).length).toBe(40);
    expect(await f.store.read.counts.audit()).toEqual([]);
  });

  test('applies to the duplicates behind one row, and so does its undo', async () => {
    const known = { reach: 1, publishedAt: ONSET, collectedAt: ONSET, brandIds: [brandId], simulated: false };
    const sent = (i: number, duplicateOf?: number) =>
      f.store.tx((tx) =>
        tx.mentions.insert([
          { ...known, source: 'copied', externalId: `c${i}`, kind: 'post', text: 'The same', duplicateOf },
        ]),
      );
    const first = (await sent(0)).ids[0]!;
    const ids = [first, (await sent(1, first)).ids[0]!, (await sent(2, first)).ids[0]!];
    const sentiment = {
      label: 'negative',
      score: -0.8,
      p: { negative: 1, neutral: 0, positive: 0 },
    } as const;
    const betrayal = { label: false, p: 0.1, categories: [], context: [] };
    const score = { scored: true, lang: 'en', sentiment, betrayal } as const;
    await f.store.tx((tx) => tx.mentions.saveScores(ids.map((id) => ({ id, score, version: 'test' }))));
    const list = await get('/mentions?brand=spotify&source=copied');
    expect(list).toContain('Also correct 2 duplicates');
    const negative = async () => (await of('copied', { only: 'negative' })).length;
    const form = { revision: '0', sentiment: 'neutral', betrayal: 'no' };
    expect((await post(`/mentions/${first}/correct`, { ...form, duplicates: 'yes' })).status).toBe(303);
    expect(await negative()).toBe(0);
    const [said] = await f.store.read.corrections.ofMentions([first]);
    const undo = { correction: String(said!.id), revision: '1' };
    expect((await post(`/mentions/${first}/undo`, undo)).status).toBe(303);
    expect(await negative()).toBe(3);
    expect((await post(`/mentions/${first}/correct`, { ...form, revision: '2' })).status).toBe(303);
    expect(await negative()).toBe(2);
    expect(await f.store.read.counts.audit()).toEqual([]);
  });

  test('takes a category by its title, and refuses what is none', async () => {
    const [, row] = await of('board');
    const path = `/mentions/${row!.id}/correct`;
    const form = { revision: '0', sentiment: 'negative', betrayal: 'yes' };
    expect((await post(path, { ...form, add: 'takes more than it needs' })).status).toBe(303);
    expect((await of('board', { category: 'over_collection' })).map((one) => one.id)).toEqual([row!.id]);
    const second = { ...form, revision: '1' };
    for (const wrong of [
      { ...second, add: HOSTILE },
      { ...second, remove: '"><b>' },
      { ...second, sentiment: 'furious' },
      { ...second, revision: 'x', add: 'over_collection' },
      { ...second },
    ]) {
      const answer = await post(path, wrong);
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain('<script>');
    }
    expect((await post('/mentions/999999/correct', form)).status).toBe(404);
    expect((await post(path, { ...second, remove: 'over_collection' })).status).toBe(303);
    expect(await of('board', { category: 'over_collection' })).toEqual([]);
    expect(await f.store.read.counts.audit()).toEqual([]);
  });

  test.each(['//evil.example', 'https://evil.example', '/mentions\r\nX: y', '/mentions/../logout'])(
    'does not send back to %j',
    async (back) => {
      const [row] = await of('board');
      const answer = await post(`/mentions/${row!.id}/bookmark`, { on: 'yes', back });
      expect(answer.headers.get('location')).toBe(`/mentions#m-${row!.id}`);
    },
  );
});

describe('tags and notes', () => {
  test('are text, whatever they say, on list and page', async () => {
    const rows = (await of('board')).slice(5, 10);
    for (const [i, payload] of PAYLOADS.entries()) {
      const { id } = rows[i % rows.length]!;
      const tag = payload.slice(0, 60);
      expect((await post(`/mentions/${id}/tags`, { tag, verb: 'add' })).status).toBe(303);
      expect((await post(`/mentions/${id}/notes`, { text: payload, verb: 'add' })).status).toBe(303);
    }
    const ids = rows.map((row) => row.id);
    const pages = [
      await get('/mentions?brand=spotify&source=board&order=newest'),
      await get(`/mentions/${ids[0]}`),
    ];
    for (const html of pages) {
      expect(html).toContain('__x(');
      expect(html).not.toMatch(
        /<(script(?! type="module" src="\/assets\/)|iframe|math|video|audio|object|style|noscript)\b|<(svg|img)[^>]*on\w+=|<a href="java/i,
      );
    }
    expect((await post(`/mentions/${ids[0]}/tags`, { tag: 'x'.repeat(61) })).status).toBe(400);
    expect((await post(`/mentions/${ids[0]}/notes`, { text: '' })).status).toBe(400);
  });

  test('are found by tag, and a bookmark is one’s own', async () => {
    const [row] = await of('board');
    await post(`/mentions/${row!.id}/tags`, { tag: ' Needs  Legal ', verb: 'add' });
    const tagged = await get('/mentions?brand=spotify&tag=needs+legal');
    expect(tagged).toContain(`id="m-${row!.id}"`);
    expect(tagged.match(/class="mention"/g)).toHaveLength(1);
    await post(`/mentions/${row!.id}/bookmark`, { on: 'yes' });
    expect(await get('/mentions?brand=spotify&show=bookmarked')).toContain('★ bookmarked');
    expect(await get('/mentions?brand=spotify&show=bookmarked', viewer)).toContain('No mentions match');
  });
});

describe('search', () => {
  const found = async (q: string) => {
    const answer = await f.app.request(
      `/mentions?brand=spotify&source=board&${new URLSearchParams({ q }).toString()}`,
      {
        headers: analyst,
      },
    );
    return [answer.status, ((await answer.text()).match(/class="mention"/g) ?? []).length];
  };

  test('finds words and phrases in any case, all of them', async () => {
    expect(await found('BOT 7')).toEqual([200, 1]);
    expect(await found('BO* they')).toEqual([200, 40]);
    expect(await found('they -7')).toEqual([200, 39]);
    expect(await found('"bot 7 says"')).toEqual([200, 1]);
    expect(await found('bot nowhere')).toEqual([200, 0]);
    await f.store.tx((tx) => tx.mentions.erase('board', ['a7'], ONSET));
    expect(await found('"bot 7 says"')).toEqual([200, 0]);
  });

  test.each([
    '%',
    '_',
    '\\',
    '"',
    '""',
    "'",
    '*',
    'NEAR(',
    'a OR',
    '-x',
    '(',
    '^',
    '\0',
    '%_%',
    '\uD800',
    ';--',
    '"a',
    HOSTILE,
  ])('takes %j for words', async (q) => {
    const [status, number] = await found(q);
    expect(status).toBe(200);
    // What nobody says is missing everywhere.
    expect(number).toBe(q === '-x' ? 39 : 0);
  });
});

describe('a mute', () => {
  const author = { brand: 'spotify', source: 'board', author: 'c0ffee' };
  const number = async () => {
    const html = await get('/mentions?brand=spotify&exclude_author=board/c0ffee');
    expect(await get('/mentions?brand=spotify&without_author=board/c0ffee')).toBe(html);
    return /(With|Without) this author: (\S+) instead of (\S+) normal/.exec(html)?.slice(1) ?? [];
  };

  test('tells the number before it is saved, and that number is the one after', async () => {
    const [word, without, now] = await number();
    expect([word, without === now]).toEqual(['Without', false]);
    const form = await get('/mutes?brand=spotify&source=board&author=c0ffee');
    expect(form).toContain(`Without this author: ${without} instead of ${now} normal`);
    expect((await post('/mutes', author)).status).toBe(400);
    expect((await post('/mutes', { ...author, why: HOSTILE })).status).toBe(303);
    expect((await post('/mutes', { ...author, why: 'again' })).status).toBe(409);
    expect(await f.store.read.counts.audit()).toEqual([]);
    expect(await number()).toEqual(['With', now, without]);
    const list = await get('/mutes', viewer);
    expect(list).toContain(`With this author: ${now} instead of ${without} normal`);
    expect(list).not.toContain('<script>alert');
    expect(list).not.toContain('Remove mute');
    expect(await get('/mentions?brand=spotify&source=board')).toContain('No mentions match');
    expect(
      (await get('/mentions?brand=spotify&show=muted')).match(/class="mention"/g)?.length,
    ).toBeGreaterThan(3);
    const [mute] = await f.store.read.mutes.all();
    expect((await post(`/mutes/${mute!.id}/undo`, {})).status).toBe(303);
    expect((await post(`/mutes/${mute!.id}/undo`, {})).status).toBe(409);
    expect(await number()).toEqual(['Without', without, now]);
    expect(await f.store.read.counts.audit()).toEqual([]);
  });

  test.each(['/mutes?brand=spotify', '/mutes?brand=no&source=x'])('%s has nothing to mute', async (path) => {
    expect((await f.app.request(path, { headers: analyst })).status).toBe(404);
  });

  test('of a viewer is refused, and so is every form', async () => {
    for (const path of [
      '/mutes',
      '/mutes/1/undo',
      '/mentions/1/correct',
      '/mentions/1/tags',
      '/mentions/1/notes',
    ]) {
      expect((await post(path, { ...author, why: 'x' }, viewer)).status).toBe(403);
    }
    expect(await get('/mentions?brand=spotify', viewer)).not.toContain(
      '<form method="post" action="/mentions',
    );
    expect(await get('/mentions?brand=spotify')).toContain('<form method="post" action="/mentions');
  });
});
