/** An incident says what its posts argue, on its page and in the API, and what is new since a moment. */
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Score } from '../../src/domain/scoring.ts';
import { loadArguments } from '../../src/report/incident/arguments.ts';
import { notGroupedText } from '../../src/report/text/arguments.ts';
import { dashboardFixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

const KINDS = [
  { code: 'third_party_sharing', text: 'they sell phone numbers to advertisers', hours: 0 },
  { code: 'exit_intent', text: 'I am leaving for another player', hours: 3 },
];

function scoreFor(code: string): Score {
  const categories = [{ code, p: 0.9, span: [0, 5], polarity: 'concern' }] as const;
  const sentiment = {
    label: 'negative',
    score: -0.8,
    p: { negative: 0.9, neutral: 0.1, positive: 0 },
  } as const;
  return { scored: true, lang: 'en', sentiment, betrayal: { label: true, p: 0.9, categories, context: [] } };
}

type Own = Awaited<ReturnType<typeof dashboardFixture>>;

/** `count` posts of each kind, of as many people; the second kind begins three hours later. */
async function withPosts(own: Own, count: number) {
  const brand = (await own.store.read.brands.bySlug('spotify'))!;
  const rows = KINDS.flatMap(({ code, text, hours }) =>
    Array.from({ length: count }, (_, i) => ({
      source: 'forum',
      externalId: `${code}-${i}`,
      kind: 'post' as const,
      text: `${text}, says number ${i} ${HOSTILE}`,
      reach: 1,
      authorPseudonym: `${code}-${i}`,
      publishedAt: ONSET + hours * HOUR_MS + i * 40_000,
      collectedAt: ONSET + hours * HOUR_MS + i * 40_000,
      brandIds: [brand.id],
      simulated: false,
    })),
  );
  await own.store.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(rows);
    const scores = ids.map((id, i) => ({
      id,
      score: scoreFor(KINDS[i < count ? 0 : 1]!.code),
      version: 'v1',
    }));
    await tx.mentions.saveScores(scores);
  });
}

interface Reply {
  readonly state: string;
  readonly posts: number;
  readonly arguments: readonly {
    code: string;
    posts: number;
    change: string | null;
    typical: { id: number; text: string };
  }[];
}

async function ask(own: Own, query = ''): Promise<Reply> {
  const address = `/api/v1/incidents/spotify-2015/arguments${query}`;
  return (await own.app.request(address, { headers: await own.apiToken('viewer') })).json() as Promise<Reply>;
}

async function sectionOf(own: Own): Promise<string> {
  const page = await own.app.request('/incidents/spotify-2015', { headers: await own.cookie('viewer') });
  return /<section class="card voices arguments"[\s\S]*?<\/section>/.exec(await page.text())?.[0] ?? '';
}

test('too few posts: says how many there are and how many are needed', async () => {
  const { store, deps } = await dashboardFixture();
  const brand = (await store.read.brands.bySlug('spotify'))!;
  const empty = { onset: ONSET - 300 * DAY_MS, end: ONSET - 299 * DAY_MS };
  const found = await loadArguments(store.read, deps.config, brand, empty, { now: ONSET });
  expect(found).toEqual({ state: 'few', posts: 0, needed: 30 });
  expect(notGroupedText(found)).toBe('Too few posts to group (0 of 30).');
});

test('groups posts, and shows a post and demands of each without markup of its own', async () => {
  const own = await dashboardFixture();
  await withPosts(own, 150);
  const found = await ask(own);
  // Beside what the fixture has posted already.
  const codes = found.arguments.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['exit_intent', 'third_party_sharing']));
  const section = await sectionOf(own);
  expect(section).toContain('say they are leaving');
  expect(section).toContain('they sell phone numbers');
  expect(section).not.toMatch(/<script|<img/);
});

test('what began after a moment is new, what was there before is not', async () => {
  const own = await dashboardFixture();
  await withPosts(own, 150);
  const since = new Date(ONSET + 2 * HOUR_MS).toISOString();
  const changes = Object.fromEntries(
    (await ask(own, `?since=${since}`)).arguments.map(({ code, change }) => [code, change]),
  );
  expect(changes).toMatchObject({ exit_intent: 'began', third_party_sharing: null });
  expect((await ask(own)).arguments.every(({ change }) => change === null)).toBe(true);
});

test('an erased post leaves its argument', async () => {
  const own = await dashboardFixture();
  await withPosts(own, 150);
  const before = (await ask(own)).arguments.find(({ code }) => code === 'third_party_sharing')!;
  const index = /number (\d+)/.exec(before.typical.text)![1];
  await own.store.tx((tx) => tx.mentions.erase('forum', [`third_party_sharing-${index}`], ONSET));
  const after = (await ask(own)).arguments.find(({ code }) => code === 'third_party_sharing')!;
  expect(after.posts).toBe(before.posts - 1);
  expect(after.typical.id).not.toBe(before.typical.id);
});
