/** What the forms of the first run give. */
import { describe, expect, it } from 'vitest';
import type { Brand } from '../../../src/domain/brand.ts';
import {
  brandDocument,
  firstTerms,
  freeSlug,
  slugFrom,
  termsForm,
  trialBrand,
} from '../../../dashboard/query/setup-brand.ts';
import { cardKeys, cardSettings, sourceDocument } from '../../../dashboard/query/setup-source.ts';
import { brandSchema } from '../../../config/schema/watch.ts';
import { sourceCards } from '../../../src/setup/cards.ts';

const acme: Brand = { slug: 'acme', name: 'Acme', terms: ['Acme'], exclude: [], packs: [] };
const card = (type: string) => sourceCards(acme, {}).find((one) => one.type === type)!;

describe('names of brands', () => {
  it.each([
    ['Bud Light', 'bud-light'],
    ['Ålesund & Søn', 'alesund-s-n'],
    ['  --Acme!!  ', 'acme'],
    ['日本', ''],
  ])('%s → %s', (name, slug) => expect(slugFrom(name)).toBe(slug));

  it('finds a slug that nothing else has', () => {
    expect(freeSlug('Acme', new Set())).toBe('acme');
    expect(freeSlug('Acme', new Set(['acme', 'acme-2']))).toBe('acme-3');
    expect(freeSlug('日本', new Set())).toBe('brand');
  });

  it('begins with the name, its hashtag and its handle', () => {
    expect(firstTerms('Acme Cloud').terms).toEqual(['Acme Cloud', '#acmecloud', '@acmecloud']);
    for (const name of ['Acme', '日本', 'É', '+++'])
      expect(brandSchema.safeParse(brandDocument({ slug: 'x', name }, firstTerms(name))).success).toBe(
        firstTerms(name).terms.length > 0,
      );
  });
});

describe('terms', () => {
  it('are one a line, each once', () => {
    const form = termsForm({ terms: 'Acme\r\n\r\n Acme \n#acme', exclude: 'acme pie', not: ['a', 'b'] });
    expect(form.terms).toEqual(['Acme', '#acme']);
    expect(form.exclude).toEqual(['acme pie']);
    expect([...form.marked]).toEqual(['a', 'b']);
  });

  it('take a suggestion; an ambiguous name leaves the sure ones and gets context words', () => {
    const exclude = termsForm({ terms: 'Acme', add: 'exclude:acme pie' });
    expect(exclude.exclude).toEqual(['acme pie']);
    const ambiguous = termsForm({ terms: 'Acme\n#acme', add: 'ambiguous:Acme' });
    expect(ambiguous).toMatchObject({ terms: ['#acme'], ambiguous: ['Acme'] });
    expect(ambiguous.context.length).toBeGreaterThan(0);
    const own = termsForm({ terms: 'Acme', context: 'cloud', add: 'ambiguous:Acme' });
    expect(own.context).toEqual(['cloud']);
    expect(termsForm({ terms: 'Acme', add: 'slug:evil' }).terms).toEqual(['Acme']);
  });

  it('keep what the form does not show', () => {
    const before = { ...acme, packs: ['lock-in'], apps: { appStore: '1' }, ambiguous: ['x'], context: ['y'] };
    const document = brandDocument(acme, termsForm({ terms: 'Acme' }), before);
    expect(document).toEqual({
      slug: 'acme',
      name: 'Acme',
      terms: ['Acme'],
      exclude: [],
      packs: ['lock-in'],
      apps: { appStore: '1' },
    });
  });

  it('are not tried without a name', () => {
    expect(trialBrand(acme, termsForm({ terms: '' }))).toBeUndefined();
    expect(trialBrand(acme, termsForm({ ambiguous: 'Acme' }))?.ambiguous).toEqual(['Acme']);
  });
});

describe('cards', () => {
  it('give settings by their fields alone', () => {
    const form = {
      type: 'mastodon',
      baseUrl: 'https://m.example',
      hashtags: 'acme, deleteacme\nacme',
      slug: 'x',
    };
    expect(cardSettings(card('mastodon'), form)).toEqual({
      baseUrl: 'https://m.example',
      hashtags: ['acme', 'deleteacme'],
    });
    expect(cardSettings(card('google-play'), { appId: 'com.acme.app' })).toEqual({
      enabled: true,
      appId: 'com.acme.app',
    });
  });

  it('give keys that were entered', () => {
    const form = { OUTCRY_X_TOKEN: ' token ', OUTCRY_REDDIT_ID: 'other' };
    expect(cardKeys(card('x'), form)).toEqual({ OUTCRY_X_TOKEN: 'token' });
    expect(cardKeys(card('x'), { OUTCRY_X_TOKEN: ' ' })).toEqual({});
  });

  it('name a source after its type, then after the brand', () => {
    const has = (slug: string) => ({ slug, type: 'lemmy', brands: ['*'], everyMinutes: 5, enabled: true });
    const slugOf = (...slugs: string[]) => sourceDocument(card('lemmy'), {}, acme, slugs.map(has)).slug;
    expect(slugOf()).toBe('lemmy');
    expect(slugOf('lemmy')).toBe('acme-lemmy');
    expect(slugOf('lemmy', 'acme-lemmy')).toBe('acme-lemmy-2');
  });
});
