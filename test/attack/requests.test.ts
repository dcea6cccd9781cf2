/** Every route with hostile paths, queries and forms, on both databases. */
import { afterAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { dashboardFixture, fill, type Fixture, HOSTILE, ORIGIN } from '../unit/dashboard-fixture.ts';
import { problemOf, RAW, type Shot, shots } from './requests.fixture.ts';
import { attackRounds } from './rounds.ts';

let server: TestPostgres | undefined;
afterAll(() => server?.stop());

const CANARY = 'Canary of the other brand';

async function open(database: string, failures: string[]): Promise<Fixture> {
  const onError = (error: Error) => void failures.push(error.stack ?? error.message);
  const recipientOfToken = () => undefined;
  if (database === 'sqlite') {
    const f = await dashboardFixture({ deps: { onError, recipientOfToken } });
    await fill(f.store, 'bravo', CANARY, false, `${CANARY} `);
    return f;
  }
  server ??= await startPostgres();
  const store = await openStore(await server.database(), packageRoot);
  await fill(store, 'spotify', 'Spotify', false);
  await fill(store, 'evil', HOSTILE, true);
  await fill(store, 'bravo', CANARY, false, `${CANARY} `);
  return dashboardFixture({ deps: { store, onError, recipientOfToken } });
}

/** Things that the forms are about. */
async function furnish(f: Fixture): Promise<void> {
  const brandId = (await f.store.read.brands.bySlug('spotify'))!.id;
  await f.store.tx(async (tx) => {
    const at = f.deps.clock();
    const draft = {
      title: 'Sorry',
      kind: 'apology',
      text: 'We are sorry',
      brand: 'spotify',
      incident: 'spotify-2015',
    } as const;
    await tx.drafts.add(draft, 'ann', at);
    await tx.mutes.add({ brandId, source: 'forum', why: 'spam', who: 'ann', at });
    await tx.deadLetters.add([
      {
        stage: 'ingest',
        source: 's',
        ref: 'r',
        reason: RAW,
        payload: RAW,
        createdAt: at,
      },
    ]);
  });
}

describe.each(['sqlite', 'postgres'])('%s', (database) => {
  it('no request is a fault, none becomes markup, none reaches another brand', async () => {
    const failures: string[] = [];
    const f = await open(database, failures);
    await furnish(f);
    const limited = await f.cookie('admin', ['spotify', 'evil']);
    const problems: string[] = [];
    for (const shot of shots(7, attackRounds(2, 12))) {
      for (const [headers, secret] of [[await f.cookie('admin')], [limited, CANARY]] as const) {
        const problem = await problemOf(f.app, shot, headers, secret);
        if (problem !== undefined) problems.push(problem);
      }
    }
    expect(failures).toEqual([]);
    expect(problems).toEqual([]);
    expect(await f.store.read.counts.audit()).toEqual([]);
    // Control: the pages work, and somebody without limits sees the other brand.
    const page: Shot = { route: '/brands', path: '/brands', init: { method: 'GET', headers: {} } };
    expect(await problemOf(f.app, page, await f.cookie('admin'), CANARY)).toMatch(/^another brand/);
    await f.store.close();
  });
});

it('a page that fails, one that writes what it was given and one that leads away are seen (control)', async () => {
  const f = await dashboardFixture({
    empty: true,
    deps: {
      extraRoutes(app) {
        app.get('/bad/number', (c) => c.text(String(BigInt(Math.trunc(Number(c.req.query('page'))))), 200));
        app.get('/bad/echo', (c) => c.html(`<p>${c.req.query('q')}</p>`));
        app.get('/bad/redirect', (c) => c.redirect(c.req.query('back') ?? '/'));
        app.post('/bad/form', async (c) => c.text(JSON.stringify(await c.req.parseBody())));
      },
    },
  });
  const headers = { origin: ORIGIN };
  const get = (path: string): Shot => ({ route: path, path, init: { method: 'GET', headers } });
  expect(await problemOf(f.app, get('/bad/number?page=NaN'), {})).toMatch(/^500/);
  expect(await problemOf(f.app, get(`/bad/echo?q=${encodeURIComponent(RAW)}`), {})).toMatch(/^raw marker/);
  for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example'])
    expect(await problemOf(f.app, get(`/bad/redirect?back=${back}`), {})).toMatch(/^leads away/);
  const broken = { ...headers, 'content-type': 'multipart/form-data; boundary=xx' };
  const form = {
    route: '/bad/form',
    path: '/bad/form',
    init: { method: 'POST', headers: broken, body: '--xx\r\nbroken' },
  };
  expect(await problemOf(f.app, form, {})).toMatch(/^500/);
  // The same form on a page of ours.
  expect(await problemOf(f.app, { ...form, path: '/login' }, {})).toBeUndefined();
});
