/** Ways around signing in and around brands that have always been closed, so that they stay so. */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../dashboard/main.ts';
import { routes } from '../../dashboard/routes.ts';
import { concrete, dashboardFixture, fill, type Fixture } from '../unit/dashboard-fixture.ts';

const CANARY = 'Canary of bravo';
let f: Fixture;
let port = 0;
let close: () => Promise<void>;
let owner: Record<string, string>;
beforeAll(async () => {
  f = await dashboardFixture();
  await fill(f.store, 'bravo', CANARY, false, `${CANARY} `);
  const server = await listen(f.app, 0, '127.0.0.1');
  ({ port, close } = server);
  owner = await f.cookie('admin');
});
afterAll(() => close());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
}

/** The path goes out as it is written: no program tidies it up. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text, location: answer.headers.location }),
      );
    });
    sent.on('error', reject).end();
  });
}
const tells = ({ text }: Answer) => text.includes(CANARY);

describe('without a session', () => {
  it('no way of writing a path gets in', async () => {
    const tricks = (path: string) => [
      path,
      `/${path}`,
      `${path}/`,
      `/.${path}`,
      `/login/..${path}`,
      `/assets/..${path}`,
      `/assets/%2e%2e${path}`,
      `/healthz/..${path}`,
      `/healthz${path}`,
      `${path}%00`,
      `${path};/healthz`,
      `${path}?/login`,
      `${path}%3f/login`,
      `${path}/../../login/..${path}`,
      path.toUpperCase(),
      path.replace('/', '/%2f'),
      path.replace('b', '%62'),
      path.replaceAll('/', '\\'),
      `${path}%20`,
      `${path}.css`,
      `/ingest/webhook/..${path}`,
    ];
    for (const path of [
      '/brands',
      '/api/v1/brands',
      '/mentions/export?brand=bravo&format=csv',
      '/brands/bravo',
    ]) {
      for (const trick of tricks(path)) {
        const answer = await raw(trick);
        expect([trick, tells(answer), answer.status < 500]).toEqual([trick, false, true]);
      }
      // Control: it is there to be seen.
      expect([path, tells(await raw(path, owner))]).toEqual([path, true]);
    }
  });

  it('no method and no header does', async () => {
    const headers: Record<string, string>[] = [
      { 'x-original-url': '/brands' },
      { 'x-rewrite-url': '/brands' },
      { 'x-forwarded-user': 'admin@example.org' },
      { 'x-remote-user': 'admin@example.org' },
      { 'remote-user': 'admin@example.org' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-for': '::1', 'x-real-ip': '127.0.0.1' },
      { authorization: 'Basic YWRtaW5AZXhhbXBsZS5vcmc6' },
      { authorization: 'Bearer null' },
      { authorization: `Bearer ${'A'.repeat(43)}` },
      { cookie: 'outcry=' },
      { cookie: `outcry=${'A'.repeat(43)}; __Host-outcry=${'A'.repeat(43)}` },
      { ...owner, cookie: '' },
      { cookie: (owner.Cookie ?? '').replace('outcry=', 'OUTCRY=') },
    ];
    const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'POST'];
    for (const path of ['/brands', '/api/v1/brands', '/people']) {
      for (const method of methods) {
        for (const one of headers) {
          const answer = await raw(path, { ...one, cookie: one.cookie ?? '' }, method);
          expect([method, path, one, tells(answer), answer.status !== 200]).toEqual([
            method,
            path,
            one,
            false,
            true,
          ]);
        }
      }
    }
  });
});

describe('with other brands', () => {
  it('no way of writing a number or a name reaches bravo; somebody without limits does (control)', async () => {
    const brandId = (await f.store.read.brands.bySlug('bravo'))!.id;
    const [mention] = await f.store.read.mentions.list({
      brandId,
      from: 0,
      to: 1e15,
      order: 'newest',
      limit: 1,
    });
    const incident = (await f.store.read.incidents.find('bravo-2015'))!;
    const limited = await f.cookie('admin', ['spotify']);
    const forms = (id: number) => [
      `${id}`,
      `0${id}`,
      `${id}.0`,
      `+${id}`,
      `${id}e0`,
      `%20${id}`,
      `0x${id.toString(16)}`,
      `${id}%00`,
    ];
    const names = [
      'bravo',
      'Bravo',
      'bravo%00',
      'bravo%20',
      '%62ravo',
      'spotify&brand=bravo',
      'bravo&brand=spotify',
      '*',
    ];
    const paths = [
      ...forms(mention!.id).map((id) => `/mentions/${id}`),
      ...forms(incident.id).flatMap((id) => [
        `/incidents/${id}`,
        `/api/v1/incidents/${id}`,
        `/reports/incidents/${id}`,
      ]),
      ...names.flatMap((name) => [
        `/mentions?brand=${name}`,
        `/api/v1/mentions?brand=${name}`,
        `/mentions/export?format=csv&brand=${name}`,
        `/api/v1/spikes?brand=${name}`,
        `/brands/${name.split('&')[0]}`,
        `/api/v1/brands/${name.split('&')[0]}/series`,
        `/compare?incident=spotify-2015&incident=${name.split('&')[0]}-2015`,
        `/reports/week?brand=${name}`,
      ]),
    ];
    for (const path of paths) {
      const answer = await raw(path, limited);
      expect([path, tells(answer), answer.status < 500]).toEqual([path, false, true]);
    }
    for (const path of [`/mentions/${mention!.id}`, `/incidents/${incident.id}`, '/mentions?brand=bravo'])
      expect([path, tells(await raw(path, owner))]).toEqual([path, true]);
  });

  it('nobody but an admin of all brands gets a list of people', async () => {
    const people = ['some.person@example.org', 'other.person@example.org'];
    for (const email of people) await f.store.tx((tx) => tx.people.addUser({ email, role: 'viewer', at: 1 }));
    const others = [
      await f.cookie('analyst'),
      await f.cookie('admin', ['spotify']),
      await f.apiToken('analyst'),
    ];
    const paths = routes.filter(({ method, path }) => method === 'GET' && path !== '/live');
    for (const headers of others) {
      for (const { path } of paths) {
        const { text } = await raw(concrete(path), headers);
        expect([path, people.some((email) => text.includes(email))]).toEqual([path, false]);
      }
    }
    expect((await raw('/people', owner)).text).toContain(people[0]);
  });
});
