/** Signing in carries on to where one wanted to go, and mails links to those who have access. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MAILED_LINK_MS } from '../../dashboard/auth/mailed-link.ts';
import { ownPath } from '../../dashboard/query/next.ts';
import { eventually } from '../support/eventually.ts';
import { dashboardFixture, type Fixture, ORIGIN } from './dashboard-fixture.ts';

const FORM = { 'Sec-Fetch-Site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };

describe('where one wanted to go', () => {
  it.each(['/', '/incidents/spotify-2015', '/mentions?brand=a&q=%C3%A9#x', '/brands/a%2Fb', '/loginx'])(
    '%s is an own path',
    (path) => expect(ownPath(path)).toBe(path),
  );

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /x',
    '/..//evil.example',
    '/.//evil.example',
    '/a/..//evil.example/b',
    '',
    'x',
    `/${'a'.repeat(2_001)}`,
    '/login/token',
    '/logout',
    '/api/v1/brands',
    '/x\u0000',
    '/x\\y',
  ])('%j leads to the start page', (path) => expect(ownPath(path)).toBe('/'));
});

interface Sent {
  readonly to: string;
  readonly link: string;
}

describe('a sign-in link by mail', () => {
  let f: Fixture;
  let sent: Sent[];
  let refuse: string | undefined;
  const errors: string[] = [];
  beforeEach(async () => {
    sent = [];
    errors.length = 0;
    refuse = undefined;
    f = await dashboardFixture({
      empty: true,
      deps: {
        deviceKey: 'key',
        onError: (error) => void errors.push(error.message),
        mailSignInLink: async (mail) => {
          sent.push(mail);
          return refuse;
        },
      },
    });
    await f.loginToken('viewer');
  });
  const post = (path: string, fields: Record<string, string>, peer = '198.51.100.1') =>
    f.app.request(
      path,
      { method: 'POST', headers: FORM, body: new URLSearchParams(fields).toString() },
      { incoming: { socket: { remoteAddress: peer } } },
    );
  const ask = (email: string, peer?: string, next = '') => post('/login/link', { email, next }, peer);

  it('goes to who has access, in any case; the page says the same of a stranger', async () => {
    const known = await ask('Viewer@example.org');
    const stranger = await ask('nobody@example.org');
    expect([known.status, stranger.status]).toEqual([200, 200]);
    const [one, other] = [await known.text(), await stranger.text()];
    expect(one.replaceAll('viewer@', 'nobody@')).toBe(other);
    await eventually('one mail', () => sent.length === 1);
    expect(sent[0]?.to).toBe('viewer@example.org');
  });

  it('signs in once, and leads to the page that was asked for', async () => {
    await ask('viewer@example.org', undefined, '/incidents/spotify-2015?x=1');
    await eventually('one mail', () => sent.length === 1);
    const link = new URL(sent[0]!.link);
    expect(link.origin).toBe(ORIGIN);
    const shown = await (await f.app.request(link.pathname + link.search)).text();
    const action = /action="([^"]+)"/.exec(shown)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const answer = await post(action, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/incidents/spotify-2015?x=1']);
    const again = await post(action, {});
    expect(again.status).toBe(401);
    const page = await again.text();
    expect(page).toContain('Mail me a sign-in link');
    expect(page).toContain('value="/incidents/spotify-2015?x=1"');
  });

  it('leads nowhere else, whatever stands in its address or in the form', async () => {
    await ask('viewer@example.org', undefined, '//evil.example/');
    await eventually('one mail', () => sent.length === 1);
    expect(sent[0]?.link).not.toContain('evil');
    const answer = await post(`${new URL(sent[0]!.link).pathname}?next=https%3A%2F%2Fevil.example`, {});
    expect(answer.headers.get('location')).toBe('/');
  });

  it('expires after a quarter of an hour', async () => {
    await ask('viewer@example.org');
    await eventually('one mail', () => sent.length === 1);
    f.setNow(f.deps.clock() + MAILED_LINK_MS);
    expect((await post(new URL(sent[0]!.link).pathname, {})).status).toBe(401);
  });

  it('one person gets three in a quarter of an hour from anywhere; one sender asks ten times', async () => {
    for (let i = 0; i < 8; i += 1)
      expect((await ask('viewer@example.org', `203.0.113.${i}`)).status).toBe(200);
    await eventually('three mails', () => sent.length === 3);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await ask(`x${i}@example.org`, '192.0.2.1')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
    expect(sent).toHaveLength(3);
  });

  it('that cannot be sent is logged, and the page says nothing of it', async () => {
    refuse = 'no such host';
    expect((await ask('viewer@example.org')).status).toBe(200);
    await eventually('an error', () => errors.join().includes('no such host'));
  });

  it('is not mailed for what is no address', async () => {
    for (const email of ['', 'x', 'a@b.c, d@e.f', 'a@b.c\nBcc: d@e.f']) {
      expect([email, (await ask(email)).status]).toEqual([email, 401]);
    }
    expect(sent).toEqual([]);
  });
});

describe('a page without a session', () => {
  it('is the sign-in page, and signing in carries on to it', async () => {
    const f = await dashboardFixture();
    const cookie = await f.cookie('viewer');
    await f.app.request('/account/password', {
      method: 'POST',
      headers: { ...FORM, ...cookie },
      body: new URLSearchParams({ next: 'three green otters swim' }).toString(),
    });
    const page = await f.app.request('/incidents/spotify-2015?view=1');
    expect(page.status).toBe(401);
    const text = await page.text();
    expect(text).toContain('<input type="hidden" name="next" value="/incidents/spotify-2015?view=1"/>');
    const signIn = (password: string) =>
      f.app.request('/login', {
        method: 'POST',
        headers: FORM,
        body: new URLSearchParams({
          email: 'viewer@example.org',
          password,
          next: '/incidents/spotify-2015?view=1',
        }).toString(),
      });
    expect(await (await signIn('wrong')).text()).toContain('value="/incidents/spotify-2015?view=1"');
    const answer = await signIn('three green otters swim');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/incidents/spotify-2015?view=1']);
  });
});
