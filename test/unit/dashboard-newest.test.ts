/** A list of mentions that nobody cut begins with the newest days; one that somebody asked for by marks is whole. */
import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/domain/series.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';
import { dashboardFixture } from './dashboard-fixture.ts';

const END = Date.UTC(2026, 1, 1);

it('10,500 mentions in 60 days: the newest 30 days, with a way to all', async () => {
  const f = await dashboardFixture({ empty: true });
  const headers = await f.cookie('analyst');
  await f.store.tx(async (tx) => {
    const { row } = await tx.brands.upsert({ slug: 'acme', name: 'Acme', origin: 'import' });
    const rows = Array.from({ length: 10_500 }, (_, i) => {
      return insertOf(i, [row.id], { publishedAt: END - 1 - Math.floor((i * 60 * DAY_MS) / 10_500) });
    });
    const { ids } = await tx.mentions.insert(rows);
    await tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(1), version: 'v' })));
    await tx.annotations.bookmark(ids.at(-1)!, true, { who: 'analyst@example.org', at: END });
  });
  const ask = async (more: string) => {
    const response = await f.app.request(`/mentions?brand=acme${more}`, { headers });
    return response.text();
  };
  const recent = await ask('');
  expect(recent).toContain('2 Jan 2026, 00:00 UTC to 1 Feb 2026, 00:00 UTC');
  const all = /href="([^"]+)">\s*Show all since 3 Dec 2025/.exec(recent)?.[1]?.replaceAll('&amp;', '&');
  expect(all).toContain('from=2025-12-03');
  expect(await (await f.app.request(all!, { headers })).text()).not.toContain('Show all since');
  expect(await ask('&order=newest&to=2025-12-10')).not.toContain('No mention fits');
  const bookmarked = await ask('&show=bookmarked');
  expect(bookmarked).not.toContain('Show all since');
  expect(bookmarked.match(/<article class="mention"/g)).toHaveLength(1);
});
