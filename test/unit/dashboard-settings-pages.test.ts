/** The pages on which people configure: adding, refusing, changing, undoing, and what is locked. */
import { beforeAll, describe, expect, it } from 'vitest';
import { CONFIG_KINDS, type ConfigKind } from '../../src/domain/configuration.ts';
import { documentOf, formValues } from '../../dashboard/query/configuration-form.ts';
import { dashboardFixture, type Fixture, HOSTILE, ORIGIN } from './dashboard-fixture.ts';

let f: Fixture;
let admin: Record<string, string>;
beforeAll(async () => {
  f = await dashboardFixture();
  admin = await f.cookie('admin');
});

async function get(path: string, headers = admin) {
  const response = await f.app.request(path, { headers });
  return { status: response.status, html: await response.text() };
}

async function send(path: string, fields: Record<string, string>, headers = admin) {
  const response = await f.app.request(path, {
    method: 'POST',
    headers: { ...headers, origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: response.status, to: response.headers.get('location') ?? '', html: await response.text() };
}

const BRAND = {
  slug: 'acme',
  name: 'Acme',
  terms: 'acme\n@acme',
  packs: 'privacy-betrayal',
  'apps.appStore': '324684580',
};

describe('a brand', () => {
  it('is added, changed, removed and brought back with forms', async () => {
    const added = await send('/settings/brands', { ...BRAND, do: 'save' });
    expect([added.status, added.to]).toEqual([303, '/settings/brands?done=saved&slug=acme']);
    expect((await get(added.to)).html).toContain('acme was saved');
    const form = (await get('/settings/brands/edit/acme')).html;
    expect(form).toContain('acme\n@acme</textarea>');
    const revision = /name="revision" value="(\d+)"/.exec(form)![1]!;
    const changed = await send('/settings/brands/edit/acme', {
      ...BRAND,
      name: 'ACME',
      revision,
      do: 'save',
    });
    expect(changed.status).toBe(303);
    const document = async () => (await f.deps.editor!.entry('brands', 'acme'))?.document;
    expect(await document()).toEqual({
      slug: 'acme',
      name: 'ACME',
      terms: ['acme', '@acme'],
      packs: ['privacy-betrayal'],
      apps: { appStore: '324684580' },
    });
    // The other admin had the page from before.
    const late = await send('/settings/brands/edit/acme', { ...BRAND, name: 'Late', revision, do: 'save' });
    expect([late.status, late.html.includes('admin@example.org changed it at')]).toEqual([409, true]);
    expect(late.html).toContain('value="Late"');
    expect((await send('/settings/brands/edit/acme', { do: 'remove' })).to).toContain('done=removed');
    expect(await document()).toBeUndefined();
    expect((await get('/settings/brands/edit/acme')).html).toContain('It was removed');
    expect((await send('/settings/brands/edit/acme', { do: 'undo' })).status).toBe(303);
    expect(await document()).toMatchObject({ name: 'ACME' });
  });

  it('that is not right is refused at its fields, with what was entered', async () => {
    const { status, html } = await send('/settings/brands', { slug: 'A B', name: HOSTILE, terms: '' });
    expect(status).toBe(422);
    expect(html).toContain('Use lower-case letters');
    expect(html).toContain('Give at least one name');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('value="A B"');
    expect(html).not.toContain('<script>alert(1)');
    expect(html).toContain('&lt;script&gt;alert(1)');
  });

  it('of a file is shown with its file, and cannot be changed', async () => {
    const { html } = await get('/settings/brands/edit/spotify');
    expect(html).toContain('config/brands/spotify.yaml');
    expect(html).not.toContain('value="save"');
    const tried = await send('/settings/brands/edit/spotify', { name: 'x', do: 'save' });
    expect([tried.status, tried.html.includes('Change it there')]).toEqual([409, true]);
  });
});

describe('the other kinds', () => {
  it('a source with the settings of its type; an address inside is refused at the form', async () => {
    const fields = { slug: 'news', type: 'feed', brands: 'spotify', enabled: 'yes' };
    const inside = await send('/settings/sources', { ...fields, rest: 'url: http://169.254.169.254/' });
    expect([inside.status, inside.html.includes('This address cannot be read')]).toEqual([422, true]);
    for (const rest of ['- a', 'a: [', '&a [*a]', `x: ${'y'.repeat(11_000)}`])
      expect([rest.slice(0, 9), (await send('/settings/sources', { ...fields, rest })).status]).toEqual([
        rest.slice(0, 9),
        422,
      ]);
    expect((await send('/settings/sources', { ...fields, rest: 'url: https://example.org/f' })).status).toBe(
      303,
    );
    expect((await f.deps.editor!.entry('sources', 'news'))?.document).toEqual({
      slug: 'news',
      type: 'feed',
      brands: ['spotify'],
      url: 'https://example.org/f',
    });
  });

  it('a route says what it would have sent, and saves nothing by that', async () => {
    const route = {
      name: 'press',
      brands: '*',
      emails: 'press@example.org',
      resolved: 'yes',
      escalate: 'yes',
    };
    const { status, html } = await send('/settings/routes', { ...route, do: 'preview' });
    expect([status, /would have sent \d+ messages?\. Nothing is saved yet/.test(html)]).toEqual([200, true]);
    expect(html).toContain('press@example.org');
    expect(await f.deps.editor!.entries('routes')).toEqual([]);
    const wrong = await send('/settings/routes', { ...route, emails: 'x', do: 'preview' });
    expect([wrong.status, wrong.html.includes('aria-invalid')]).toEqual([422, true]);
  });

  it('every list and every empty form is shown; retention is one entry', async () => {
    for (const kind of CONFIG_KINDS) {
      expect([kind, (await get(`/settings/${kind}`)).status]).toEqual([kind, 200]);
      expect([kind, (await get(`/settings/${kind}/new`)).status]).toEqual([kind, 200]);
    }
    expect((await send('/settings/retention', { keepTextDays: '30' })).status).toBe(303);
    expect((await f.deps.editor!.entry('retention', 'texts'))?.document).toEqual({
      slug: 'texts',
      keepTextDays: 30,
    });
  });

  it.each<[ConfigKind, Record<string, unknown>]>([
    ['brands', { slug: 'a', name: 'A', terms: ['a'], apps: { googlePlay: 'a.b' }, packs: ['x'] }],
    ['sources', { slug: 's', type: 'feed', brands: ['a', 'b'], url: 'https://example.org', enabled: false }],
    [
      'routes',
      {
        name: 'r',
        brands: ['*'],
        emails: ['a@b.c'],
        escalate: false,
        quietHours: { from: '22:00', to: '07:00', zone: 'UTC', days: ['mon'] },
      },
    ],
    [
      'policy-changes',
      {
        slug: 'p',
        brand: 'a',
        title: 'T',
        observed: { after: '2026-01-01', by: '2026-01-02' },
        evidence: [{ note: 'a b', url: 'https://x.org/1' }, { note: 'c' }],
      },
    ],
    ['answer-templates', { slug: 't', title: 'T', kind: 'other', text: 'a {x}\nb', facts: { x: 'y: z' } }],
  ])('a form of %s gives back the document that it shows', (kind, document) => {
    expect(documentOf(kind, formValues(kind, document), document)).toEqual({ document });
  });
});

it('a viewer sees brands without forms to change them, and no sources, routes or retention', async () => {
  const viewer = await f.cookie('viewer');
  const { status, html } = await get('/settings/brands', viewer);
  expect([status, html.includes('Add a brand')]).toEqual([200, false]);
  expect((await get('/settings/brands/edit/acme', viewer)).html).not.toContain('value="save"');
  for (const path of ['sources', 'routes', 'retention', 'brands/new'])
    expect([path, (await get(`/settings/${path}`, viewer)).status]).toEqual([path, 403]);
  expect((await send('/settings/brands/edit/acme', { do: 'remove' }, viewer)).status).toBe(403);
  // Control.
  expect((await get('/settings/brands')).html).toContain('Add a brand');
});
