/** What the settings try before they save: terms of a brand, sources by cards and by their form. Nothing is stored by a trial. */
import { beforeAll, describe, expect, it } from 'vitest';
import { documentOf, formValues } from '../../dashboard/query/configuration-form.ts';
import { fieldsFor } from '../../dashboard/views/configuration/fields.ts';
import type { Brand } from '../../src/domain/brand.ts';
import { sourceCards } from '../../src/setup/cards.ts';
import type { SetupTools } from '../../src/setup/port.ts';
import { previewTerms } from '../../src/setup/terms/preview.ts';
import { readSource } from '../../src/setup/source-parts.ts';
import { dashboardFixture, type Fixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

const BRAND = { slug: 'acme', name: 'Acme', terms: ['acme'], packs: [] };
const SECRET = 'card-s3cret-5521';
let f: Fixture;
let admin: Record<string, string>;
const tested: { settings: Readonly<Record<string, unknown>>; brand: string }[] = [];
const previewed: Brand[] = [];

function post(n: number, text: string) {
  return {
    key: `site:${n}`,
    source: 'Site',
    title: undefined,
    text,
    url: 'javascript:alert(9)',
    publishedAt: ONSET + n,
  };
}
const POSTS = [post(1, 'I left acme today'), post(2, `Acme shop ${HOSTILE}`), post(3, 'acmecloud is down')];

const tools = {
  cards: (brand) => sourceCards(brand, {}),
  async preview(brand, marked) {
    previewed.push(brand);
    const saved = f.deps.config.brands.find(({ slug }) => slug === brand.slug) ?? { ...BRAND, exclude: [] };
    return previewTerms(brand, [{ source: 'Site', posts: POSTS, coveredMs: 3_600_000 }], marked, saved);
  },
  async testSource(settings, brand) {
    tested.push({ settings, brand: brand.slug });
    return settings.url === 'https://down.example/feed'
      ? { ok: false, text: 'It cannot be read: nobody answers.' }
      : { ok: true, text: `Read 3 posts, none of them names ${brand.name}.` };
  },
  checkSource: readSource,
  channels: { hooks: [], mail: 'files' },
} as Partial<SetupTools> as SetupTools;

beforeAll(async () => {
  f = await dashboardFixture({ deps: { setup: tools } });
  admin = await f.cookie('admin');
  expect((await f.deps.editor!.add('brands', BRAND, { who: 'ann' })).kind).toBe('done');
});

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
async function get(path: string, headers = admin) {
  const response = await f.app.request(path, { headers });
  return { status: response.status, html: await response.text() };
}
async function send(path: string, fields: Record<string, string>, headers: Record<string, string> = admin) {
  const sent = { method: 'POST', headers: { ...SAME, ...headers }, body: new URLSearchParams(fields) };
  const response = await f.app.request(path, sent);
  return { status: response.status, html: await response.text() };
}
const entry = async (kind: 'brands' | 'sources', slug: string) =>
  (await f.deps.editor!.entry(kind, slug))?.document;

describe('the terms of a brand', () => {
  const form = { ...BRAND, terms: 'acme\nacmecloud', packs: '' };

  it('are tried beside the form: what would come, and nothing is saved', async () => {
    expect((await get('/settings/brands/edit/acme')).html).toContain(
      'data-preview="/settings/brands/preview"',
    );
    const { status, html } = await send('/settings/brands/edit/acme', { ...form, do: 'preview' });
    expect(status).toBe(200);
    expect(html).toContain('Compared with the saved terms: 1 post more, 0 fewer');
    expect(html).toContain('acme\nacmecloud</textarea>');
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('href="javascript:');
    expect(await entry('brands', 'acme')).toEqual(BRAND);
    const part = await send('/settings/brands/preview', form);
    expect(part.html).toContain('id="preview"');
    expect(part.html).not.toContain('<header');
  });

  it('take a suggestion into their field', async () => {
    const { html } = await send('/settings/brands/edit/acme', { ...form, add: `exclude:${HOSTILE}` });
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script>alert(1)');
    expect(previewed.at(-1)?.exclude).toEqual([HOSTILE]);
  });

  it('are tried by those who may change the brand, and by nobody of another site', async () => {
    const before = previewed.length;
    const viewer = await f.cookie('viewer');
    expect((await send('/settings/brands/preview', form, viewer)).status).toBe(403);
    expect((await send('/settings/brands/edit/acme', { ...form, do: 'preview' }, viewer)).status).toBe(403);
    const cross = { ...admin, 'Sec-Fetch-Site': 'cross-site' };
    expect((await send('/settings/brands/preview', form, cross)).status).toBe(403);
    // Somebody with limited brands asks no site: stored posts of others are none of theirs.
    await send('/settings/brands/preview', form, await f.cookie('analyst', ['evil']));
    expect(previewed.length).toBe(before);
    expect((await send('/settings/brands/preview', form, await f.cookie('analyst'))).status).toBe(200);
    expect(previewed.length).toBe(before + 1);
  });
});

describe('a new source', () => {
  it('is tested and added by its card', async () => {
    const page = await get('/settings/sources/new?brand=spotify');
    expect(page.html).toContain('Add a source for Spotify');
    expect(page.html).toContain('id="feed"');
    const card = { type: 'feed', url: 'https://example.org/feed' };
    const trial = await send('/settings/sources/cards?brand=spotify', { ...card, do: 'test' });
    expect([trial.status, trial.html.includes('Read 3 posts')]).toEqual([200, true]);
    expect(await f.deps.editor!.entries('sources')).toEqual([]);
    expect((await send('/settings/sources/cards?brand=spotify', { ...card, do: 'add' })).html).toContain(
      'is added',
    );
    expect(await entry('sources', 'feed')).toMatchObject({
      type: 'feed',
      brands: ['spotify'],
      url: card.url,
    });
  });

  it('is refused at an inner address, and shows no key that was entered', async () => {
    const inside = { type: 'feed', url: 'http://169.254.169.254/latest', do: 'add' };
    const refused = await send('/settings/sources/cards?brand=spotify', inside);
    expect([refused.status, refused.html.includes('This address cannot be read')]).toEqual([400, true]);
    const key = { type: 'youtube', searches: HOSTILE, OUTCRY_YOUTUBE_KEY: SECRET, do: 'test' };
    const { html } = await send('/settings/sources/cards?brand=spotify', key);
    expect([html.includes(SECRET), html.includes('<script>alert')]).toEqual([false, false]);
    expect((await send('/settings/sources/cards', { type: 'nothing', do: 'add' })).status).toBe(400);
  });

  it('is for admins', async () => {
    for (const role of ['viewer', 'analyst'] as const) {
      const cookie = await f.cookie(role);
      expect((await get('/settings/sources/new', cookie)).status).toBe(403);
      expect((await send('/settings/sources/cards', { type: 'feed', do: 'add' }, cookie)).status).toBe(403);
    }
    const some = await f.cookie('admin', ['evil']);
    expect((await get('/settings/sources/new', some)).html).not.toContain('/settings/sources/cards');
    admin = await f.cookie('admin');
  });
});

describe('a source that is there', () => {
  it('has fields for the settings of its type, and is tested with what stands in them', async () => {
    const page = (await get('/settings/sources/edit/feed')).html;
    expect(page).toMatch(/name="url"[^>]*value="https:\/\/example.org\/feed"/);
    const revision = /name="revision" value="(\d+)"/.exec(page)![1]!;
    const form = {
      slug: 'feed',
      type: 'feed',
      brands: 'spotify',
      enabled: 'yes',
      keep: '',
      rest: '',
      revision,
    };
    const down = await send('/settings/sources/edit/feed', {
      ...form,
      url: 'https://down.example/feed',
      do: 'test',
    });
    expect([down.status, down.html.includes('nobody answers')]).toEqual([200, true]);
    expect(tested.at(-1)).toMatchObject({ brand: 'spotify', settings: { url: 'https://down.example/feed' } });
    const up = await send('/settings/sources/edit/feed', {
      ...form,
      url: 'https://example.org/2',
      do: 'test',
    });
    expect(up.html).toContain('Read 3 posts, none of them names Spotify. Nothing is saved yet.');
    expect(await entry('sources', 'feed')).toMatchObject({ url: 'https://example.org/feed' });
    const inside = await send('/settings/sources/edit/feed', {
      ...form,
      url: 'http://127.0.0.1/',
      do: 'save',
    });
    expect([inside.status, inside.html.includes('This address cannot be read')]).toEqual([422, true]);
    expect(
      (await send('/settings/sources/edit/feed', { ...form, url: 'https://example.org/2', do: 'save' }))
        .status,
    ).toBe(303);
    expect(await entry('sources', 'feed')).toMatchObject({ url: 'https://example.org/2' });
  });

  it('keeps what nobody touched as it was written', () => {
    const card = sourceCards(undefined, {}).find(({ type }) => type === 'app-store')!;
    const fields = fieldsFor('sources', card);
    const document = {
      slug: 'a',
      type: 'app-store',
      brands: ['acme'],
      appId: 324684580,
      countries: ['us'],
      other: { x: 1 },
    };
    expect(documentOf('sources', formValues('sources', document, fields), document, fields)).toEqual({
      document,
    });
  });
});
