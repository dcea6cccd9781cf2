/** People, roles, brands and tokens: what an admin of all brands may change, and what nobody may. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/user.ts';
import { dashboardFixture, type Fixture, HOSTILE, ORIGIN } from './dashboard-fixture.ts';

let f: Fixture;
let admin: Record<string, string>;
beforeEach(async () => {
  f = await dashboardFixture();
  admin = await f.cookie('admin');
});

const form = { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' };
type Fields = [string, string][];

async function post(path: string, fields: Fields, headers = admin) {
  const body = new URLSearchParams(fields).toString();
  return f.app.request(path, { method: 'POST', headers: { ...headers, ...form }, body });
}
const get = async (path: string, headers = admin) => f.app.request(path, { headers });
const person = (email: string) => f.store.read.people.userByEmail(email);

async function invite(email: string, role: Role = 'analyst', brands: Fields = [['all', '1']]) {
  const answer = await post('/people', [['email', email], ['role', role], ...brands]);
  const link = /http\S+\/login\/([\w-]+)/.exec(await answer.text())?.[1];
  return { status: answer.status, token: link ?? '' };
}

async function signIn(token: string) {
  const answer = await f.app.request(`/login/${token}`, { method: 'POST', headers: { origin: ORIGIN } });
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  return { status: answer.status, Cookie: cookies.join('; ') };
}

describe('people', () => {
  it('are invited with a role and brands, by a link that works once within seven days', async () => {
    const { status, token } = await invite('ann@example.com', 'analyst', [['brand', 'spotify']]);
    expect(status).toBe(200);
    expect(await person('ann@example.com')).toMatchObject({ role: 'analyst', brands: ['spotify'] });
    const ann = await signIn(token);
    expect(ann.status).toBe(303);
    expect((await signIn(token)).status).toBe(401);
    expect((await get('/brands/spotify', { Cookie: ann.Cookie })).status).toBe(200);
    expect((await get('/brands/evil', { Cookie: ann.Cookie })).status).toBe(404);
    expect((await get('/people', { Cookie: ann.Cookie })).status).toBe(403);
  });

  it.each([
    ['no address', [['role', 'viewer']]],
    [
      'two addresses',
      [
        ['email', 'a@x.y, b@x.y'],
        ['role', 'viewer'],
      ],
    ],
    [
      'no role',
      [
        ['email', 'a@x.y'],
        ['role', 'owner'],
      ],
    ],
  ] as [string, Fields][])('are not invited with %s', async (_name, fields) => {
    const before = await f.store.read.people.users();
    expect((await post('/people', fields)).status).toBe(400);
    expect(await f.store.read.people.users()).toEqual(before);
  });

  it('a refused invitation keeps what was entered', async () => {
    const answer = await post('/people', [
      ['email', 'ann@'],
      ['role', 'admin'],
      ['brand', 'spotify'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(400);
    expect(html).toMatch(/<details class="card" open/);
    expect(html).toMatch(/id="invite-email"[^>]* value="ann@"[^>]* aria-invalid="true"/);
    const start = html.indexOf('id="invite-role"');
    expect(html.slice(start)).toMatch(/^[^]*?<option value="admin" selected/);
    expect(html).toMatch(/id="invite-spotify"[^>]* checked/);
    expect(html).not.toMatch(/id="invite-all"[^>]* checked/);
  });

  it('change by compare-and-set; a removed person is out at once', async () => {
    const { token } = await invite('ann@example.com');
    const { Cookie } = await signIn(token);
    const ann = (await person('ann@example.com'))!;
    const change: Fields = [
      ['do', 'change'],
      ['role', 'viewer'],
      ['all', '1'],
      ['revision', String(ann.revision)],
    ];
    expect((await post(`/people/${ann.id}`, change)).status).toBe(303);
    expect((await post(`/people/${ann.id}`, change)).status).toBe(409);
    expect((await get('/dead-letters', { Cookie })).status).toBe(403);
    expect((await post(`/people/${ann.id}`, [['do', 'remove']])).status).toBe(303);
    expect((await get('/brands', { Cookie })).status).toBe(401);
  });

  it('the last admin of all brands stays', async () => {
    const me = (await person('admin@example.org'))!;
    const revision: [string, string] = ['revision', String(me.revision)];
    for (const fields of [
      [['do', 'remove']],
      [['do', 'change'], ['role', 'viewer'], ['all', '1'], revision],
      [['do', 'change'], ['role', 'admin'], ['brand', 'spotify'], revision],
    ] as Fields[]) {
      expect((await post(`/people/${me.id}`, fields)).status).toBe(400);
    }
    expect(await person('admin@example.org')).toEqual(me);
    await invite('bob@example.com', 'admin');
    expect((await post(`/people/${me.id}`, [['do', 'remove']])).status).toBe(303);
  });

  it('an admin of some brands makes nobody and no token', async () => {
    const some = await f.cookie('admin', ['spotify']);
    for (const path of ['/people', '/audit', '/audit/file']) expect((await get(path, some)).status).toBe(403);
    for (const path of ['/people', '/people/1', '/people/tokens', '/people/tokens/1']) {
      expect(
        (
          await post(
            path,
            [
              ['role', 'admin'],
              ['all', '1'],
              ['email', 'x@x.y'],
              ['name', 'x'],
            ],
            some,
          )
        ).status,
      ).toBe(403);
    }
    expect(await person('x@x.y')).toBeUndefined();
  });

  it('hostile names are text', async () => {
    await post('/people/tokens', [
      ['name', HOSTILE],
      ['role', 'viewer'],
      ['all', '1'],
    ]);
    await f.store.tx((tx) => tx.people.addUser({ email: HOSTILE, role: 'viewer', brands: [HOSTILE], at: 1 }));
    for (const path of ['/people', '/audit'])
      expect(await (await get(path)).text()).not.toMatch(/<script>alert|<img src=x/);
  });
});

describe('tokens', () => {
  it('are shown once, hold to role, brands and days, and can be revoked', async () => {
    const fields: Fields = [
      ['name', 'grafana'],
      ['role', 'viewer'],
      ['brand', 'spotify'],
      ['days', '30'],
    ];
    const html = await (await post('/people/tokens', fields)).text();
    const secret = /<code>([\w-]{20,})<\/code>/.exec(html)![1]!;
    expect(await (await get('/people')).text()).not.toContain(secret);
    const headers = { Authorization: `Bearer ${secret}` };
    const { brands } = (await (await get('/api/v1/brands', headers)).json()) as {
      brands: { slug: string }[];
    };
    expect(brands.map(({ slug }) => slug)).toEqual(['spotify']);
    const [token] = await f.store.read.people.apiTokens();
    expect(token).toMatchObject({ createdBy: 'admin@example.org', lastUsedAt: f.deps.clock() });
    f.setNow(f.deps.clock() + 31 * 86_400_000);
    expect((await get('/api/v1/brands', headers)).status).toBe(401);
    admin = await f.cookie('admin');
    await post(`/people/tokens/${token!.id}`, []);
    expect(await f.store.read.people.apiTokens()).toEqual([]);
  });
});

describe('the audit log', () => {
  it('says who did what; CSV holds no formula', async () => {
    await invite('ann@example.com');
    await f.app.request('/login', { method: 'POST', headers: form, body: 'email==1%2B1&password=x' });
    await post('/incidents/spotify-2015/acknowledge', [['revision', '1']]);
    const lines = (await f.store.read.audit.list({ limit: 10 })).map(({ who, what, subject }) => [
      who,
      what,
      subject,
    ]);
    expect(lines).toContainEqual(['admin@example.org', 'invited as analyst, brands: all', 'ann@example.com']);
    expect(lines).toContainEqual(['somebody', 'sign-in refused: wrong password', '=1+1']);
    expect(lines).toContainEqual(['admin@example.org', 'acknowledged the incident', 'spotify-2015']);
    const csv = await (await get('/audit/file')).text();
    expect(csv).toContain("'=1+1");
    expect(csv).not.toMatch(/(^|,)=/m);
    const found = await (await get('/audit?search=acknowledged')).text();
    expect(found).toContain('spotify-2015');
    expect(found).not.toContain('invited as');
    expect((await get('/audit?search=%25_%5C%27')).status).toBe(200);
  });
});
