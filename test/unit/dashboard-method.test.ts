/** The method page, and that every figure of a page leads to a paragraph of it. */
import { beforeAll, expect, test } from 'vitest';
import { PARAGRAPHS } from '../../dashboard/views/method.tsx';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

let f: Fixture;
let viewer: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  viewer = await f.cookie('viewer');
});

test('is open to those without an account, who see no navigation', async () => {
  const response = await f.app.request('/method');
  const html = await response.text();
  expect([response.status, html.includes('aria-label="Main"')]).toEqual([200, false]);
  for (const { id, title } of PARAGRAPHS) {
    expect(html).toContain(`id="${id}"`);
    expect(title).not.toBe('');
  }
  expect(await (await f.app.request('/method', { headers: viewer })).text()).toContain('aria-label="Main"');
});

test.each(['/incidents/spotify-2015', '/reports/incidents/spotify-2015', '/brands/spotify'])(
  'the figures of %s lead to its paragraphs',
  async (path) => {
    const html = await (await f.app.request(path, { headers: viewer })).text();
    const [figures = ''] = /<dl class="figures"[\s\S]*?<\/dl>/.exec(html) ?? [];
    const labels = [...figures.matchAll(/<dt>([\s\S]*?)<\/dt>/g)].map(([, label]) => label ?? '');
    const anchors = labels.map((label) => /href="\/method#([a-z-]+)"/.exec(label)?.[1] ?? label);
    const known = PARAGRAPHS.map(({ id }) => id);
    expect(anchors.length).toBeGreaterThan(2);
    expect(anchors.filter((anchor) => !known.includes(anchor))).toEqual([]);
  },
);
