/** Bodies that cannot be read, requests that must leave no trace, and answers that nobody may keep. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../dashboard/app.tsx';
import { routes } from '../../dashboard/routes.ts';
import { concrete, dashboardFixture, type Fixture } from '../unit/dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
const MULTIPART = 'multipart/form-data; boundary=xx';
let f: Fixture;
const failures: string[] = [];
beforeEach(async () => {
  failures.length = 0;
  f = await dashboardFixture({
    deps: {
      onError: (error) => void failures.push(error.message),
      metrics: async () => 'up 1\n',
      recipientOfToken: () => 'a@b.c',
    },
  });
});

const BROKEN: [string, string, string | Uint8Array<ArrayBuffer>][] = [
  ['no boundary', 'multipart/form-data', 'x'],
  ['another boundary', MULTIPART, '--yy\r\n\r\n--yy--\r\n'],
  ['cut off', MULTIPART, '--xx\r\nContent-Disposition: form-data; name="email"\r\n\r\na@b'],
  ['no name', MULTIPART, '--xx\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xx--\r\n'],
  ['empty', MULTIPART, ''],
  [
    'half an emoji',
    MULTIPART,
    '--xx\r\nContent-Disposition: form-data; name="\ud800"\r\n\r\nx\r\n--xx--\r\n',
  ],
  ['no text', 'application/x-www-form-urlencoded', new Uint8Array([0xff, 0xfe, 0x00, 0x25, 0x25])],
  ['percent signs', 'application/x-www-form-urlencoded', '%%%=%E0%A4%A&email=%00&password=%ff'],
  ['an unknown charset', 'application/x-www-form-urlencoded; charset=nothing', 'email=a'],
  ['names of prototypes', 'application/x-www-form-urlencoded', '__proto__=x&constructor=y&toString=z'],
  ['JSON', 'application/json', '[[[['],
  ['a type that is none', ';;;', 'x'],
  [
    'a file for a field',
    MULTIPART,
    '--xx\r\nContent-Disposition: form-data; name="email"; filename="a"\r\n\r\nx\r\n--xx--\r\n',
  ],
];

describe.each([
  '/login',
  '/login/no-such-token',
  '/unsubscribe/token',
  '/account/password',
  '/people',
  '/silences',
])('a body for %s', (path) => {
  it.each(BROKEN)('with %s is no fault', async (_name, type, body) => {
    const headers = { ...(await f.cookie('admin')), ...SAME, 'content-type': type };
    const answer = await f.app.request(path, { method: 'POST', headers, body });
    expect(answer.status).toBeLessThan(500);
    expect(await answer.text()).not.toMatch(/\n\s+at /);
    expect(failures).toEqual([]);
  });
});

it('that is too long is 413, with and without a length', async () => {
  for (const path of ['/login', '/login/x', '/unsubscribe/x', '/logout']) {
    const body = `email=${'x'.repeat(70_000)}`;
    const type = { ...SAME, 'content-type': 'application/x-www-form-urlencoded' };
    const known = await f.app.request(path, {
      method: 'POST',
      headers: { ...type, 'content-length': '70006' },
      body,
    });
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });
    const init = {
      method: 'POST',
      headers: { ...type, 'transfer-encoding': 'chunked' },
      body: stream,
      duplex: 'half',
    };
    const unknown = await f.app.request(path, init as RequestInit);
    expect([path, known.status, unknown.status]).toEqual([path, 413, 413]);
  }
  expect(failures).toEqual([]);
});

it('HEAD of any route changes nothing and notes nothing', async () => {
  const session = await f.cookie('admin');
  const token = await f.apiToken('admin');
  const login = await f.loginToken('viewer');
  f.setNow(f.deps.clock() + 3_600_000 / 2);
  const state = async () => {
    const { people, audit } = f.store.read;
    const users = await people.users();
    const sessions = await Promise.all(users.map(({ id }) => people.sessionsOf(id)));
    return { users, sessions, tokens: await people.apiTokens(), audit: await audit.list({ limit: 99 }) };
  };
  const before = await state();
  const paths = routes.filter(({ method }) => method === 'GET').map(({ path }) => concrete(path));
  const more = ['/mentions/export?brand=spotify&format=csv', `/login/${login}`, '/audit/file?search=x'];
  for (const path of [...paths, ...more]) {
    for (const headers of [session, token]) {
      const answer = await f.app.request(path, { method: 'HEAD', headers });
      expect([path, await answer.text()]).toEqual([path, '']);
    }
  }
  expect(await state()).toEqual(before);
  // Control: GET of the same is noted.
  await (await f.app.request(more[0]!, { headers: session })).text();
  expect((await f.store.read.audit.list({ limit: 1 }))[0]?.what).toBe('exported mentions');
});

it('nothing with data may be kept, whoever asks; only files of the pages may', async () => {
  const session = await f.cookie('admin');
  for (const { method, path } of routes) {
    if (path === '/live') continue;
    for (const headers of [session, {}, await f.apiToken('viewer', ['spotify'])]) {
      const init = { method, headers: { ...SAME, ...headers } };
      const answer = await f.app.request(concrete(path), init);
      await answer.body?.cancel();
      const cache = answer.headers.get('cache-control') ?? '';
      const file = path === '/assets/:name';
      expect([method, path, cache.startsWith(file ? 'public' : 'no-store')]).toEqual([method, path, true]);
    }
  }
  for (const path of ['/nothing', '/api/v1/nothing'])
    expect((await f.app.request(path)).headers.get('cache-control')).toBe('no-store');
});

it('a fault goes to the log, not to the reader (control: a fault is seen here)', async () => {
  const app = createApp({ ...f.deps, extraRoutes: (one) => void one.post('/bad', (c) => c.req.json()) });
  const answer = await app.request('/bad', { method: 'POST', headers: SAME, body: '{' });
  expect([answer.status, failures.length]).toEqual([500, 1]);
});
