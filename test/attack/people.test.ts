/** Ways to stay in, or to become more than one is: restarts, conflicts, tokens that outlive their owner. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { createApp } from '../../dashboard/app.tsx';
import { firstLink } from '../../src/cli/first-link.ts';
import { openSqliteFile } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { tempDirs } from '../support/temp.ts';
import { dashboardFixture, type Fixture, ORIGIN } from '../unit/dashboard-fixture.ts';

const tempDir = tempDirs();
const SAME = { 'Sec-Fetch-Site': 'same-origin' };

describe('starting again', () => {
  let store: Store;
  let file: string;
  const now = () => 1_000_000;
  beforeEach(() => {
    file = `${tempDir()}/outcry.db`;
    store = openSqliteFile(file, packageRoot);
  });
  afterEach(() => store.close());

  const start = () => firstLink(store, now, ORIGIN);
  const people = () => store.read.people.users();
  const tokenOf = (link: string | undefined) => link?.split('/').at(-1) ?? '';
  async function restart(): Promise<string | undefined> {
    await store.close();
    store = openSqliteFile(file, packageRoot);
    return start();
  }
  async function follow(link: string | undefined) {
    const config = { brands: [], policyChanges: [], responses: [], incidents: [], routes: [], sources: [] };
    const all = { ...config, responseTemplates: [], packs: [] };
    const app = createApp({ store, config: all, clock: now, publicUrl: ORIGIN, mailDir: file });
    return app.request(`/login/${tokenOf(link)}`, { method: 'POST', headers: SAME });
  }

  it('gives links until somebody has signed in, and none after that', async () => {
    const [first, second] = [await start(), await restart()];
    expect([first, second].map((link) => link?.startsWith(`${ORIGIN}/login/`))).toEqual([true, true]);
    expect((await follow(second)).status).toBe(303);
    expect(await restart()).toBeUndefined();
    expect(await people()).toHaveLength(1);
    expect((await store.read.audit.list({ limit: 9 })).map(({ who, what }) => [who, what])).toEqual([
      ['admin@localhost', 'signed in with a link'],
      ['command line', 'added the first admin'],
    ]);
  });

  it.each([
    ['demoted', { role: 'viewer', brands: ['acme'] }],
    ['an admin of one brand', { role: 'admin', brands: ['acme'] }],
    ['an analyst of all', { role: 'analyst', brands: null }],
  ] as const)('leaves the first person %s, signed in before or not', async (_name, rights) => {
    for (const signsIn of [false, true]) {
      const link = await start();
      if (signsIn) await follow(link);
      const [first] = await people();
      await store.tx((tx) => tx.people.changeUser(first!.id, first!.revision, rights));
      const [changed] = await people();
      expect((await restart()) === undefined).toBe(signsIn);
      expect(await people()).toEqual([changed]);
      expect(changed).toMatchObject(rights);
    }
  });

  it('makes nobody where somebody else is, and nobody is back after a removal', async () => {
    await store.tx((tx) => tx.people.addUser({ email: 'ann@example.com', role: 'viewer', at: 1 }));
    expect(await start()).toBeUndefined();
    expect((await people()).map(({ email }) => email)).toEqual(['ann@example.com']);
    await store.tx((tx) => tx.people.addUser({ email: 'admin@localhost', role: 'admin', at: 1 }));
    const admin = (await store.read.people.userByEmail('admin@localhost'))!;
    expect((await follow(await start())).status).toBe(303);
    await store.tx((tx) => tx.people.removeUser(admin.id));
    expect(await restart()).toBeUndefined();
    expect((await people()).map(({ email }) => email)).toEqual(['ann@example.com']);
  });
});

describe('a token', () => {
  let f: Fixture;
  let ann: Record<string, string>;
  let boss: Record<string, string>;
  const form = { ...SAME, 'content-type': 'application/x-www-form-urlencoded' };
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
    f.app.request(path, {
      method: 'POST',
      headers: { ...headers, ...form },
      body: new URLSearchParams(fields).toString(),
    });
  const person = async (email: string) => (await f.store.read.people.userByEmail(email))!;

  async function signedIn(email: string): Promise<Record<string, string>> {
    await f.store.tx((tx) => tx.people.addUser({ email, role: 'admin', at: 1 }));
    const page = await post(`/people/${(await person(email)).id}`, { do: 'link' }, boss);
    const token = /\/login\/([\w-]+)/.exec(await page.text())?.[1] ?? '';
    const answer = await f.app.request(`/login/${token}`, { method: 'POST', headers: SAME });
    return { Cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  }
  async function tokenOf(headers: Record<string, string>, fields: Record<string, string> = {}) {
    const page = await post(
      '/people/tokens',
      { name: 'report', role: 'admin', all: '1', ...fields },
      headers,
    );
    const secret = /<code>([\w-]{20,})<\/code>/.exec(await page.text())?.[1] ?? '';
    return { Authorization: `Bearer ${secret}` };
  }
  const status = async (path: string, headers: Record<string, string>) =>
    (await f.app.request(path, { headers })).status;
  const brands = async (headers: Record<string, string>) => {
    const answer = await f.app.request('/api/v1/brands', { headers });
    return ((await answer.json()) as { brands?: { slug: string }[] }).brands?.map(({ slug }) => slug).sort();
  };

  beforeEach(async () => {
    f = await dashboardFixture();
    boss = await f.cookie('admin');
    ann = await signedIn('ann@example.com');
  });

  it('ends with the person, wherever it is used; those of others stay', async () => {
    const [hers, his, ours] = [await tokenOf(ann), await tokenOf(boss), await f.apiToken('viewer')];
    for (const headers of [hers, his, ours]) expect(await status('/api/v1/brands', headers)).toBe(200);
    const edit = `/people?edit=${(await person('ann@example.com')).id}`;
    const form = await (await f.app.request(edit, { headers: boss })).text();
    expect(form).toMatch(/Removing ann@example.com also revokes the API token:\s*report\./);
    await post(`/people/${(await person('ann@example.com')).id}`, { do: 'remove' }, boss);
    for (const path of ['/people', '/api/v1/brands', '/brands', '/metrics', '/live'])
      expect([path, await status(path, hers)]).toEqual([path, 401]);
    for (const headers of [his, ours]) expect(await status('/api/v1/brands', headers)).toBe(200);
  });

  it('can do what its owner can at this moment, and comes back with the owner', async () => {
    const hers = await tokenOf(ann);
    const change = async (role: string, fields: Record<string, string>) => {
      const { id, revision } = await person('ann@example.com');
      const all = { do: 'change', role, revision: String(revision), ...fields };
      expect((await post(`/people/${id}`, all, boss)).status).toBe(303);
    };
    const sees = async () => [
      await status('/people', hers),
      await status('/dead-letters', hers),
      await brands(hers),
    ];
    expect(await sees()).toEqual([200, 200, ['evil', 'spotify']]);
    await change('admin', { brand: 'spotify' });
    expect((await sees())[0]).toBe(403);
    expect((await sees())[2]).toEqual(['spotify']);
    await change('viewer', {});
    expect(await sees()).toEqual([403, 403, []]);
    await change('admin', { all: '1' });
    expect(await sees()).toEqual([200, 200, ['evil', 'spotify']]);
  });

  it('from before tokens had owners works, is marked, and can be revoked', async () => {
    const old = await f.apiToken('viewer');
    const page = async () => (await f.app.request('/people', { headers: boss })).text();
    expect(await status('/api/v1/brands', old)).toBe(200);
    expect(await page()).toMatch(/no owner<\/span>.*Tokens without an owner/s);
    const [{ id } = { id: 0 }] = await f.store.read.people.apiTokens();
    expect((await post(`/people/tokens/${id}`, {}, boss)).status).toBe(303);
    expect(await status('/api/v1/brands', old)).toBe(401);
    // Control: one with an owner is not marked.
    await tokenOf(ann);
    expect(await page()).not.toContain('no owner');
  });

  it('of few rights gains none from an owner with many', async () => {
    const small = await tokenOf(ann, { role: 'viewer', all: '', brand: 'evil' });
    expect(await brands(small)).toEqual(['evil']);
    expect(await status('/people', small)).toBe(403);
  });

  it('makes no people, links or tokens that would outlive it', async () => {
    const hers = await tokenOf(ann);
    const { id } = await person('ann@example.com');
    const [{ id: token } = { id: 0 }] = await f.store.read.people.apiTokens();
    const tries: [string, Record<string, string>][] = [
      ['/people', { email: 'eve@example.com', role: 'admin', all: '1' }],
      ['/people/tokens', { name: 'more', role: 'admin', all: '1' }],
      [`/people/${id}`, { do: 'link' }],
      [`/people/tokens/${token}`, { do: 'replace', keep: '24', days: '9' }],
    ];
    for (const [path, fields] of tries) {
      expect([path, (await post(path, fields, hers)).status]).toEqual([path, 403]);
      // Control: the person may.
      expect([path, (await post(path, fields, ann)).status]).toEqual([path, 200]);
    }
  });

  it('expires after a year unless it is said otherwise', async () => {
    const hers = await tokenOf(ann);
    const at = f.deps.clock();
    f.setNow(at + 365 * 86_400_000 - 1);
    expect(await status('/api/v1/brands', hers)).toBe(200);
    f.setNow(at + 365 * 86_400_000);
    expect(await status('/api/v1/brands', hers)).toBe(401);
    for (const days of ['0', '3651', '1.5', '1e3x', '-1', 'NaN'])
      expect(
        (await post('/people/tokens', { name: 'n', role: 'viewer', all: '1', days }, await f.cookie('admin')))
          .status,
      ).toBe(400);
  });

  it('never looks like a person in what it did', async () => {
    const name = 'admin@example.org';
    const hers = await tokenOf(ann, { name });
    await post('/incidents/spotify-2015/acknowledge', { revision: '1' }, hers);
    await post('/incidents/spotify-2015/note', { text: 'hello' }, hers);
    const whos = [
      ...(await f.store.read.audit.list({ limit: 5 })),
      ...(await f.store.read.incidents.timeline((await f.store.read.incidents.find('spotify-2015'))!.id)),
    ].map(({ who }) => who);
    expect(whos.filter((who) => who === `token ${name} (of ann@example.com)`).length).toBeGreaterThan(2);
    // Control: what the real one does is under the plain address.
    await post('/incidents/spotify-2015/note', { text: 'hello' }, boss);
    expect((await f.store.read.audit.list({ limit: 1 }))[0]?.who).toBe(name);
  });
});

describe('an address in other letters', () => {
  it('is the same person to an invitation; of two who are there, the removal of one names the other', async () => {
    const f = await dashboardFixture();
    const boss = {
      ...(await f.cookie('admin')),
      ...SAME,
      'content-type': 'application/x-www-form-urlencoded',
    };
    const send = (path: string, body: string) => f.app.request(path, { method: 'POST', headers: boss, body });
    const text = await (await send('/people', 'email=ADMIN%40Example.org&role=viewer&all=1')).text();
    expect(text).toContain('admin@example.org already has access');
    expect((await f.store.read.people.userByEmail('admin@example.org'))?.role).toBe('admin');
    expect((await send('/people', 'email=Eve%40Example.org&role=viewer&all=1')).status).toBe(200);
    expect((await f.store.read.people.users()).map(({ email }) => email)).toContain('eve@example.org');
  });
});
