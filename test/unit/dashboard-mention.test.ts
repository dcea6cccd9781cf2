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
  /** Instead of an explanation. */
  let refusal: 'busy' | 'too-long' | undefined;

  beforeAll(async () => {
    fixture = await dashboardFixture({
      empty: true,
      deps: {
        async explain(mention) {
          if (refusal) return { kind: refusal };
          const explanation = explain(scorer, mention.text);
          return explanation ? { kind: 'explained', explanation, cut: true } : { kind: 'none' };
        },
      },
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

  const get = (id: unknown, search = '?explain=1') =>
    fixture.app.request(`/mentions/${String(id)}${search}`, { headers });

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

  test('explains nothing before somebody asks, and says when only the beginning was read', async () => {
    const html = await (await get(ids[0], '')).text();
    expect(html).toContain(`href="/mentions/${ids[0]}?explain=1"`);
    expect(html).not.toContain('Effect of each word');
    const asked = await (await get(ids[0])).text();
    expect(asked).toContain('Effect of each word');
    expect(asked).toContain('Only the first 10,000 characters are read.');
  });

  test.each([
    ['busy', 'Other scores are being explained.'],
    ['too-long', 'This text takes too long to explain.'],
  ] as const)('answers 503 with a way to ask again: %s', async (kind, words) => {
    refusal = kind;
    const answer = await get(ids[0]);
    refusal = undefined;
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.text()).toContain(words);
  });

  test('says so where there is nothing to explain', async () => {
    expect(await (await get(ids[1])).text()).toContain('This mention has no score.');
  });

  test.each([999_999, 'x', '1e400', '-1'])('answers 404 for %s', async (id) => {
    expect((await get(id)).status).toBe(404);
  });
});
