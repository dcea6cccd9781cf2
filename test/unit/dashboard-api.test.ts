/** The JSON API, its description, and the files that it describes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../dashboard/api/document.ts';
import { FILE_ROUTES } from '../../dashboard/api/operations/files.ts';
import { routes } from '../../dashboard/routes.ts';
import { concrete, dashboardFixture, type Fixture, HOSTILE, ORIGIN } from './dashboard-fixture.ts';

let f: Fixture;
let headers: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  headers = await f.cookie('admin');
});

async function body(path: string): Promise<string> {
  return (await f.app.request(path, { headers })).text();
}

describe('JSON API', () => {
  test('the document lists every route and nothing else', () => {
    const listed = Object.entries(openApiDocument(ORIGIN).paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    // Pages for people are no part of it; the webhook is mounted beside the table.
    const forPrograms = /^\/(api\/|healthz|readyz|metrics)|\/(file|chart|export)$/;
    const served = routes
      .filter(({ path }) => forPrograms.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect(served.length).toBeGreaterThan(15);
    expect(listed.toSorted()).toEqual([...served, 'POST /ingest/webhook/:source'].toSorted());
  });

  test('files have the types and the least role that the document says', async () => {
    const table = new Map(routes.map((route) => [route.path, route.access]));
    for (const { path, role, types, formats } of FILE_ROUTES) {
      const route = path.replace(/\{(\w+)\}/g, ':$1');
      expect([path, table.get(route)]).toEqual([path, role === 'admin' ? 'owner' : role]);
      const seen = new Set<string>();
      const filters = path === '/compare/file' ? 'incident=spotify-2015&incident=evil-2015' : 'brand=spotify';
      for (const format of formats ?? ['']) {
        const response = await f.app.request(`${concrete(route)}?format=${format}&${filters}`, { headers });
        expect([path, format, response.status]).toEqual([path, format, 200]);
        seen.add((response.headers.get('content-type') ?? '').split(';')[0] ?? '');
      }
      expect([path, [...seen].toSorted()]).toEqual([path, [...types].toSorted()]);
    }
  }, 120_000);

  test('gives series, spikes, incidents, mentions', async () => {
    const json = async (path: string) => JSON.parse(await body(path));
    const series = await json('/api/v1/brands/spotify/series?from=2015-08-19&to=2015-08-21');
    expect(series.buckets).toHaveLength(48);
    expect(series.buckets[30].all).toBeGreaterThan(30);
    expect((await json('/api/v1/spikes?brand=spotify')).spikes[0]).toMatchObject({
      kind: 'backlash',
      incident: 'spotify-2015',
    });
    expect((await json('/api/v1/incidents/spotify-2015')).answer).toMatch(
      /^Spotify: >31× the usual criticism at the peak/,
    );
    const mentions = await json('/api/v1/mentions?brand=spotify&only=betrayal&limit=3');
    expect(mentions.mentions).toHaveLength(3);
    expect(mentions.mentions[0]).toMatchObject({ title: HOSTILE, url: null });
    expect((await json('/api/v1/brands/nobody/series')).error).toBe('not-found');
    expect((await json('/api/v1/brands/spotify/series?from=yesterday')).error).toBe('bad-request');
  });
});
