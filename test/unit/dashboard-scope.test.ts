/**
 * Somebody who may see brand A reaches nothing of brand B, by any route of the table, signed in or by token. The same
 * requests of somebody without limits do reach it: the control.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { CONFIG_ROUTES } from '../../dashboard/api/configuration-routes.ts';
import { type RouteEntry, routes } from '../../dashboard/routes.ts';
import type { Role } from '../../src/domain/user.ts';
import { config, dashboardFixture, fill, type Fixture, ONSET, ORIGIN } from './dashboard-fixture.ts';
import { A, B, REQUESTS } from './scope-requests.ts';

const CANARY = 'Canary';
const evidence = [{ note: `${CANARY} note` }];
const change = { title: `${CANARY} change`, brand: B, touches: [], words: [], evidence };
/** A source that only brand B may show. */
const CANARY_FEED = {
  slug: 'canary-news',
  type: 'feed',
  brands: [B],
  everyMinutes: 5,
  enabled: true,
  url: 'https://example.org/feed',
  keep: 'all',
};

let f: Fixture;
/** Numbers of things of B. */
const id = {
  mention: 0,
  letter: 0,
  mail: 0,
  answer: 0,
  person: 0,
  silence: 0,
  mute: 0,
  note: 0,
  view: 0,
  import: 0,
};

beforeAll(async () => {
  f = await dashboardFixture({
    deps: {
      config: {
        ...config,
        brands: [
          ...config.brands,
          { slug: B, name: `${CANARY} Bravo`, terms: ['Bravo'], exclude: [], packs: [] },
        ],
        policyChanges: [...config.policyChanges, { ...change, slug: 'bravo-change', announced: ONSET }],
        responses: [
          { slug: 'r', brand: B, title: `${CANARY} sorry`, kind: 'apology', at: ONSET + 3_600_000, evidence },
        ],
        sources: [CANARY_FEED],
      },
    },
  });
  const { store } = f;
  await fill(store, B, `${CANARY} Bravo`, false, `${CANARY} `);
  const brandId = (await store.read.brands.bySlug(B))!.id;
  const range = { brandId, from: 0, to: ONSET * 2, order: 'reach' as const, limit: 1 };
  id.mention = (await store.read.mentions.list(range))[0]!.id;
  const incident = (await store.read.incidents.find(`${B}-2015`))!;
  await store.tx(async (tx) => {
    await tx.policies.addCandidate(
      {
        ...change,
        slug: 'bravo-candidate',
        document: 'Terms',
        textHash: 'x',
        summary: [CANARY],
        minor: false,
      },
      ONSET,
    );
    const letter = {
      stage: 'collect',
      source: 'feed:canary-news',
      ref: CANARY,
      reason: CANARY,
      payload: CANARY,
    };
    await tx.deadLetters.add([{ ...letter, createdAt: ONSET }]);
    await tx.sources.saveFailure('feed:canary-news', { at: ONSET, error: CANARY });
    const row = {
      kind: 'incident' as const,
      incidentId: incident.id,
      stage: 'opened',
      channel: 'email',
      recipient: 'canary@example.org',
    };
    await tx.outbox.add([{ ...row, messageId: `<${CANARY}@x>`, createdAt: ONSET }]);
    const file = { file: `${CANARY}.csv`, hash: CANARY, brand: B, who: 'ann', settings: {}, at: ONSET };
    id.import = await tx.imports.start(file);
    const draft = { brand: B, incident: incident.slug, title: `${CANARY} draft`, kind: 'other' as const };
    id.answer = await tx.drafts.add({ ...draft, text: CANARY }, 'ann', ONSET);
    const target = { brandId, source: 'forum', author: 'canary', who: 'ann', at: ONSET, why: CANARY };
    await tx.mutes.add(target);
    id.mute = (await tx.mutes.active(target))!.id;
    const silence = { brands: [B], kinds: [], maxSeverity: 10, from: ONSET, until: ONSET * 2 };
    const made = await tx.silences.add({ ...silence, author: 'ann', comment: CANARY, createdAt: ONSET });
    id.silence = made.id;
    const note = { brand: B, at: ONSET, until: undefined, text: CANARY, who: 'ann', createdAt: ONSET };
    id.note = (await tx.chartNotes.add(note))!;
    // Not pinned: it would stand in the menu of every page.
    const view = { who: 'ann', name: CANARY, address: `/mentions?brand=${B}`, brands: [B] };
    id.view = (await tx.views.add({ ...view, shared: true, pinned: false, at: ONSET }))!;
    await tx.audit.add({ at: ONSET, who: 'ann', what: 'looked at', subject: CANARY });
  });
  const person = { email: 'canary@example.org', role: 'viewer' as const, brands: [B], at: ONSET };
  id.person = (await store.tx((tx) => tx.people.addUser(person)))!.id;
  id.letter = (await store.read.deadLetters.list(1))[0]!.id;
  id.mail = (await store.read.outbox.list(1))[0]!.id;
});

/** Of the sender alone. */
const OWN = /^\/(logout|account)/;
/** A mail that was not written to a file has no page; the start page only sends on. */
const NO_CANARY = [
  // The set-up shows the brand that is set up alone.
  '/setup',
  '/setup/terms',
  '/setup/sources',
  '/setup/alerts',
  '/setup/policy',
  '/setup/examples',
  '/mail/:id',
  '/mail/:id/html',
  '/',
  '/api/v1/brands/:slug/series',
];

// What configures has a test of its own: dashboard-configuration.test.ts.
const configures: ReadonlySet<object> = new Set([
  ...CONFIG_ROUTES,
  ...routes.filter(({ path }) => path.startsWith('/settings/')),
]);
const theirs = routes.filter(
  (route) => route.access !== 'public' && !OWN.test(route.path) && !configures.has(route),
);

function requestOf({ path }: Pick<RouteEntry, 'path'>): string | undefined {
  return REQUESTS[path]?.replace(/\{(\w+)\}/, (_, name: keyof typeof id) => String(id[name]));
}

async function ask(route: RouteEntry, headers: Record<string, string>) {
  const form = { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' };
  const fields = {
    revision: '1',
    decision: 'dismissed',
    do: 'withdraw',
    incident: `${B}-2015`,
    title: 'x',
    field: 'sentiment',
    value: 'neutral',
    seen: '1',
  };
  const body = new URLSearchParams({
    ...fields,
    kind: 'other',
    text: 'x',
    brand: B,
    source: 'forum',
    why: 'x',
    tag: 'x',
    sentiment: 'positive',
  }).toString();
  const response = await f.app.request(requestOf(route)!, {
    method: route.method,
    headers: { ...headers, ...(route.method === 'POST' ? form : {}) },
    ...(route.method === 'POST' ? { body } : {}),
  });
  const html = await response.text();
  // Words that are marked in a text are cut by tags.
  const plain = html.replace(/<[^>]*>/g, '');
  return { status: response.status, text: `${JSON.stringify([...response.headers])}${html}${plain}` };
}

/** Everything of B that a request could change. */
async function stateOfB(): Promise<string> {
  const { read } = f.store;
  const incident = (await read.incidents.find(`${B}-2015`))!;
  return JSON.stringify([
    incident,
    await read.incidents.timeline(incident.id),
    await read.drafts.list(B),
    await read.policies.candidates(),
    await read.deadLetters.list(9),
    await read.outbox.list(9),
    await read.silences.current(ONSET),
    await read.mutes.all(),
    await read.chartNotes.list([B], 9),
    await read.views.list('ann'),
    await read.corrections.ofMentions([id.mention]),
    [...(await read.annotations.ofMentions([id.mention], 'ann'))],
    await read.people.users(),
    (await read.people.apiTokens()).map(({ lastUsedAt: _, ...token }) => token),
  ]);
}

it('every route is known here: a new one must say what it shows of a brand', () => {
  expect(theirs.map(({ path }) => path).filter((path) => !(path in REQUESTS))).toEqual([]);
});

const roles: readonly Role[] = ['viewer', 'analyst', 'admin'];
const gets = theirs.filter((route) => route.method === 'GET' && requestOf(route) !== undefined);
const posts = theirs.filter((route) => route.method === 'POST');

describe.each(['session', 'token'] as const)('by %s', (via) => {
  const headersOf = (role: Role, brands: readonly string[] | null) =>
    via === 'session' ? f.cookie(role, brands) : f.apiToken(role, brands);

  it.each(roles)('a %s of A sees nothing of B', async (role) => {
    const headers = await headersOf(role, [A]);
    for (const route of gets) {
      const { text, status } = await ask(route, headers);
      // What was asked for may be said back.
      const words = requestOf(route)!.includes(B) ? /canary/i : /canary|bravo/i;
      expect([route.path, words.exec(text)?.[0]]).toEqual([route.path, undefined]);
      expect(status).toBeLessThan(500);
      // A thing of B is not there, as if it had never been.
      if (route.path.includes(':'))
        expect([route.path, status]).toEqual([route.path, status === 403 ? 403 : 404]);
    }
  });

  it('control: somebody without limits sees it everywhere', async () => {
    const headers = await headersOf('admin', null);
    for (const route of gets) {
      if (NO_CANARY.includes(route.path)) continue;
      const { text } = await ask(route, headers);
      expect([route.path, /canary/i.test(text)]).toEqual([route.path, true]);
    }
  });

  it.each(roles)('a %s of A changes nothing of B', async (role) => {
    const headers = await headersOf(role, [A]);
    const before = await stateOfB();
    for (const route of posts) {
      if (requestOf(route) === undefined) continue;
      const { status, text } = await ask(route, headers);
      // What names its brand in a list, a file, an address or JSON: dashboard-notes.test.ts, dashboard-saved-views.test.ts.
      const named = ['/views', '/silences', '/imports', '/api/v1/imports', '/api/v1/annotations'];
      const refused = named.includes(route.path) ? 400 : 404;
      expect([route.path, status]).toEqual([route.path, status === 403 ? 403 : refused]);
      expect(text).not.toMatch(/canary/i);
    }
    expect(await stateOfB()).toBe(before);
  });

  it('somebody who may see no brand gets pages that work', async () => {
    const headers = await headersOf('admin', []);
    for (const route of gets) {
      const { status, text } = await ask(route, headers);
      expect([route.path, status < 500, /canary/i.test(text)]).toEqual([route.path, true, false]);
    }
  });
});

it('control: the same changes go through for somebody without limits', async () => {
  const headers = await f.cookie('admin');
  const before = await stateOfB();
  const route = posts.find(({ path }) => path === '/incidents/:slug/acknowledge')!;
  expect((await ask(route, headers)).status).toBeLessThan(410);
  expect((await ask(posts.find(({ path }) => path === '/drafts')!, headers)).status).toBe(303);
  expect(await stateOfB()).not.toBe(before);
});
