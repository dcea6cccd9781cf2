/** Configuring by HTTP: what is accepted, refused and undone, and what else changes with it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testEditors } from '../support/editors.ts';
import { asker, BRAND, CHANGE, ROUTE, SOURCE } from './configuration-ground.ts';
import { config, dashboardFixture, type Fixture, ONSET } from './dashboard-fixture.ts';

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

describe('an entry', () => {
  it('is added, read, changed, removed and brought back; each is in the history and in the audit log', async () => {
    const added = await ask('POST', 'brands', BRAND);
    expect([added.status, added.body]).toMatchObject([
      201,
      { entry: { slug: 'acme', locked: false, unused: null, entry: BRAND }, notes: [] },
    ]);
    expect((await f.store.read.brands.bySlug('acme'))?.name).toBe('Acme');
    expect((await ask('GET', 'brands/acme')).etag).toBe(added.etag);

    const changed = await ask('PATCH', 'brands/acme', { name: 'ACME', exclude: ['acme corp'] });
    expect(changed.body).toMatchObject({
      entry: { entry: { ...BRAND, name: 'ACME', exclude: ['acme corp'] } },
    });
    expect((await ask('PATCH', 'brands/acme', { exclude: null })).body).toMatchObject({
      entry: { entry: { name: 'ACME' } },
    });
    expect((await f.store.read.brands.bySlug('acme'))?.name).toBe('ACME');

    expect((await ask('DELETE', 'brands/acme')).body).toEqual({ entry: null, notes: [] });
    expect(await statusOf('GET', 'brands/acme')).toBe(404);
    // What was collected stays.
    expect(await f.store.read.brands.bySlug('acme')).toBeDefined();
    expect((await ask('POST', 'brands/acme/undo')).body).toMatchObject({
      entry: { entry: { name: 'ACME' } },
    });

    const { changes } = (await ask('GET', 'brands/acme/history')).body as { changes: { id: number }[] };
    expect(changes).toHaveLength(5);
    expect(changes[1]).toMatchObject({
      by: 'token robot (of nobody)',
      before: { name: 'ACME' },
      after: null,
    });
    const back = await ask('POST', 'brands/acme/undo', { change: changes.at(-2)!.id });
    expect(back.body).toMatchObject({ entry: { entry: BRAND } });
    const audit = await f.store.read.audit.list({ limit: 6 });
    expect(audit.map(({ what, subject }) => `${what} ${subject}`)).toEqual([
      'undid a change of brand acme',
      'undid a change of brand acme',
      'removed brand acme',
      'changed brand acme',
      'changed brand acme',
      'added brand acme',
    ]);
  });

  it('of each kind is added, listed, changed, undone and removed', async () => {
    const cases: [string, string, object, object][] = [
      ['sources', 'acme-news', SOURCE, { everyMinutes: 30 }],
      ['routes', 'press', ROUTE, { maxPerHour: 3 }],
      ['policy-changes', 'acme-terms', CHANGE, { effective: '2015-09-01T12:00Z' }],
      [
        'responses',
        'acme-sorry',
        { ...CHANGE, announced: undefined, slug: 'acme-sorry', kind: 'apology', at: '2015-08-21' },
        { kind: 'reversal' },
      ],
      [
        'answer-templates',
        'sorry',
        { slug: 'sorry', title: 'Sorry', kind: 'apology', text: 'We are sorry, {brand}.' },
        { text: 'Sorry.' },
      ],
      ['retention', 'texts', { slug: 'texts', keepTextDays: 30 }, { keepTextDays: 0 }],
    ];
    const own = async (kind: string) =>
      ((await ask('GET', kind)).body as { entries: { locked: boolean }[] }).entries.filter(
        (entry) => !entry.locked,
      );
    for (const [kind, slug, document, patch] of cases) {
      const written = JSON.parse(JSON.stringify(document)) as object;
      expect([kind, await statusOf('POST', kind, document)]).toEqual([kind, 201]);
      expect(await own(kind)).toMatchObject([{ slug, entry: written }]);
      expect((await ask('PATCH', `${kind}/${slug}`, patch)).body).toMatchObject({
        entry: { entry: { ...written, ...patch } },
      });
      expect((await ask('POST', `${kind}/${slug}/undo`)).body).toMatchObject({ entry: { entry: written } });
      expect((await ask('DELETE', `${kind}/${slug}`)).status).toBe(200);
      expect(await own(kind)).toEqual([]);
    }
  });
});

/** The two brands and the change of the fixture are files. */
describe('what is refused', () => {
  it('fields, each by its path, in plain English', async () => {
    const long = { slug: 'a b', name: 'x'.repeat(101), terms: [], packs: ['none'], colour: 'red' };
    const { status, body } = await ask('POST', 'brands', long);
    expect([status, body.error]).toEqual([422, 'invalid']);
    expect(body.fields).toMatchObject({
      name: 'Name is too long: at most 100 characters',
      slug: expect.stringContaining('Use lower-case letters'),
      '': 'The entry has a field that is not known: "colour"',
      terms: expect.stringContaining('Give at least one name'),
    });
    expect(await statusOf('GET', 'brands/a%20b')).toBe(404);
    expect((await ask('POST', 'brands', {})).body.fields).toMatchObject({
      slug: expect.any(String),
      name: 'Name is missing (text)',
    });
    expect(
      (await ask('POST', 'policy-changes', { ...CHANGE, brand: 'nobody', touches: ['no'] })).body.fields,
    ).toEqual({
      brand: expect.stringContaining('"nobody" is not known'),
      touches: expect.stringContaining('"no"'),
    });
    expect(
      (await ask('POST', 'routes', { ...ROUTE, brands: ['acme', 'nobody'] })).body.fields,
    ).toHaveProperty('brands');
    expect((await ask('POST', 'sources', { ...SOURCE, type: 'none' })).status).toBe(422);
    expect((await ask('POST', 'retention', { slug: 'texts', keepTextDays: 1.5 })).body.fields).toEqual({
      keepTextDays: expect.stringContaining('Keep text days must be'),
    });
  });

  it('another name, a name that is taken, what is no object, and what a file defines', async () => {
    expect((await ask('PATCH', 'brands/acme', { slug: 'other' })).body.fields).toHaveProperty('slug');
    expect((await ask('POST', 'brands', BRAND)).body.error).toBe('exists');
    for (const body of ['[]', '"x"', '{', 'null', '['.repeat(20_000)])
      expect(await statusOf('POST', 'brands', body)).toBe(400);
    for (const [method, path] of [
      ['PATCH', 'brands/spotify'],
      ['DELETE', 'brands/spotify'],
      ['POST', 'brands/spotify/undo'],
    ] as const) {
      const { status, body } = await ask(method, path, method === 'PATCH' ? { name: 'x' } : undefined);
      expect([status, body.error, body.locked]).toEqual([409, 'locked', true]);
      expect(body.message).toContain('config/brands/spotify.yaml');
    }
    expect((await ask('POST', 'brands', { ...BRAND, slug: 'spotify' })).body.error).toBe('locked');
    expect((await ask('GET', 'brands/spotify')).body).toMatchObject({
      locked: true,
      file: 'brands/spotify.yaml',
    });
  });

  it('addresses that are never read', async () => {
    for (const url of [
      'http://127.0.0.1/feed',
      'http://[::1]/feed',
      'http://169.254.169.254/latest',
      'http://localhost/feed',
      'https://example.org:22/feed',
      'https://ann:secret@example.org/feed',
    ]) {
      const { status, body } = await ask('POST', 'sources', { ...SOURCE, slug: 'inside', url });
      expect([url, status, Object.keys(body.fields ?? {})]).toEqual([url, 422, ['url']]);
    }
    expect((await ask('GET', 'sources')).body).toEqual({ entries: [] });
  });

  it('the older of two edits at once, with who was first', async () => {
    const { etag } = await ask('GET', 'brands/acme');
    const condition = { ...admin, 'If-Match': etag! };
    expect(await statusOf('PATCH', 'brands/acme', { name: 'First' }, condition)).toBe(200);
    const second = await ask('PATCH', 'brands/acme', { name: 'Second' }, condition);
    expect([second.status, second.body.error]).toEqual([409, 'changed']);
    expect(second.body.message).toContain('token robot (of nobody) changed it at');
    expect(await statusOf('DELETE', 'brands/acme', undefined, condition)).toBe(409);
    expect(await statusOf('PATCH', 'brands/acme', {}, { ...admin, 'If-Match': 'x' })).toBe(400);
    expect((await ask('GET', 'brands/acme')).body).toMatchObject({ entry: { name: 'First' } });
  });

  it('twenty additions of one name at the same moment: one wins', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        statusOf('POST', 'brands', { ...BRAND, slug: 'race', name: `R${i}` }),
      ),
    );
    expect(made.toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    await ask('DELETE', 'brands/race');
  });
});

describe('a brand that is removed', () => {
  it('leaves out what is about it, narrows routes to the others, and brings both back when it is undone', async () => {
    await ask('POST', 'policy-changes', CHANGE);
    await ask('POST', 'routes', { ...ROUTE, brands: ['acme', 'spotify'] });
    const { notes } = (await ask('DELETE', 'brands/acme')).body as { notes: string[] };
    expect(notes.toSorted()).toEqual([
      expect.stringContaining('policy change acme-terms is no longer used'),
      expect.stringContaining('route press is used in part'),
    ]);
    expect((await ask('GET', 'policy-changes/acme-terms')).body.unused).toContain('"acme" is not known');
    expect((await ask('GET', 'routes/press')).body.unused).toBeNull();
    const back = (await ask('POST', 'brands/acme/undo')).body as { notes: string[] };
    expect(back.notes.toSorted()).toEqual([
      'policy change acme-terms is used again',
      'route press is used again',
    ]);
    expect((await ask('GET', 'policy-changes/acme-terms')).body.unused).toBeNull();
    await ask('DELETE', 'policy-changes/acme-terms');
    await ask('DELETE', 'routes/press');
  });

  it('stays while a file refers to it', async () => {
    const { store } = f;
    const clock = () => ONSET;
    const route = {
      name: 'file-route',
      brands: ['acme'],
      recipients: [],
      kinds: [],
      minSeverity: 1,
      maxPerHour: 1,
    };
    const { editor } = await testEditors({ store, config: { ...config, routes: [route] }, clock });
    const refused = await editor.remove('brands', 'acme', { who: 'ann' });
    expect(refused).toMatchObject({
      kind: 'invalid',
      fields: { '': expect.stringContaining('routes/file-route.yaml') },
    });
  });
});

describe('files and database', () => {
  it('of one name: the file wins, the other is left out with the reason, and the operator is notified', async () => {
    const { store } = f;
    await ask('POST', 'policy-changes', CHANGE);
    const file = { ...config.brands[0]!, slug: 'acme', name: 'From a file' };
    const made = await testEditors({
      store,
      config: { ...config, brands: [...config.brands, file] },
      clock: () => ONSET,
    });
    expect(made.live.config.brands.find(({ slug }) => slug === 'acme')?.name).toBe('From a file');
    const entries = (await made.editor.entries('brands')).filter(({ slug }) => slug === 'acme');
    expect(entries.map(({ file: from, unused }) => [from, unused])).toEqual([
      ['brands/acme.yaml', undefined],
      [undefined, 'brands/acme.yaml defines it too, and files win'],
    ]);
    expect(made.notices).toEqual([expect.stringContaining('brands/acme is not used')]);
    expect(await made.editor.remove('brands', 'acme', { who: 'ann' })).toMatchObject({ kind: 'locked' });
    await ask('DELETE', 'policy-changes/acme-terms');
  });

  it('a view of the configuration follows what another process changes', async () => {
    const { store } = f;
    const { live } = await testEditors({ store, config, clock: () => ONSET });
    const seen: string[] = [];
    live.onChange(({ before, after }) => void seen.push(`${before.brands.length} → ${after.brands.length}`));
    const { config: view } = live;
    const had = view.brands.length;
    await ask('POST', 'brands', { ...BRAND, slug: 'later' });
    expect(view.brands).toHaveLength(had);
    await Promise.all([live.refresh(), live.refresh()]);
    expect(view.brands.map(({ slug }) => slug)).toContain('later');
    await live.refresh();
    expect(seen).toEqual([`${had} → ${had + 1}`]);
    expect(structuredClone(view).brands).toEqual(view.brands);
    await ask('DELETE', 'brands/later');
  });

  it('retention that the environment sets is locked', async () => {
    const { store } = f;
    const lockedBy = { retention: 'OUTCRY_KEEP_TEXT_DAYS' };
    const { editor } = await testEditors({ store, config, clock: () => ONSET, lockedBy });
    const result = await editor.add('retention', { slug: 'texts', keepTextDays: 3 }, { who: 'ann' });
    expect(result).toEqual({ kind: 'locked', by: 'OUTCRY_KEEP_TEXT_DAYS' });
  });
});
