/** Saved views: who may, whose brands, hostile names and addresses, undo; they stand in the menu and on their page. */
import { beforeAll, describe, expect, test } from 'vitest';
import { pageOfView, viewName, viewOfAddress } from '../../src/domain/saved-view.ts';
import type { AllowedBrands, Role } from '../../src/domain/user.ts';
import { MOST_VIEWS } from '../../src/store/views/port.ts';
import { dashboardFixture, type Fixture, HOSTILE } from './dashboard-fixture.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
type Headers = Record<string, string>;
let f: Fixture;
let [analyst, viewer, admin, some]: Headers[] = [];

/** All cookies: that of the session is not the only one. */
async function signIn(role: Role, brands: AllowedBrands = null): Promise<Headers> {
  const path = `/login/${await f.loginToken(role, brands)}`;
  const response = await f.app.request(path, { method: 'POST', headers: SAME });
  return { ...SAME, Cookie: cookiesOf(response) };
}
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

beforeAll(async () => {
  f = await dashboardFixture({ deps: { deviceKey: 'key' } });
  [analyst, viewer, admin] = [await signIn('analyst'), await signIn('viewer'), await signIn('admin')];
  some = await signIn('viewer', ['evil']);
});

const post = (path: string, fields: Record<string, string>, headers = analyst!) =>
  f.app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
const get = async (path: string, headers = analyst!) => (await f.app.request(path, { headers })).text();
const mine = () => f.store.read.views.list('analyst@example.org');
const NEGATIVE = '/mentions?brand=spotify&only=negative&order=reach';
const save = (fields: Record<string, string>, headers = analyst!) =>
  post('/views', { address: NEGATIVE, name: 'Negative', ...fields }, headers);

describe('an address', () => {
  test('is kept with its filters, and names its brands', () => {
    expect(viewOfAddress(`${NEGATIVE}&page=7&left=3#x`)).toEqual({ address: NEGATIVE, brands: ['spotify'] });
    expect(viewOfAddress('/mentions?brand=a&brand=b')?.brands).toEqual(['a', 'b']);
    expect(viewOfAddress('/mentions?brand=*')?.brands).toEqual([]);
    expect(viewOfAddress('/brands/acme?range=7d')).toEqual({
      address: '/brands/acme?range=7d',
      brands: ['acme'],
    });
    expect(viewOfAddress('/?range=24h')).toEqual({ address: '/?range=24h', brands: [] });
    expect(pageOfView(NEGATIVE)).toBe('/mentions');
  });

  test('of another place is none', () => {
    for (const other of [
      '',
      'mentions',
      '//evil.example/mentions',
      '/\\evil.example',
      'https://evil.example/mentions',
      'javascript:alert(1)',
      '/logout',
      '/mentions/1/undo',
      '/mentions\n?brand=a',
      '/settings/source-keys',
      `/mentions?q=${'x'.repeat(2_000)}`,
    ])
      expect([other, viewOfAddress(other)]).toEqual([other, undefined]);
  });

  test('names are one line of at most 80', () => {
    expect(viewName(' a\n b ')).toBe('a b');
    expect(viewName('x'.repeat(200))).toHaveLength(80);
  });
});

describe('a saved view', () => {
  test('is saved, stands in the menu and on top of its page, is renamed, unpinned, deleted and brought back', async () => {
    const saved = await save({ name: `Angry <b>`, pinned: 'yes' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, NEGATIVE]);
    const [view] = await mine();
    expect(view).toMatchObject({ name: 'Angry <b>', address: NEGATIVE, brands: ['spotify'], pinned: true });
    const link = 'href="/mentions?brand=spotify&amp;only=negative&amp;order=reach"';
    const list = await get('/mentions?brand=spotify');
    expect(list.split(`<a ${link}`).length - 1).toBe(3);
    expect(list).not.toContain('Angry <b>');
    expect(await get('/incidents')).toContain(link);
    const change = (fields: Record<string, string>) => post(`/views/${view!.id}`, fields);
    expect((await change({ do: 'unpin' })).status).toBe(303);
    expect(await get('/incidents')).not.toContain(link);
    expect((await change({ do: 'save', name: 'Worse', pinned: 'yes' })).status).toBe(303);
    expect(await get('/views')).toContain('Worse');
    const gone = await change({ do: 'delete' });
    expect(await get('/views')).not.toContain('Worse');
    const notice = { ...analyst!, Cookie: `${analyst!.Cookie}; ${cookiesOf(gone)}` };
    const said = await get('/views', notice);
    expect(said).toContain('Deleted “Worse”');
    expect(said).toContain(`action="/views/${view!.id}"`);
    expect((await change({ do: 'pin' })).status).toBe(404);
    expect((await change({ do: 'undo' })).status).toBe(303);
    expect(await get('/views')).toContain('Worse');
  });

  test('can be saved from each page, with a form that needs no script', async () => {
    for (const page of [
      '/',
      '/brands/spotify?range=7d',
      '/mentions?brand=spotify&last=7d',
      '/incidents?show=all',
    ]) {
      const html = await get(page);
      const [, form] = /href="(\/views\/new\?[^"]+)"/.exec(html) ?? [];
      expect([page, form]).not.toEqual([page, undefined]);
      const shown = await get(form!.replaceAll('&amp;', '&'));
      expect(shown).toContain('action="/views"');
      expect(shown).toContain(`name="address" value="${page.replaceAll('&', '&amp;')}`);
    }
  });

  test('of somebody else is theirs alone until it is shared', async () => {
    await save({ name: 'Only mine', pinned: 'yes' });
    await save({ name: 'For all', pinned: 'yes', shared: 'yes' });
    const [shared, own] = await Promise.all(
      ['For all', 'Only mine'].map(async (name) => (await mine()).find((view) => view.name === name)!),
    );
    const seen = await get('/views', viewer);
    expect([seen.includes('For all'), seen.includes('Only mine')]).toEqual([true, false]);
    for (const view of [shared!, own!]) {
      expect((await post(`/views/${view.id}`, { do: 'delete' }, viewer)).status).toBe(404);
      expect((await post(`/views/${view.id}`, { do: 'save', name: 'x' }, viewer)).status).toBe(404);
    }
    expect((await post(`/views/${own!.id}`, { do: 'delete' }, admin)).status).toBe(404);
    expect((await post(`/views/${shared!.id}`, { do: 'unpin' }, admin)).status).toBe(303);
    const audit = JSON.stringify(await f.store.read.audit.list({ limit: 50 } as never));
    expect([audit.includes('For all'), audit.includes('Only mine')]).toEqual([true, false]);
  });

  test('of other brands is not there for somebody with limited brands, and cannot be made by them', async () => {
    await save({ name: 'About Spotify', shared: 'yes', pinned: 'yes' });
    await save({ name: 'About evil', shared: 'yes', pinned: 'yes', address: '/mentions?brand=evil' });
    const seen = await get('/views', some);
    expect([seen.includes('About evil'), seen.includes('About Spotify')]).toEqual([true, false]);
    expect((await save({ name: 'x' }, some)).status).toBe(404);
    expect((await save({ name: 'x', address: '/mentions?brand=evil' }, some)).status).toBe(303);
  });

  test('is refused without a name, at another place, from another site, and past the limit', async () => {
    const refused = await save({ name: ' ', pinned: 'yes' });
    expect([refused.status, (await refused.text()).includes('Give the view a name.')]).toEqual([400, true]);
    expect((await save({ address: '//evil.example' })).status).toBe(400);
    expect(
      (await f.app.request('/views/new?address=javascript:alert(1)', { headers: analyst! })).status,
    ).toBe(400);
    const cross = { ...analyst!, 'Sec-Fetch-Site': 'cross-site' };
    expect((await save({}, cross)).status).toBe(403);
    expect((await post('/views/999', { do: 'delete' })).status).toBe(404);
    for (let count = (await mine()).length; count < MOST_VIEWS; count += 1) await save({ name: `v${count}` });
    const full = await save({ name: 'one more' });
    expect([full.status, (await full.text()).includes(`You have ${MOST_VIEWS} views`)]).toEqual([400, true]);
  });

  test('a viewer keeps views and shares none', async () => {
    expect((await save({ name: 'Viewer', shared: 'yes' }, viewer)).status).toBe(303);
    const [own] = await f.store.read.views.list('viewer@example.org');
    expect(own).toMatchObject({ name: 'Viewer', shared: false });
    expect(await get(`/views/new?address=/incidents`, viewer)).not.toContain('name="shared"');
    expect(await get(`/views/new?address=/incidents`)).toContain('name="shared"');
  });

  test('shows hostile names and filters as text', async () => {
    await save(
      { name: HOSTILE, pinned: 'yes', address: `/mentions?q=${encodeURIComponent(HOSTILE)}` },
      viewer,
    );
    for (const page of [
      '/views',
      '/mentions?brand=evil',
      `/views/new?${new URLSearchParams({ address: '/', name: HOSTILE }).toString()}`,
    ]) {
      const html = await get(page, viewer);
      expect(html).not.toContain('<script>alert');
      expect(html).not.toContain('<img src=x');
      expect(html).toContain('&lt;script&gt;alert');
    }
  });
});

describe('a person who is removed', () => {
  test('leaves no private views behind; what is shared belongs to whoever removed them', async () => {
    const { store } = f;
    const left = 'left@example.org';
    const user = (await store.tx((tx) => tx.people.addUser({ email: left, role: 'analyst', at: 1 })))!;
    const view = { who: left, address: NEGATIVE, brands: ['spotify'], pinned: false, at: 1 };
    const [kept, gone, deleted] = await store.tx(async (tx) => [
      (await tx.views.add({ ...view, name: 'Shared', shared: true }))!,
      (await tx.views.add({ ...view, name: 'Private', shared: false }))!,
      (await tx.views.add({ ...view, name: 'Deleted', shared: true }))!,
    ]);
    await store.tx((tx) => tx.views.remove(deleted!, 2));
    const before = await mine();
    const done = await post(`/people/${user.id}`, { do: 'remove' }, admin);
    expect(done.status).toBe(303);
    expect(await store.read.views.one(gone!)).toBeUndefined();
    expect(await store.read.views.one(deleted!)).toBeUndefined();
    expect(await store.read.views.one(kept!)).toMatchObject({ who: 'admin@example.org', shared: true });
    expect((await mine()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    const cookie = { ...admin!, Cookie: `${admin!.Cookie}; ${cookiesOf(done)}` };
    expect(await get('/people', cookie)).toContain('private saved views. 1 shared view is yours now.');
  });
});
