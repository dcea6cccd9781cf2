/** Forms about people and tokens: what a refused one keeps, how a token is replaced, and what can be undone. */
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { dashboardFixture, type Fixture, HOSTILE } from './dashboard-fixture.ts';
import { sessionOf } from './notice-session.ts';

let f: Fixture;
let s: Awaited<ReturnType<typeof sessionOf>>;
beforeEach(async () => {
  f = await dashboardFixture({ deps: { deviceKey: 'key' } });
  s = await sessionOf(f, 'admin');
});

const tokens = () => f.store.read.people.apiTokens();
const person = (email: string) => f.store.read.people.userByEmail(email);
const secretIn = (html: string) => /<code>([\w-]{20,})<\/code>/.exec(html)?.[1] ?? '';
const status = async (secret: string, path = '/api/v1/brands') =>
  (await f.app.request(path, { headers: { Authorization: `Bearer ${secret}` } })).status;

async function makeToken(fields: Record<string, string> = {}): Promise<string> {
  const all = { name: 'grafana', role: 'viewer', brand: 'spotify', days: '30', ...fields };
  return secretIn(await (await s.post('/people/tokens', all)).text());
}

describe('the choice of brands', () => {
  it('starts with none, for an invitation and for a token', async () => {
    const html = await s.get('/people');
    expect(html.match(/name="brand"/g)?.length).toBe(4);
    expect(html).not.toMatch(/name="(brand|all)"[^>]*checked/);
  });

  it.each([
    ['/people', { email: 'ann@example.com', role: 'viewer', mail: '1' }, 'invite'],
    ['/people/tokens', { name: 'grafana', role: 'analyst', days: '7' }, 'token'],
  ])('%s without one is refused at its field, and keeps the rest', async (path, fields, id) => {
    const refused = await s.post(path, fields);
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toContain(`<p id="${id}-problem" class="problem">Choose at least one brand, or all.`);
    for (const value of Object.values(fields).filter((one) => one.length > 1))
      expect(html).toContain(`value="${value}"`);
    expect(html.slice(html.indexOf(`id="${id}-role"`))).toMatch(
      new RegExp(`^[^]*?<option value="${fields.role}" selected`),
    );
    expect([await person('ann@example.com'), await tokens()]).toEqual([undefined, []]);
    // Control: with one it is taken.
    expect((await s.post(path, { ...fields, brand: 'spotify' })).status).toBe(200);
  });

  it('can be searched where there are many; without scripts the search is hidden and the list is whole', async () => {
    expect(await s.get('/people')).not.toContain('type="search"');
    await f.store.tx(async (tx) => {
      for (let i = 0; i < 45; i += 1)
        await tx.brands.upsert({ slug: `b${i}`, name: `${HOSTILE} ${i}`, origin: 'config' });
    });
    const html = await s.get('/people');
    expect(html).toMatch(/<p class="brand-search" hidden[^>]*><input type="search"/);
    expect(html).toContain('placeholder="Search 47 brands"');
    expect(html.match(/id="invite-b\d+"/g)?.length).toBe(45);
    expect(html).not.toContain('<script>alert');
  });

  it('shows those that are chosen first', async () => {
    await f.store.tx((tx) =>
      tx.people.addUser({ email: 'ann@example.com', role: 'viewer', brands: ['spotify', 'gone'], at: 1 }),
    );
    const { id } = (await person('ann@example.com'))!;
    const html = await s.get(`/people?edit=${id}`);
    const order = [...html.matchAll(new RegExp(`id="u${id}-(\\w+)"[^>]*?(checked)?(?:="")?/?>`, 'g'))];
    expect(order.map(([, slug, checked]) => [slug, checked !== undefined])).toEqual([
      ['all', false],
      ['spotify', true],
      ['gone', true],
      ['evil', false],
    ]);
  });
});

describe('a refused token', () => {
  it.each([
    ['days', { days: '4000' }, 'Enter 1 to 3650 days.'],
    ['days', { days: HOSTILE }, 'Enter 1 to 3650 days.'],
    ['name', { name: ' ' }, 'Enter what the token is for.'],
  ])('says what is wrong at its field: %s', async (field, fields, problem) => {
    const all = { name: HOSTILE, role: 'viewer', brand: 'spotify', days: '30', ...fields };
    const refused = await s.post('/people/tokens', all);
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toContain(`<p id="token-${field}-problem" class="problem">${problem}`);
    expect(html).toMatch(/id="token-spotify"[^>]*checked/);
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect(await tokens()).toEqual([]);
  });
});

describe('a token', () => {
  it('is shown once with a copy button, and taken back from there', async () => {
    const made = await s.post('/people/tokens', { name: 'x', role: 'viewer', all: '1', days: '9' });
    const html = await made.text();
    const secret = secretIn(html);
    expect(html).toContain(`data-copy="${secret}"`);
    expect(await s.get('/people')).not.toContain(secret);
    const [token] = await tokens();
    expect(html).toMatch(new RegExp(`action="/people/tokens/${token!.id}"[^]*value="revoke"[^]*Revoke`));
    const revoked = await s.post(`/people/tokens/${token!.id}`, { do: 'revoke' });
    expect(await s.noticeOf(revoked)).toContain('This cannot be undone.');
    expect(await status(secret)).toBe(401);
  });

  it.each([
    ['0', 0],
    ['1', 1],
    ['24', 24],
    ['168', 168],
  ])('is replaced by one with the same rights; the old one works for %s hours', async (keep, hours) => {
    const old = await makeToken();
    const [{ id } = { id: 0 }] = await tokens();
    const form = await s.get(`/people?replace=${id}`);
    expect(form).toContain('viewer, brands: spotify');
    expect(form).toMatch(/id="replace-days"[^>]*value="30"/);
    const at = f.deps.clock();
    const page = await s.post(`/people/tokens/${id}`, { do: 'replace', keep, days: '60' });
    const secret = secretIn(await page.text());
    expect(page.status).toBe(200);
    expect([await status(secret), await status(old)]).toEqual([200, hours === 0 ? 401 : 200]);
    const all = await tokens();
    expect(all.at(-1)).toMatchObject({
      name: 'grafana',
      role: 'viewer',
      brands: ['spotify'],
      owner: 'person',
      expiresAt: at + 60 * DAY_MS,
    });
    expect(all.length).toBe(hours === 0 ? 1 : 2);
    if (hours === 0) return;
    f.setNow(at + hours * HOUR_MS - 1);
    expect(await status(old)).toBe(200);
    f.setNow(at + hours * HOUR_MS);
    expect([await status(secret), await status(old)]).toEqual([200, 401]);
  });

  it('gets by a replacement no more rights than it has at the moment, and no longer life', async () => {
    await f.store.tx((tx) =>
      tx.people.addUser({ email: 'ann@example.com', role: 'viewer', brands: ['spotify'], at: 1 }),
    );
    const ann = (await person('ann@example.com'))!;
    const at = f.deps.clock();
    const hers = { hash: 'h', name: HOSTILE, role: 'admin', brands: null, at, createdBy: 'ann' } as const;
    await f.store.tx((tx) =>
      tx.people.addApiToken({ ...hers, owner: 'person', userId: ann.id, expiresAt: at + HOUR_MS }),
    );
    const [{ id } = { id: 0 }] = await tokens();
    const page = await s.post(`/people/tokens/${id}`, { do: 'replace', keep: '168', days: '9' });
    const html = await page.text();
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    const [old, made] = await tokens();
    expect(old?.expiresAt).toBe(at + HOUR_MS);
    expect(made).toMatchObject({ role: 'viewer', brands: ['spotify'] });
    expect(made?.person?.email).toBe('admin@example.org');
    expect([await status(secretIn(html)), await status(secretIn(html), '/people')]).toEqual([200, 403]);
    const [said] = await f.store.read.audit.list({ limit: 1 });
    expect(said?.what).toMatch(/^replaced the token: viewer, brands: spotify; the old one ends /);
  });

  it.each([
    [{ keep: '25', days: '9' }, 'replace-keep'],
    [{ keep: '24', days: '0' }, 'replace-days'],
  ])('%j replaces nothing and says so at its field', async (fields, field) => {
    await makeToken();
    const before = await tokens();
    const refused = await s.post(`/people/tokens/${before[0]!.id}`, { do: 'replace', ...fields });
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining(`<p id="${field}-problem" class="problem">`),
    ]);
    expect(await tokens()).toEqual(before);
  });

  it('asks before it is revoked', async () => {
    await makeToken({ name: HOSTILE });
    const [{ id } = { id: 0 }] = await tokens();
    const html = await s.get(`/people?revoke=${id}`);
    expect(html).toContain('It cannot be undone.');
    expect(html).toContain('It was never used.');
    expect(html).not.toMatch(/<script>alert|<img src=x/);
    expect((await tokens()).length).toBe(1);
  });
});

describe('a change of a person', () => {
  it('is undone with all brands of before', async () => {
    const brands = ['spotify', 'evil'];
    await f.store.tx((tx) => tx.people.addUser({ email: 'ann@example.com', role: 'analyst', brands, at: 1 }));
    const ann = (await person('ann@example.com'))!;
    const change = { do: 'change', role: 'admin', all: '1', revision: String(ann.revision) };
    const done = await s.post(`/people/${ann.id}`, change);
    expect(await s.noticeOf(done)).toBe('ann@example.com is now admin, brands: all.');
    expect(await person('ann@example.com')).toMatchObject({ role: 'admin', brands: null });
    const undone = await s.undo(done);
    expect(undone.status).toBe(303);
    expect(await person('ann@example.com')).toMatchObject({ role: 'analyst', brands });
    // And back again.
    await s.undo(undone);
    expect(await person('ann@example.com')).toMatchObject({ role: 'admin', brands: null });
    expect((await s.undo(undone)).status).toBe(409);
  });

  it('an invitation is taken back; a removal says that it is for good', async () => {
    const page = await s.post('/people', { email: 'ann@example.com', role: 'viewer', all: '1' });
    const html = await page.text();
    const { id } = (await person('ann@example.com'))!;
    expect(html).toMatch(new RegExp(`action="/people/${id}"[^]*name="do" value="remove"[^]*Undo`));
    const removed = await s.post(`/people/${id}`, { do: 'remove' });
    expect(await person('ann@example.com')).toBeUndefined();
    expect(await s.noticeOf(removed)).toContain('This cannot be undone.');
    expect((await s.undo(removed)).status).toBe(404);
  });

  it('that is refused keeps what was chosen', async () => {
    const me = (await person('admin@example.org'))!;
    const change = { do: 'change', role: 'viewer', brand: 'spotify', revision: String(me.revision) };
    const refused = await s.post(`/people/${me.id}`, change);
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toContain('There must be at least one admin');
    expect(html).toMatch(new RegExp(`id="u${me.id}-spotify"[^>]*checked`));
    expect(html.slice(html.indexOf(`id="role-${me.id}"`))).toMatch(/^[^]*?<option value="viewer" selected/);
  });
});
