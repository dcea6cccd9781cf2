/** Every JSON reply of the API on a filled database matches the schema that the OpenAPI document gives. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../dashboard/app.tsx';
import { CONFIG_ROUTES } from '../../dashboard/api/configuration-routes.ts';
import { JSON_REPLIES, replySchema } from '../support/api-schemas.ts';
import { dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';

let f: Fixture;
let viewer: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  viewer = await f.cookie('viewer');
  const incident = await f.store.read.incidents.find('spotify-2015');
  await f.store.tx((tx) =>
    tx.imports.start({
      file: 'a.csv',
      hash: 'x',
      brand: 'spotify',
      who: 'robin',
      settings: {},
      at: ONSET,
    }),
  );
  const entry = { at: ONSET, who: 'robin', what: 'note: on it' };
  await f.store.tx((tx) => tx.incidents.addEntry(incident?.id ?? 0, entry));
});

const COMPARED = 'incident=spotify-2015&incident=evil-2015';

/** Path of the document → addresses to ask, by the status that they give. */
const ASKED: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  '/api/v1/openapi.json': { 200: ['/api/v1/openapi.json'] },
  '/api/v1/brands': { 200: ['/api/v1/brands'] },
  '/api/v1/brands/{slug}/series': {
    200: ['/api/v1/brands/spotify/series', '/api/v1/brands/evil/series?bucket=day&from=2015-08-01'],
    400: ['/api/v1/brands/spotify/series?from=yesterday'],
    404: ['/api/v1/brands/nobody/series'],
  },
  '/api/v1/spikes': {
    200: ['/api/v1/spikes', '/api/v1/spikes?brand=spotify'],
    404: ['/api/v1/spikes?brand=nobody'],
  },
  '/api/v1/incidents': { 200: ['/api/v1/incidents'] },
  '/api/v1/incidents/{slug}': {
    200: ['/api/v1/incidents/spotify-2015', '/api/v1/incidents/evil-2015'],
    404: ['/api/v1/incidents/none'],
  },
  '/api/v1/incidents/{slug}/arguments': {
    200: [
      '/api/v1/incidents/spotify-2015/arguments',
      '/api/v1/incidents/evil-2015/arguments?since=2015-08-20T06:00:00Z',
    ],
    400: ['/api/v1/incidents/spotify-2015/arguments?since=yesterday'],
    404: ['/api/v1/incidents/none/arguments'],
  },
  '/api/v1/compare': {
    200: ['announced', 'onset'].flatMap((align) =>
      ['count', 'multiple', 'excess-per-1000'].map(
        (scale) => `/api/v1/compare?${COMPARED}&align=${align}&scale=${scale}`,
      ),
    ),
    400: ['/api/v1/compare?incident=spotify-2015'],
  },
  '/api/v1/mentions': {
    200: [
      '/api/v1/mentions?brand=spotify&limit=200',
      '/api/v1/mentions?brand=evil&only=betrayal&order=newest&page=2',
    ],
    400: ['/api/v1/mentions'],
    404: ['/api/v1/mentions?brand=nobody'],
  },
  '/api/v1/annotations': {
    200: ['/api/v1/annotations', '/api/v1/annotations?brand=spotify'],
    404: ['/api/v1/annotations?brand=nobody'],
  },
  '/api/v1/imports': { 200: ['/api/v1/imports'] },
  '/api/v1/imports/{id}': { 200: ['/api/v1/imports/1'], 404: ['/api/v1/imports/999'] },
  '/brands/{slug}/chart': { 200: ['/brands/spotify/chart?format=json&range=all'] },
  '/incidents/{slug}/chart': { 200: ['/incidents/spotify-2015/chart?format=json'] },
  '/compare/file': { 200: [`/compare/file?format=json&${COMPARED}`] },
  '/healthz': { 200: ['/healthz'] },
  '/readyz': { 200: ['/readyz'] },
};

/** What people configure: dashboard-configuration.test.ts holds every reply of these paths to the document. */
const CONFIGURED = new Set(
  CONFIG_ROUTES.map(({ path }) => path.replace(/:(\w+)/g, '{$1}')).filter(
    (path) => path !== '/api/v1/brands',
  ),
);

// 403 cannot come from these paths as they stand: every one of them is open to the lowest role.
const cases = Object.entries(ASKED).flatMap(([path, byStatus]) =>
  Object.entries(byStatus).flatMap(([status, addresses]) =>
    addresses.map((address) => [address, Number(status), path] as const),
  ),
);

async function ask(address: string, headers = viewer) {
  const response = await f.app.request(address, { headers });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe('replies match their schemas', () => {
  test('every described JSON file and reply is asked for', () => {
    const described = JSON_REPLIES.filter(
      ({ path, method, status }) =>
        status === 200 && method === 'get' && !path.startsWith('/ingest') && !CONFIGURED.has(path),
    );
    const paths = [...new Set(described.map(({ path }) => path))];
    expect(Object.keys(ASKED).toSorted()).toEqual(paths.toSorted());
  });

  test.each(cases)('%s replies with %i', async (address, status, path) => {
    const reply = await ask(address);
    expect(reply.status).toBe(status);
    expect(replySchema(path, status).safeParse(reply.body).error).toBeUndefined();
  });

  test('no token, a failure, a service that is not ready', async () => {
    const nobody = await ask('/api/v1/brands', {});
    expect(nobody.status).toBe(401);
    replySchema('/api/v1/brands', 401).parse(nobody.body);
    const clock = () => {
      throw new Error('no clock');
    };
    const failed = await createApp({ ...f.deps, clock }).request('/api/v1/brands', { headers: viewer });
    expect(failed.status).toBe(500);
    replySchema('/api/v1/brands', 500).parse(await failed.json());
    const ready = async () => [{ name: 'queue', ok: false, detail: 'no reply' }];
    const unready = await createApp({ ...f.deps, ready }).request('/readyz');
    expect(unready.status).toBe(503);
    replySchema('/readyz', 503).parse(await unready.json());
  });

  /** Positive control: a schema that takes everything would find nothing. */
  test.each(cases.filter(([, status, path]) => status === 200 && !path.endsWith('openapi.json')))(
    '%s with a key more or less is refused',
    async (address, status, path) => {
      const body = (await ask(address)).body as Record<string, unknown>;
      const schema = replySchema(path, status);
      for (const { without, faulty } of faults(body)) {
        expect([without, schema.safeParse(faulty).success]).toEqual([without, false]);
      }
    },
  );
});

/** Keys that the document allows to be absent. */
const OPTIONAL = new Set(['simulated', 'bucketSeconds', 'censored', 'usualShare', 'until', 'stance']);
const NO_KEY = 'a key more';

/** The body with a key more, and without each of its keys, also in the first entry of each list. */
function faults(body: Record<string, unknown>): { without: string; faulty: unknown }[] {
  const own = Object.keys(body)
    .filter((key) => !OPTIONAL.has(key))
    .map((key) => {
      const { [key]: _gone, ...faulty } = body;
      return { without: key, faulty };
    });
  const inside = Object.entries(body).flatMap(([key, value]) => {
    const list = Array.isArray(value);
    const inner: unknown = list ? value[0] : value;
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return [];
    return faults(inner as Record<string, unknown>).map(({ without, faulty }) => ({
      without: `${key}.${without}`,
      faulty: { ...body, [key]: list ? [faulty, ...(value as unknown[]).slice(1)] : faulty },
    }));
  });
  return [{ without: NO_KEY, faulty: { ...body, more: 1 } }, ...own, ...inside];
}
