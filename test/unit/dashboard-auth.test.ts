import { beforeAll, describe, expect, test } from 'vitest';
import { ABSOLUTE_MS, IDLE_MS } from '../../dashboard/auth/session.ts';
import { routes } from '../../dashboard/routes.ts';
import { allows } from '../../src/domain/user.ts';
import { concrete, dashboardFixture, type Fixture, ORIGIN } from './dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
let f: Fixture;

beforeAll(async () => {
  f = await dashboardFixture();
});

describe('who may', () => {
  test.each(routes.filter((route) => route.access !== 'public').map((route) => [route.method, route.path]))(
    '%s %s refuses strangers',
    async (method, path) => {
      const response = await f.app.request(concrete(path), { method, headers: SAME });
      expect(response.status).toBe(401);
      const text = await response.text();
      if (path.startsWith('/api/')) expect(JSON.parse(text)).toMatchObject({ error: 'unauthenticated' });
      else {
        expect(text).toContain('Mail me a sign-in link');
        expect(text).not.toContain('npx');
      }
    },
  );

  test('public routes are the known few', () => {
    expect(
      routes.filter((route) => route.access === 'public').map((route) => `${route.method} ${route.path}`),
    ).toEqual([
      'GET /healthz',
      'GET /readyz',
      'GET /metrics',
      'GET /assets/:name',
      'GET /login',
      'POST /login',
      'POST /login/link',
      'GET /login/:token',
      'POST /login/:token',
      'GET /signed-out',
      'GET /method',
      'GET /method/formulas',
      'GET /shared/:token',
      'GET /unsubscribe/:token',
      'POST /unsubscribe/:token',
    ]);
  });

  test('a viewer is refused what needs more', async () => {
    const headers = { ...(await f.cookie('viewer')), ...SAME };
    for (const { method, path, access } of routes) {
      if (access === 'public' || (access !== 'owner' && allows('viewer', access))) continue;
      const response = await f.app.request(concrete(path), { method, headers });
      expect([path, response.status]).toEqual([path, 403]);
    }
  });

  test('an admin reads every page', async () => {
    const headers = await f.cookie('admin');
    for (const { method, path } of routes) {
      if (method !== 'GET' || path.startsWith('/login') || path === '/metrics') continue;
      const query = path.startsWith('/compare/file')
        ? '?format=csv&incident=spotify-2015&incident=evil-2015'
        : path.endsWith('/compare')
          ? '?incident=spotify-2015&incident=evil-2015'
          : path.endsWith('/mentions') || path === '/mentions/export'
            ? '?format=csv&brand=spotify'
            : path.endsWith('/chart')
              ? '?format=csv'
              : '';
      const response = await f.app.request(concrete(path) + query, { headers });
      await response.body?.cancel();
      const unset =
        /^\/(?:api\/v1|settings)\/(sources|routes|responses|answer-templates|retention|thresholds)(\/edit)?\/:slug(\/history)?$/;
      const missing =
        /^\/(mail|drafts|shared|unsubscribe|imports|api\/v1\/imports)\//.test(path) || unset.test(path);
      // Steps of the set-up lead back to the first one until a brand has a name.
      const early = /^\/setup\/(terms|sources|alerts|policy)$/.test(path);
      // Of an incident that is open, or simulated, no capsule is made.
      const notYet = path === '/incidents/:slug/capsule';
      const expected = path.startsWith('/answers') ? 301 : early ? 303 : missing ? 404 : notYet ? 409 : 200;
      expect([path, response.status]).toEqual([path, expected]);
    }
  });
});

describe('login link', () => {
  test('following it does nothing; its button works once', async () => {
    const token = await f.loginToken('viewer');
    const look = await f.app.request(`/login/${token}`);
    expect([look.status, look.headers.get('set-cookie')]).toEqual([200, null]);
    expect(await look.text()).toContain('<button');
    const first = await f.app.request(`/login/${token}`, { method: 'POST', headers: SAME });
    expect(first.status).toBe(303);
    expect(first.headers.get('set-cookie')).toMatch(/^outcry=.*HttpOnly; SameSite=Lax/);
    const second = await f.app.request(`/login/${token}`, { method: 'POST', headers: SAME });
    expect(second.status).toBe(401);
  });

  test('expires after an hour', async () => {
    const late = await dashboardFixture({ empty: true });
    const token = await late.loginToken('viewer');
    late.setNow(late.deps.clock() + 3_600_001);
    const response = await late.app.request(`/login/${token}`, { method: 'POST', headers: SAME });
    expect(response.status).toBe(401);
  });

  test('guesses are limited, one that works is not', async () => {
    const limited = await dashboardFixture({ empty: true });
    const statuses = [];
    for (let i = 0; i < 22; i += 1) {
      const response = await limited.app.request('/login/wrong', { method: 'POST', headers: SAME });
      statuses.push(response.status);
    }
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    const token = await limited.loginToken('viewer');
    expect((await limited.app.request(`/login/${token}`, { method: 'POST', headers: SAME })).status).toBe(
      303,
    );
  });

  test('over https the cookie is bound to the host', async () => {
    const secure = await dashboardFixture({ empty: true, deps: { publicUrl: 'https://outcry.example.org' } });
    const token = await secure.loginToken('viewer');
    const response = await secure.app.request(`/login/${token}`, { method: 'POST', headers: SAME });
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-outcry=.*Path=\/; HttpOnly; Secure; SameSite=Lax/,
    );
  });
});

describe('sessions', () => {
  test('end by signing out, by idling and by age', async () => {
    const own = await dashboardFixture({ empty: true });
    const status = async (headers: Record<string, string>) =>
      (await own.app.request('/brands', { headers })).status;
    const start = own.deps.clock();

    const signedOut = await own.cookie('viewer');
    await own.app.request('/logout', { method: 'POST', headers: { ...signedOut, ...SAME } });
    expect(await status(signedOut)).toBe(401);

    const idle = await own.cookie('viewer');
    own.setNow(start + IDLE_MS - 1000);
    expect(await status(idle)).toBe(200);
    own.setNow(start + 2 * IDLE_MS - 2000);
    expect(await status(idle)).toBe(200);
    own.setNow(start + 4 * IDLE_MS);
    expect(await status(idle)).toBe(401);

    const begin = own.deps.clock();
    const old = await own.cookie('viewer');
    for (let at = 0; at < ABSOLUTE_MS; at += IDLE_MS / 2) {
      own.setNow(begin + at);
      expect(await status(old)).toBe(200);
    }
    own.setNow(begin + ABSOLUTE_MS + 1);
    expect(await status(old)).toBe(401);
  });

  test('API tokens open the API', async () => {
    const headers = await f.apiToken('viewer');
    expect((await f.app.request('/api/v1/brands', { headers })).status).toBe(200);
    const wrong = { Authorization: 'Bearer wrong-token-wrong-token' };
    expect((await f.app.request('/api/v1/brands', { headers: wrong })).status).toBe(401);
  });
});

describe('requests from other sites', () => {
  const origins: readonly [Record<string, string>, boolean][] = [
    [{ 'Sec-Fetch-Site': 'same-origin' }, true],
    [{ Origin: ORIGIN }, true],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: ORIGIN }, false],
    [{ 'Sec-Fetch-Site': 'same-site' }, false],
    [{ 'Sec-Fetch-Site': 'none' }, false],
    [{ Origin: 'https://evil.example' }, false],
    [{ Origin: 'null' }, false],
    [{}, false],
  ];
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json',
    '',
  ];

  test.each(origins)('%j passes: %s', async (headers, passes) => {
    for (const type of types) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const sent = { ...headers, ...(type === '' ? {} : { 'Content-Type': type }) };
        const response = await f.app.request('/logout', { method, headers: sent });
        expect([type, method, response.status === 403]).toEqual([type, method, !passes]);
      }
    }
  });

  test('the signed webhook and API tokens pass', async () => {
    const own = await dashboardFixture({
      empty: true,
      deps: { extraRoutes: (app) => void app.post('/ingest/webhook/:source', (c) => c.text('taken', 202)) },
    });
    const evil = { Origin: 'https://evil.example' };
    expect((await own.app.request('/ingest/webhook/x', { method: 'POST', headers: evil })).status).toBe(202);
    const bearer = await own.apiToken('viewer');
    expect(
      (await own.app.request('/api/v1/spikes', { method: 'POST', headers: { ...evil, ...bearer } })).status,
    ).toBe(404);
  });

  test('large bodies are refused, the webhook has its own limit', async () => {
    const response = await f.app.request('/logout', {
      method: 'POST',
      headers: { ...SAME, 'Content-Length': '70000' },
      body: 'x'.repeat(70_000),
    });
    expect(response.status).toBe(413);
  });
});
