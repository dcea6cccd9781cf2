/** Notes on charts, by page and by API: who may, whose brands, hostile words, undo; and they stand on the charts. */
import { beforeAll, describe, expect, test } from 'vitest';
import { replySchema } from '../support/api-schemas.ts';
import { dashboardFixture, type Fixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
let f: Fixture;
let analyst: Record<string, string>;
let viewer: Record<string, string>;

beforeAll(async () => {
  f = await dashboardFixture();
  analyst = { ...(await f.cookie('analyst')), ...SAME };
  viewer = { ...(await f.cookie('viewer')), ...SAME };
});

const post = (path: string, fields: Record<string, string>, headers = analyst) =>
  f.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
const get = async (path: string, headers = analyst) => (await f.app.request(path, { headers })).text();
const at = new Date(ONSET + 3_600_000).toISOString().slice(0, 16);

describe('on pages', () => {
  test('a note stands on the charts of its brand, is edited, deleted and brought back', async () => {
    const added = await post('/notes', { brand: 'spotify', at, until: '', text: `Apology <b>sent</b>` });
    expect([added.status, added.headers.get('location')]).toEqual([303, '/notes?brand=spotify']);
    const [note] = await f.store.read.chartNotes.list(['spotify'], 9);
    expect(note).toMatchObject({
      text: 'Apology <b>sent</b>',
      who: 'analyst@example.org',
      at: Date.parse(`${at}Z`),
    });
    const chart = async (slug: string) => get(`/brands/${slug}/chart?format=svg&range=all`);
    expect(await chart('spotify')).toContain('Apology &lt;b&gt;sent&lt;/b&gt;');
    expect(await get('/incidents/spotify-2015')).toContain('Apology &lt;b&gt;sent');
    expect(await chart('evil')).not.toContain('Apology');
    expect(await get('/notes?brand=spotify', viewer)).not.toContain('<b>sent');
    expect((await post(`/notes/${note!.id}`, { at, until: '', text: 'Changed' })).status).toBe(303);
    expect(await chart('spotify')).toContain('Changed');
    const gone = await post(`/notes/${note!.id}`, { verb: 'delete' });
    expect(await chart('spotify')).not.toContain('Changed');
    expect(await get(gone.headers.get('location')!)).toContain('Deleted “Changed”');
    expect((await post(`/notes/${note!.id}`, { verb: 'undo' })).status).toBe(303);
    expect(await chart('spotify')).toContain('Changed');
  });

  test('what is refused says why, and the form keeps what was written', async () => {
    for (const [fields, why] of [
      [{ text: '  ' }, 'Write what happened.'],
      [{ text: 'x'.repeat(501) }, 'The note is too long: at most 500 characters.'],
      [{ at: 'banana', text: HOSTILE }, 'Give the time of the note.'],
      [{ until: '2001-01-01T00:00', text: HOSTILE }, 'The end must be after the beginning.'],
    ] as const) {
      const answer = await post('/notes', { brand: 'spotify', at, ...fields });
      const html = await answer.text();
      expect([answer.status, html.includes(why)]).toEqual([400, true]);
      expect(html).not.toContain('<script>alert');
      if (fields.text === HOSTILE) expect(html).toContain('name="text" value="');
    }
    expect((await post('/notes', { brand: 'nobody', at, text: 'x' })).status).toBe(404);
    expect((await post('/notes/999', { verb: 'delete' })).status).toBe(404);
    expect((await post('/notes', { brand: 'spotify', at, text: 'x' }, viewer)).status).toBe(403);
    const cross = { ...(await f.cookie('analyst')), 'Sec-Fetch-Site': 'cross-site' };
    expect((await post('/notes', { brand: 'spotify', at, text: 'x' }, cross)).status).toBe(403);
  });
});

describe('by API', () => {
  const send = (headers: Record<string, string>, body: unknown, path = '', method = 'POST') =>
    f.app.request(`/api/v1/annotations${path}`, {
      method,
      headers: { ...headers, 'Content-Type': 'application/json' },
      ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
    });
  const given = { brand: 'spotify', at: '2015-08-20T14:00:00+02:00', text: 'Press call' };

  test('adds, lists and deletes, as the document says', async () => {
    const token = await f.apiToken('analyst', null);
    const answer = await send(token, { ...given, until: '2015-08-20T15:00:00Z' });
    expect(answer.status).toBe(201);
    const added = replySchema('/api/v1/annotations', 201, 'post').parse(await answer.json()) as {
      id: number;
    };
    expect(added).toMatchObject({
      at: '2015-08-20T12:00:00Z',
      until: '2015-08-20T15:00:00Z',
      text: 'Press call',
    });
    const list = async () =>
      (await (await f.app.request('/api/v1/annotations?brand=spotify', { headers: token })).json()) as {
        annotations: { id: number }[];
      };
    expect((await list()).annotations.map(({ id }) => id)).toContain(added.id);
    const removed = await send(token, undefined, `/${added.id}`, 'DELETE');
    expect(removed.status).toBe(200);
    replySchema('/api/v1/annotations/{id}', 200, 'delete').parse(await removed.json());
    expect((await list()).annotations.map(({ id }) => id)).not.toContain(added.id);
    expect((await send(token, undefined, `/${added.id}`, 'DELETE')).status).toBe(404);
  });

  test('refuses what it cannot read, low roles, and the brands of others', async () => {
    const token = await f.apiToken('analyst', null);
    const wrong = [
      '',
      '[]',
      '{',
      'null',
      { ...given, at: 'soon' },
      { ...given, text: '' },
      { ...given, until: 'x' },
      { at: given.at },
    ];
    for (const body of wrong) {
      const answer = await send(token, body);
      expect([body, answer.status]).toEqual([body, 400]);
      replySchema('/api/v1/annotations', 400, 'post').parse(await answer.json());
    }
    expect((await send(token, { ...given, brand: 'nobody' })).status).toBe(404);
    expect((await send(await f.apiToken('viewer', null), given)).status).toBe(403);
    const { id } = (await (await send(token, given)).json()) as { id: number };
    const others = await f.apiToken('analyst', ['evil']);
    expect((await send(others, given)).status).toBe(404);
    expect((await send(others, undefined, `/${id}`, 'DELETE')).status).toBe(404);
    expect(await (await f.app.request('/api/v1/annotations', { headers: others })).text()).not.toContain(
      'Press call',
    );
    expect(await (await f.app.request('/api/v1/annotations', { headers: token })).text()).toContain(
      'Press call',
    );
  });
});
