/** "Check the reading": drawing, labelling, leaving and coming back, results, the threshold and its undo, and who may. */
import { beforeAll, expect, test } from 'vitest';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
const PAGE = '/brands/spotify/reading';
let f: Fixture;
let analyst: Record<string, string>;
let viewer: Record<string, string>;
let brandId: number;

beforeAll(async () => {
  f = await dashboardFixture();
  analyst = { ...(await f.cookie('analyst')), ...SAME };
  viewer = { ...(await f.cookie('viewer')), ...SAME };
  brandId = (await f.store.read.brands.bySlug('spotify'))!.id;
});

const post = (fields: Record<string, string>, headers = analyst, path = PAGE) =>
  f.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
const get = async (path = PAGE, headers = analyst) => (await f.app.request(path, { headers })).text();
const posts = async () => {
  const check = await f.store.read.readingChecks.newest(brandId);
  return check ? f.store.read.readingChecks.posts(check.id) : [];
};

test('a viewer can look and not begin; a brand without enough posts says so', async () => {
  expect(await get(PAGE, viewer)).toContain('An analyst can begin');
  expect((await post({ do: 'draw' }, viewer)).status).toBe(403);
  await f.store.tx((tx) => tx.brands.upsert({ slug: 'new', name: 'New', origin: 'config' }));
  expect(await get('/brands/new/reading')).toContain('New has 0 scored posts');
  expect((await f.app.request('/brands/nobody/reading', { headers: analyst })).status).toBe(404);
});

test('a hundred posts are drawn, labelled one by one, and the place is kept', async () => {
  expect((await post({ do: 'draw' })).status).toBe(303);
  const drawn = await posts();
  expect(drawn.length).toBe(100);
  expect(await get()).toContain('0 of 100 labelled');
  const [first, second] = drawn;
  const half = await post({ do: 'label', mention: String(first!.mentionId), betrayal: 'yes' });
  expect([half.status, (await posts())[0]?.label.at]).toEqual([400, undefined]);
  const given = { do: 'label', mention: String(first!.mentionId), betrayal: 'no', sentiment: 'neutral' };
  expect((await post(given)).status).toBe(303);
  expect((await post({ do: 'skip', mention: String(second!.mentionId) })).status).toBe(303);
  const html = await get();
  expect(html).toContain('2 of 100 labelled');
  expect(html).toContain('Post 3');
  // What was read is not shown beside the question.
  expect(html.slice(html.indexOf('Post 3'), html.indexOf('Nobody can tell'))).not.toMatch(/0\.9|scored/);
  expect(await get(`${PAGE}?post=1`)).toContain('Take the label back');
  await post({ do: 'unlabel', mention: String(first!.mentionId) });
  expect(await get()).toContain('1 of 100 labelled');
});

test('results come with intervals; a threshold is accepted, used, audited and undone', async () => {
  for (const { mentionId, position, betrayal } of await posts()) {
    if (position === undefined || position >= 60) continue;
    const label = { betrayal: betrayal ? 'yes' : 'no', sentiment: betrayal ? 'negative' : 'neutral' };
    await post({ do: 'label', mention: String(mentionId), ...label });
  }
  const html = await get();
  expect(html).toMatch(/Broken trust<\/t[dh]><td[^>]*>100%, \d+% to 100%/);
  expect(html).toContain('from a probability of 0.7');
  expect((await post({ do: 'accept', threshold: '2' })).status).toBe(422);
  expect((await post({ do: 'accept', threshold: '0.55', again: 'yes' })).status).toBe(303);
  expect(f.deps.config.thresholds).toEqual([{ slug: 'spotify', threshold: 0.55 }]);
  expect(await get()).toContain('from a probability of 0.55');
  expect(await f.store.read.rescores.countStale('test')).toBeGreaterThan(100);
  const audit = await f.store.read.audit.list({ limit: 50 } as never);
  const said = JSON.stringify(audit);
  expect(said).toContain('added threshold');
  expect(said).toContain('scored again at 0.55');
  await f.deps.editor!.undo('thresholds', 'spotify', { who: 'ann' });
  expect(await get()).toContain('from a probability of 0.7');
});
