/** Links that scanners follow, and limits that strangers use up for others. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseNetworks } from '../../src/net/client-address.ts';
import { dashboardFixture, type Fixture, ORIGIN } from '../unit/dashboard-fixture.ts';
import { attackRounds } from './rounds.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
const PASSWORD = 'three green otters swim';

interface Sent {
  readonly peer?: string;
  readonly forwarded?: string;
}

let f: Fixture;
const notices: string[] = [];
async function open(proxies = ''): Promise<void> {
  notices.length = 0;
  const trustedProxies = parseNetworks(proxies);
  const onNotice = (text: string) => void notices.push(text);
  f = await dashboardFixture({ empty: true, deps: { deviceKey: 'key', trustedProxies, onNotice } });
}

function send(path: string, fields: Record<string, string>, { peer = '198.51.100.1', forwarded }: Sent = {}) {
  const headers: Record<string, string> = { ...SAME, 'content-type': 'application/x-www-form-urlencoded' };
  if (forwarded !== undefined) headers['x-forwarded-for'] = forwarded;
  const env = { incoming: { socket: { remoteAddress: peer } } };
  return f.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() }, env);
}
const follow = async (token: string, from?: Sent) => (await send(`/login/${token}`, {}, from)).status;
const signIn = async (email: string, password: string, from?: Sent) =>
  (await send('/login', { email, password }, from)).status;

/** A person with a password. */
async function person(role: 'viewer' | 'analyst' | 'admin'): Promise<string> {
  const answer = await send(`/login/${await f.loginToken(role)}`, {});
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const headers = { ...SAME, cookie, 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ next: PASSWORD }).toString();
  expect((await f.app.request('/account/password', { method: 'POST', headers, body })).status).toBe(303);
  return `${role}@example.org`;
}

describe('a link', () => {
  const AGENTS = [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36',
    'Mozilla/5.0 (compatible; Barracuda Sentinel)',
    'Microsoft Office Outlook 16.0',
    'SafeLinks',
    'Mozilla/5.0 (via ggpht.com GoogleImageProxy)',
    'Embedly/0.2',
    'Slackbot-LinkExpanding 1.0',
    'curl/8.5.0',
    '',
  ];
  const HEADERS: Record<string, string>[] = [
    ...AGENTS.map((agent) => ({ 'user-agent': agent })),
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'none', 'sec-fetch-user': '?1' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-purpose': 'prefetch;prerender' },
    { 'x-http-method-override': 'POST', 'x-method-override': 'POST' },
    { authorization: 'Bearer made-up-token-made-up-token' },
    { origin: ORIGIN, referer: ORIGIN },
  ];
  beforeEach(() => open());

  it('is not used by whoever follows it, with any header; HEAD and OPTIONS do nothing either', async () => {
    const token = await f.loginToken('admin');
    for (const headers of HEADERS) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        for (const path of [`/login/${token}`, `/login/${token}?_method=POST`, `/login/${token}#x`]) {
          const answer = await f.app.request(path, { method, headers });
          expect(answer.headers.get('set-cookie')).toBeNull();
          if (method === 'GET')
            expect(await answer.text()).toContain('<button type="submit">Sign in</button>');
        }
      }
    }
    expect(await f.store.read.audit.list({ limit: 9 })).toEqual([]);
    // Control: it still works, once.
    expect([await follow(token), await follow(token)]).toEqual([303, 401]);
  });

  it('signs nobody in from another site', async () => {
    const token = await f.loginToken('admin');
    const others: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      {},
    ];
    for (const headers of others) {
      const answer = await f.app.request(`/login/${token}`, { method: 'POST', headers });
      expect([headers, answer.status, answer.headers.get('set-cookie')]).toEqual([headers, 403, null]);
    }
    expect(await follow(token)).toBe(303);
  });

  it('that works is never refused, however many did not', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < attackRounds(30, 300); i += 1) statuses.add(await follow(`x${i}`));
    expect([...statuses].sort()).toEqual([401, 429]);
    for (let i = 0; i < 25; i += 1) expect(await follow(await f.loginToken('viewer'))).toBe(303);
    // Guesses leave nothing in the database.
    const guesses = (await f.store.read.audit.list({ limit: 100 })).filter(
      ({ what }) => !what.startsWith('signed in'),
    );
    expect(guesses).toEqual([]);
  });

  it('ten at once on one link: one session', async () => {
    const token = await f.loginToken('viewer');
    const statuses = await Promise.all(Array.from({ length: 10 }, () => follow(token)));
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  });
});

describe('behind a proxy', () => {
  const PROXY = { peer: '::ffff:127.0.0.1' };
  const through = (client: string): Sent => ({ ...PROXY, forwarded: client });

  /** A stranger behind the proxy uses up what one sender may try. */
  async function exhaust(): Promise<void> {
    for (let i = 0; i < 60; i += 1)
      await signIn(`nobody${i}@example.org`, 'x', through(`9.9.9.9, 203.0.113.66`));
  }

  it('one sender keeps nobody else out; without the setting it does, and the log says what to set (control)', async () => {
    const seen: Record<string, number> = {};
    for (const proxies of ['loopback', '']) {
      await open(proxies);
      const email = await person('analyst');
      await exhaust();
      seen[proxies] = await signIn(email, PASSWORD, through('203.0.113.7'));
      expect(notices).toEqual(
        proxies === '' ? [expect.stringContaining('OUTCRY_TRUSTED_PROXIES=127.0.0.1')] : [],
      );
      expect(await signIn(email, PASSWORD, through('203.0.113.66'))).toBe(429);
    }
    expect(seen).toEqual({ loopback: 303, '': 429 });
  });

  it('a header of somebody who is no proxy changes nothing', async () => {
    await open('10.0.0.0/8');
    const statuses = new Set<number>();
    for (let i = 0; i < 12; i += 1)
      statuses.add(await signIn('a@b.c', 'x', { peer: '198.51.100.9', forwarded: `203.0.113.${i}` }));
    expect([...statuses].sort()).toEqual([401, 429]);
    // Control: through the proxy these are twelve senders.
    const again = new Set<number>();
    for (let i = 0; i < 12; i += 1)
      again.add(await signIn(`b${i}@b.c`, 'x', { peer: '10.1.1.1', forwarded: `203.0.113.${i}` }));
    expect([...again]).toEqual([401]);
  });

  it('addresses of one subscriber count together: a /64, and IPv4 in IPv6', async () => {
    await open('loopback');
    const statusesOf = async (address: (i: number) => string, email: string) => {
      const statuses = new Set<number>();
      for (let i = 0; i < 12; i += 1) statuses.add(await signIn(email, 'x', through(address(i))));
      return [...statuses].sort();
    };
    expect(await statusesOf((i) => `2001:db8:1:2::${i + 1}`, 'a@b.c')).toEqual([401, 429]);
    expect(await statusesOf((i) => (i % 2 ? '::ffff:203.0.113.5' : '203.0.113.5'), 'b@b.c')).toEqual([
      401, 429,
    ]);
    // Control: other networks are others.
    expect(await statusesOf((i) => `2001:db8:1:${i + 3}::1`, 'c@b.c')).toEqual([401]);
  });
});

describe('passwords', () => {
  beforeEach(() => open());

  it('wrong ones of strangers keep nobody out who has the right one and another address', async () => {
    const email = await person('analyst');
    for (let i = 0; i < attackRounds(40, 400); i += 1)
      await signIn(i % 3 ? email : email.toUpperCase(), `guess ${i}`, { peer: `198.51.100.${i % 200}` });
    expect(await signIn(email, PASSWORD, { peer: '203.0.113.7' })).toBe(303);
    expect(await signIn(email, PASSWORD, { peer: '203.0.113.7' })).toBe(303);
    // Control: guesses are not free. One of the addresses that guessed is refused the right one.
    expect(await signIn(email, PASSWORD, { peer: '198.51.100.1' })).toBe(429);
  });

  it('right ones are not counted; wrong ones sent at once are', async () => {
    const email = await person('analyst');
    for (let i = 0; i < 25; i += 1) expect(await signIn(email, PASSWORD)).toBe(303);
    const burst = await Promise.all(Array.from({ length: 40 }, (_, i) => signIn(email, `guess ${i}`)));
    expect(burst.filter((status) => status === 401)).toHaveLength(10);
    expect(await signIn(email, PASSWORD)).toBe(429);
  });

  it('letters, blanks and other forms of an address give no more tries', async () => {
    const email = await person('analyst');
    const forms = [email, email.toUpperCase(), ` ${email} `, `${email}\t`, email.replace('k', 'K')];
    const statuses: number[] = [];
    for (let i = 0; i < 15; i += 1) statuses.push(await signIn(forms[i % forms.length]!, `guess ${i}`));
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  });
});
