/** Who may configure what, by HTTP, and that no key of a site is ever shown. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../dashboard/app.tsx';
import { CONFIG_ROUTES } from '../../dashboard/api/configuration-routes.ts';
import { testEditors } from '../support/editors.ts';
import { asker, BRAND, CHANGE, ROUTE, SOURCE } from './configuration-ground.ts';
import { config, dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';

const NOBODY = { 'Sec-Fetch-Site': 'same-origin' };

let f: Fixture;
let admin: Record<string, string>;
beforeAll(async () => {
  f = await dashboardFixture();
  admin = await f.apiToken('admin');
});
const ask = asker(
  () => f.app,
  () => admin,
);
const statusOf = async (...given: Parameters<typeof ask>) => (await ask(...given)).status;

describe('who may', () => {
  beforeAll(() => ask('POST', 'brands', BRAND));

  it('viewers change nothing; sources, routes, retention and keys are for admins', async () => {
    const [viewer, analyst] = [await f.apiToken('viewer'), await f.apiToken('analyst')];
    for (const { method, path, access } of CONFIG_ROUTES) {
      const at = path.replace('/api/v1/', '').replace(/:\w+/, 'acme');
      const tried = { viewer: access === 'viewer', analyst: access === 'viewer' || access === 'analyst' };
      for (const [role, headers] of Object.entries({ viewer, analyst })) {
        const status = await statusOf(method, at, method === 'GET' ? undefined : {}, headers);
        expect([role, method, path, status !== 403]).toEqual([role, method, path, tried[role as 'viewer']]);
      }
      expect([method, path, await statusOf(method, at, method === 'GET' ? undefined : {}, NOBODY)]).toEqual([
        method,
        path,
        401,
      ]);
    }
    // The analyst removed it and brought it back.
    expect(await statusOf('GET', 'brands/acme')).toBe(200);
  });

  it('an analyst and an admin of one brand see and change that brand alone', async () => {
    await ask('POST', 'policy-changes', { ...CHANGE, title: 'Canary' });
    await ask('POST', 'sources', { ...SOURCE, slug: 'canary' });
    await ask('POST', 'routes', { ...ROUTE, name: 'canary' });
    for (const role of ['analyst', 'admin'] as const) {
      const some = await f.apiToken(role, ['spotify']);
      const said: string[] = [];
      const tell = async (...given: Parameters<typeof ask>) => {
        const reply = await ask(given[0], given[1], given[2], some);
        said.push(JSON.stringify(reply.body));
        return reply.status;
      };
      for (const kind of ['policy-changes', 'sources', 'routes']) await tell('GET', kind);
      for (const at of ['brands/acme', 'policy-changes/acme-terms', 'sources/canary', 'routes/canary']) {
        const refused = expect.toSatisfy((status: number) => status === 404 || status === 403);
        expect([at, await tell('GET', at)]).toEqual([at, refused]);
        expect([at, await tell('GET', `${at}/history`)]).toEqual([at, refused]);
        expect([at, await tell('PATCH', at, { title: 'mine', name: 'canary' })]).toEqual([at, refused]);
        expect([at, await tell('POST', `${at}/undo`)]).toEqual([at, refused]);
        expect([at, await tell('DELETE', at)]).toEqual([at, refused]);
      }
      expect(await tell('POST', 'policy-changes', { ...CHANGE, slug: 'new-one' })).toBe(403);
      expect(await tell('POST', 'brands', { ...BRAND, slug: 'new-brand' })).toBe(403);
      const template = { slug: 'mine', title: 'x', kind: 'other', text: 'x' };
      expect(await tell('POST', 'answer-templates', template)).toBe(403);
      expect(said.join('\n')).not.toMatch(/canary|example\.org/i);
      const own = { ...CHANGE, slug: `own-${role}`, brand: 'spotify' };
      expect(await tell('POST', 'policy-changes', own)).toBe(201);
      expect(await tell('PATCH', `policy-changes/own-${role}`, { brand: 'acme' })).toBe(403);
      expect(await tell('DELETE', `policy-changes/own-${role}`)).toBe(200);
    }
    const admins = await f.apiToken('admin', ['spotify']);
    expect(await statusOf('POST', 'sources', { ...SOURCE, slug: 'all', brands: ['*'] }, admins)).toBe(403);
    expect(await statusOf('POST', 'routes', { ...ROUTE, name: 'own', brands: ['spotify'] }, admins)).toBe(
      201,
    );
    expect(await statusOf('PUT', 'source-keys/OUTCRY_X_TOKEN', { value: 'x' }, admins)).toBe(403);
    // Control: without limits all of it is there.
    expect((await ask('GET', 'policy-changes')).body).toMatchObject({
      entries: [{ slug: 'acme-terms' }, {}],
    });
    expect((await ask('GET', 'routes')).body).toMatchObject({
      entries: [{ slug: 'canary' }, { slug: 'own' }],
    });
  });
});

describe('keys of sites', () => {
  const NAME = 'OUTCRY_YOUTUBE_KEY';

  it('are set and removed, never shown, stored encrypted, and those of the environment go first', async () => {
    const { keys } = (await ask('GET', 'source-keys')).body as { keys: { name: string; from: string }[] };
    expect(keys.find(({ name }) => name === NAME)).toMatchObject({ from: 'none' });
    const set = await ask('PUT', `source-keys/${NAME}`, { value: 's3cret-key' });
    expect(set.body).toMatchObject({
      keys: expect.arrayContaining([expect.objectContaining({ name: NAME, from: 'entered' })]),
    });
    const stored = JSON.stringify([
      await f.store.read.configuration.keys(),
      await f.store.read.audit.list({ limit: 5 }),
      set.body,
      (await ask('GET', 'source-keys')).body,
    ]);
    expect(stored).toContain(NAME);
    expect(stored).not.toContain('s3cret');
    const opened = await testEditors({ store: f.store, config, clock: () => ONSET });
    expect(opened.live.current().keys).toEqual({ [NAME]: 's3cret-key' });
    expect(JSON.stringify(opened.live.config)).not.toContain('s3cret');
    const env = await testEditors({ store: f.store, config, clock: () => ONSET, keys: { [NAME]: 'env' } });
    expect(env.live.current().keys).toEqual({ [NAME]: 'env' });
    const app = createApp({ ...f.deps, keyEditor: env.keyEditor });
    const refused = await app.request(`/api/v1/source-keys/${NAME}`, { method: 'DELETE', headers: admin });
    expect(refused.status).toBe(409);
    expect(await statusOf('DELETE', `source-keys/${NAME}`)).toBe(200);
    expect(await f.store.read.configuration.keys()).toEqual([]);
  });

  it('unknown names, empty keys and several lines are refused', async () => {
    expect(await statusOf('PUT', 'source-keys/PATH', { value: 'x' })).toBe(404);
    expect(await statusOf('PUT', `source-keys/${NAME}`, { value: ' ' })).toBe(422);
    expect(await statusOf('PUT', `source-keys/${NAME}`, { value: 'a\nb' })).toBe(422);
    expect(await statusOf('PUT', `source-keys/${NAME}`, { key: 'x' })).toBe(400);
  });
});
