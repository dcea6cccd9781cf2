/** Signing in with a password: how often it may be tried, by whom, and what ends a session. */
import type * as argon2 from '@node-rs/argon2';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ABSOLUTE_MS, IDLE_MS } from '../../dashboard/auth/session.ts';
import { createApp } from '../../dashboard/app.tsx';
import { passwordProblem } from '../../dashboard/auth/password.ts';
import { dashboardFixture, type Fixture, ORIGIN } from './dashboard-fixture.ts';

/** Counts what is really looked at: the library's own function still runs. */
const verified = vi.hoisted(() => ({ count: 0 }));
vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof argon2>();
  return {
    ...real,
    verify: (...args: Parameters<typeof real.verify>) => {
      verified.count += 1;
      return real.verify(...args);
    },
  };
});

const EMAIL = 'admin@example.org';
const PASSWORD = 'three green otters swim';
let f: Fixture;
let cookies = '';

const form = { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' };

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function post(path: string, fields: Record<string, string>, cookie = '', address = '10.0.0.1') {
  const body = new URLSearchParams(fields).toString();
  const env = { incoming: { socket: { remoteAddress: address } } };
  return f.app.request(path, { method: 'POST', headers: { ...form, cookie }, body }, env);
}

const tryIt = (password: string, cookie = '', address = '10.0.0.1', email = EMAIL) =>
  post('/login', { email, password }, cookie, address);
const inside = async (cookie: string) => (await f.app.request('/brands', { headers: { cookie } })).status;

beforeEach(async () => {
  f = await dashboardFixture({ empty: true, deps: { deviceKey: 'key' } });
  const link = await f.loginToken('admin');
  cookies = cookiesOf(await post(`/login/${link}`, {}));
  const set = await post('/account/password', { next: PASSWORD }, cookies);
  expect(set.status).toBe(303);
  verified.count = 0;
});

describe('a password', () => {
  it('signs in, and only the right one', async () => {
    expect((await tryIt('three green otters swam')).status).toBe(401);
    const answer = await tryIt(PASSWORD);
    expect(answer.status).toBe(303);
    expect(await inside(cookiesOf(answer))).toBe(200);
  });

  it('the answer for nobody is the answer for a wrong one, and takes the same work', async () => {
    const [wrong, nobody] = [await tryIt('x'), await tryIt('x', '', '10.0.0.1', 'nobody@example.org')];
    const plain = async (answer: Response) => (await answer.text()).replaceAll(/value="[^"]*"/g, '');
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(await plain(wrong)).toBe(await plain(nobody));
    expect(verified.count).toBe(2);
  });

  it('is looked at ten times in a quarter of an hour, and once more from each further address', async () => {
    for (let i = 0; i < 1_000; i += 1) await tryIt(`guess ${i}`);
    expect(verified.count).toBe(10);
    verified.count = 0;
    f = await dashboardFixture({ empty: true, deps: { deviceKey: 'key' } });
    cookies = cookiesOf(await post(`/login/${await f.loginToken('admin')}`, {}));
    await post('/account/password', { next: PASSWORD }, cookies);
    verified.count = 0;
    const answers = new Set<number>();
    for (let i = 0; i < 1_000; i += 1)
      answers.add((await tryIt(`guess ${i}`, '', `10.0.1.${i % 100}`)).status);
    expect(verified.count).toBe(100);
    expect([...answers].sort()).toEqual([401, 429]);
    // The owner comes in from an address of their own, a browser that is known, and with a link from anywhere.
    expect((await tryIt(PASSWORD, '', '10.0.1.1')).status).toBe(429);
    for (let i = 0; i < 12; i += 1) expect((await tryIt(PASSWORD, '', '10.0.9.9')).status).toBe(303);
    expect((await tryIt(PASSWORD, cookies, '10.0.1.1')).status).toBe(303);
    expect((await post(`/login/${await f.loginToken('admin')}`, {}, '', '10.0.9.8')).status).toBe(303);
  });

  it.each([
    ['key', 10],
    // Control: without a key nothing of it is in the database, and each counts for itself.
    [undefined, 30],
  ])('three dashboards of a database count together, key %s', async (deviceKey, looks) => {
    const { store, clock, config, publicUrl, mailDir } = f.deps;
    const shared = { store, clock, config, publicUrl, mailDir, ...(deviceKey && { deviceKey }) };
    const dashboards = Array.from({ length: 3 }, () => createApp(shared));
    for (let i = 0; i < 60; i += 1) {
      f = { ...f, app: dashboards[i % 3]! };
      await tryIt(`guess ${i}`, '', '10.0.2.1');
    }
    expect(verified.count).toBe(looks);
  });

  it('a made-up device is no known one', async () => {
    for (let i = 0; i < 30; i += 1) await tryIt(`guess ${i}`, 'outcry-device=made-up');
    expect(verified.count).toBe(10);
  });

  it.each([
    ['short', 'otters swim'],
    ['of one letter', 'aaaaaaaaaaaaaaaa'],
    ['everybody’s', 'Password123456!'],
    ['two of everybody’s', 'iloveyoupassword1'],
    ['one’s own address', 'admin@example.org1'],
    ['a brand', 'spotify2026!'],
    ['too long', 'x1y2z'.repeat(30)],
  ])('%s is refused', (_name, password) => {
    expect(passwordProblem(password, [EMAIL, 'admin', 'Spotify'])).toBeTypeOf('string');
  });

  it('64 characters, spaces and any script are welcome', () => {
    for (const good of ['correct horse battery staple', 'наш кот спит на печке', 'ab3'.repeat(21) + 'de']) {
      expect(passwordProblem(good, [EMAIL])).toBeUndefined();
    }
  });
});

describe('a session', () => {
  it('is new at each sign-in; a planted one is of no use', async () => {
    const planted = 'outcry=planted-session-token-0123456789';
    const answer = await tryIt(PASSWORD, planted);
    expect(cookiesOf(answer)).not.toContain('planted');
    expect(await inside(planted)).toBe(401);
  });

  it('ends by signing out, by idling, by age, by ending all', async () => {
    const other = cookiesOf(await tryIt(PASSWORD));
    await post('/logout', {}, other);
    expect(await inside(other)).toBe(401);
    await post('/account/sessions', { session: 'all' }, cookies);
    expect(await inside(cookies)).toBe(401);
    const idle = cookiesOf(await tryIt(PASSWORD));
    f.setNow(f.deps.clock() + IDLE_MS + 1);
    expect(await inside(idle)).toBe(401);
    const old = cookiesOf(await tryIt(PASSWORD));
    for (let past = 0; past <= ABSOLUTE_MS; past += IDLE_MS - 1) {
      f.setNow(f.deps.clock() + IDLE_MS - 1);
      await inside(old);
    }
    expect(await inside(old)).toBe(401);
  });

  it('that was stolen ends when the password changes; the present password is asked for', async () => {
    const stolen = cookiesOf(await tryIt(PASSWORD));
    expect((await post('/account/password', { next: 'four blue herons stand' }, stolen)).status).toBe(400);
    const change = { present: PASSWORD, next: 'four blue herons stand' };
    expect((await post('/account/password', change, cookies)).status).toBe(303);
    expect([await inside(stolen), await inside(cookies)]).toEqual([401, 200]);
    expect((await tryIt(PASSWORD)).status).toBe(401);
  });
});

describe('requests of other sites', () => {
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json',
    '',
  ];
  const methods: [string, string][] = [
    ...types.map((type): [string, string] => ['POST', type]),
    ['PUT', types[3]!],
    ['PATCH', types[3]!],
    ['DELETE', types[3]!],
    ['POST', 'application/xml'],
  ];
  const origins: [string, Record<string, string>, boolean][] = [
    ['our own', { origin: ORIGIN }, true],
    ['another', { origin: 'https://evil.example' }, false],
    ['null', { origin: 'null' }, false],
    ['none', {}, false],
    ['a name that begins like ours', { origin: `${ORIGIN}.evil.example` }, false],
    ['said to be cross-site', { 'sec-fetch-site': 'cross-site', origin: ORIGIN }, false],
  ];

  it.each(methods)('%s %s', async (method, type) => {
    for (const [name, headers, passes] of origins) {
      const all = { ...headers, cookie: cookies, ...(type === '' ? {} : { 'content-type': type }) };
      for (const path of ['/account/sessions', '/people', '/login']) {
        const answer = await f.app.request(path, { method, headers: all, body: 'x' });
        expect([name, path, answer.status === 403]).toEqual([name, path, !passes]);
      }
    }
  });
});
