/** Names that are not ours, figures for whom they are not, and limits that a header could open. */
import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../dashboard/app.tsx';
import { createOpsApp } from '../../dashboard/ops-app.ts';
import { listen } from '../../dashboard/main.ts';
import { routes } from '../../dashboard/routes.ts';
import { concrete, dashboardFixture, type Fixture } from '../unit/dashboard-fixture.ts';
import { attackRounds } from './rounds.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A request as it is on the wire: any `Host`, any address. */
function raw(port: number, path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, setHost: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end();
  });
}

async function served(
  deps: Parameters<typeof dashboardFixture>[0] = {},
): Promise<{ f: Fixture; port: number }> {
  const f = await dashboardFixture({
    ...deps,
    deps: {
      metrics: async () => 'up 1\n',
      extraRoutes: (app) => void app.post('/ingest/webhook/:source', (c) => c.text('taken', 202)),
      ...deps.deps,
    },
  });
  const server = await listen(createApp(f.deps), 0, '127.0.0.1');
  closing.push(() => server.close());
  return { f, port: server.port };
}

const FOREIGN = [
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  '127.0.0.1.nip.io',
  'evil.localhost',
  'xn--lcalhost-s4a',
  '0.0.0.0',
  '10.0.0.7:3000',
  '[2001:db8::1]',
  'outcry.example.org.evil.example',
];
const OWN = [
  'localhost',
  'LOCALHOST:3000',
  'localhost.',
  '127.0.0.1:81',
  '[::1]:3000',
  '127.1.2.3',
  '2130706433',
];

describe('a name that is not ours', () => {
  it('gets no page, no file, no answer, with and without a session; probes and deliveries go on', async () => {
    const { f, port } = await served();
    const cookie = await f.cookie('admin');
    const paths = [
      '/',
      '/login',
      '/api/v1/brands',
      '/metrics',
      '/live',
      '/assets/style.css',
      '/nothing',
      '/people',
    ];
    for (const host of FOREIGN) {
      for (const path of paths) {
        const answer = await raw(port, path, { host, ...cookie });
        expect([host, path, answer.status]).toEqual([host, path, 421]);
        expect(answer.text).toContain('PUBLIC_URL');
      }
      for (const path of ['/healthz', '/readyz'])
        expect([host, (await raw(port, path, { host })).status]).toEqual([host, 200]);
      expect((await raw(port, '/ingest/webhook/x', { host }, 'POST')).status).toBe(202);
    }
    // Control: under our names there is a page.
    for (const host of OWN)
      expect([host, (await raw(port, '/brands', { host, ...cookie })).status]).toEqual([host, 200]);
  });

  it('is found out in an address in full, beside a host that is ours, and on every route', async () => {
    const { f, port } = await served();
    const cookie = await f.cookie('admin');
    const host = 'localhost';
    expect((await raw(port, 'http://evil.example/brands', { host, ...cookie })).status).not.toBe(200);
    for (const extra of ['x-forwarded-host', 'x-host', 'forwarded', 'x-original-host'])
      expect(
        (await raw(port, '/brands', { host: 'evil.example', [extra]: 'localhost', ...cookie })).status,
      ).toBe(421);
    for (const { method, path } of routes) {
      const open = path === '/healthz' || path === '/readyz';
      const headers = { host: 'evil.example', origin: 'http://evil.example', ...cookie };
      const { status } = await raw(port, concrete(path), headers, method);
      expect([path, status === 421]).toEqual([path, !open]);
    }
  });

  it('becomes ours by PUBLIC_URL and OUTCRY_HOSTS; addresses are ours where more than this machine is listened for', async () => {
    const publicUrl = 'https://Outcry.Example.org';
    const { port } = await served({
      deps: { publicUrl, hosts: ['inner.example:8080'], reachedByAddress: true },
    });
    const statusOf = async (host: string) => (await raw(port, '/login', { host })).status;
    for (const host of [
      'outcry.example.org',
      'outcry.example.org:443',
      'inner.example',
      '10.0.0.7:3000',
      '[2001:db8::1]',
    ])
      expect([host, await statusOf(host)]).toEqual([host, 200]);
    for (const host of ['evil.example', 'x.outcry.example.org', '127.0.0.1.nip.io'])
      expect([host, await statusOf(host)]).toEqual([host, 421]);
  });
});

describe('figures of all brands', () => {
  const PROXY_HEADERS = [
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'x-real-ip',
    'forwarded',
    'via',
    'x-client-ip',
    'cf-connecting-ip',
    'true-client-ip',
    'x-original-forwarded-for',
  ];

  it('are for direct programs of this machine and for admins of all brands', async () => {
    const { f, port } = await served();
    const host = `127.0.0.1:${port}`;
    const statusOf = async (headers: Record<string, string>) =>
      (await raw(port, '/metrics', { host, ...headers })).status;
    expect(await statusOf({})).toBe(200);
    for (const name of PROXY_HEADERS)
      expect([name, await statusOf({ [name]: '203.0.113.9' })]).toEqual([name, 401]);
    const via = { via: '1.1 proxy' };
    expect(await statusOf({ ...(await f.apiToken('admin')), ...via })).toBe(200);
    const limited: [Parameters<Fixture['apiToken']>[0], string[] | null][] = [
      ['admin', ['spotify']],
      ['admin', []],
      ['analyst', null],
      ['viewer', null],
    ];
    for (const [role, brands] of limited) {
      expect(await statusOf({ ...(await f.apiToken(role, brands)), ...via })).toBe(403);
      expect(await statusOf({ ...(await f.cookie(role, brands)), ...via })).toBe(403);
    }
  });

  it('of a dashboard with a public address need a token always: its proxy may add nothing', async () => {
    const { f, port } = await served({ deps: { publicUrl: 'https://outcry.example.org' } });
    const host = '127.0.0.1';
    expect((await raw(port, '/metrics', { host })).status).toBe(401);
    for (const role of ['viewer', 'admin'] as const) {
      const statusOf = async (brands: string[] | null, more: Record<string, string> = {}) =>
        (await raw(port, '/metrics', { host, ...(await f.apiToken(role, brands)), ...more })).status;
      expect([await statusOf(null), await statusOf(['spotify']), await statusOf([])]).toEqual([
        200, 403, 403,
      ]);
      expect(await statusOf(null, { via: '1.1 proxy' })).toBe(role === 'admin' ? 200 : 403);
    }
  });

  it('of a process without pages are for direct requests to a name of this machine', async () => {
    const f = await dashboardFixture({ empty: true, deps: { metrics: async () => 'up 1\n' } });
    const server = await listen(createOpsApp(f.deps), 0, '127.0.0.1');
    closing.push(() => server.close());
    const statusOf = async (headers: Record<string, string>) =>
      (await raw(server.port, '/metrics', headers)).status;
    expect(await statusOf({ host: '127.0.0.1' })).toBe(200);
    expect(await statusOf({ host: 'evil.example' })).toBe(401);
    expect(await statusOf({ host: '127.0.0.1', via: '1.1 x' })).toBe(401);
    expect(await statusOf({ host: 'evil.example', ...(await f.apiToken('viewer')) })).toBe(403);
  });
});

describe('live pages of one session', () => {
  it('are four, whatever else the header holds; HEAD takes no place', async () => {
    const f = await dashboardFixture();
    const { Cookie = '' } = await f.cookie('viewer');
    const open: Response[] = [];
    const ask = async (headers: Record<string, string>) => {
      const answer = await f.app.request('/live', { headers });
      if (answer.status === 200) open.push(answer);
      return answer.status;
    };
    for (let i = 0; i < attackRounds(10, 100); i += 1)
      expect((await f.app.request('/live', { method: 'HEAD', headers: { Cookie } })).status).toBe(200);
    const statuses: number[] = [];
    for (let i = 0; i < attackRounds(10, 60); i += 1) {
      const junk = [
        `${Cookie}; junk=${i}`,
        `junk=${i}; ${Cookie}`,
        `${Cookie};${' '.repeat(i)}`,
        `${Cookie}; ${Cookie}`,
      ];
      statuses.push(await ask({ Cookie: junk[i % 4]!, 'X-Forwarded-For': `203.0.113.${i}` }));
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    expect(statuses.filter((status) => status === 429)).toHaveLength(statuses.length - 4);
    const { Authorization = '' } = await f.apiToken('viewer');
    const tokens: number[] = [];
    for (let i = 0; i < 8; i += 1)
      tokens.push(
        await ask({ Authorization: Authorization.replace(' ', ' '.repeat(1 + i)), Cookie: `a=${i}` }),
      );
    expect(tokens.filter((status) => status === 200)).toHaveLength(4);
    // Control: another session has its own four.
    const { Cookie: other = '' } = await f.cookie('analyst');
    expect(await ask({ Cookie: other })).toBe(200);
    for (const answer of open) await answer.body?.cancel();
  });
});
