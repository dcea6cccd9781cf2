/** The page that says why a mention was scored so, with the real scorer. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { explain } from '../../src/score/explain.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { dashboardFixture, type Fixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

const scorer = createScorer(loadConfig(join(packageRoot, 'config')).packs);
const TEXT = `They sold my phone number to advertisers, I hate them ${HOSTILE}`;

describe('a mention', () => {
  let fixture: Fixture;
  let ids: number[];
  let headers: Record<string, string>;

  beforeAll(async () => {
    fixture = await dashboardFixture({
      empty: true,
      deps: { explain: async (mention) => explain(scorer, mention.text) },
    });
    headers = await fixture.cookie('viewer');
    ids = await fixture.store.tx(async (tx) => {
      const { row } = await tx.brands.upsert({ slug: 'acme', name: 'Acme', origin: 'config' });
      const shared = {
        source: 'forum',
        kind: 'post',
        reach: 1,
        simulated: false,
        brandIds: [row.id],
      } as const;
      const times = { publishedAt: ONSET, collectedAt: ONSET };
      const added = await tx.mentions.insert([
        { ...shared, ...times, externalId: '1', text: TEXT },
        { ...shared, ...times, externalId: '2', text: '好' },
      ]);
      const scores = added.ids.map((id, i) => ({
        id,
        score: scorer.score(i === 0 ? TEXT : '好'),
        version: 'test',
      }));
      await tx.mentions.saveScores(scores);
      return added.ids;
    });
  });

  const get = (id: unknown) => fixture.app.request(`/mentions/${String(id)}`, { headers });

  test('shows its words, the strongest first, as text', async () => {
    const answer = await get(ids[0]);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toMatch(/<q>hate<\/q>[^]*?−0\.\d\d/);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(await (await fixture.app.request('/mentions?brand=acme', { headers })).text()).toContain(
      `href="/mentions/${ids[0]}"`,
    );
  });

  test('says so where there is nothing to explain', async () => {
    expect(await (await get(ids[1])).text()).toContain('This mention has no score.');
  });

  test.each([999_999, 'x', '1e400', '-1'])('answers 404 for %s', async (id) => {
    expect((await get(id)).status).toBe(404);
  });
});
