/** Pairs that a reader would name, on the shipped library. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadLibrary } from '../../config/library.ts';
import type { Capsule } from '../domain/capsule.ts';
import { LEAST_ALIKE, likeness, nearest } from './nearest.ts';
import { profileOf, themesOf } from './profile.ts';

const library = loadLibrary(join(packageRoot, 'config'));
const get = (slug: string): Capsule => {
  const found = library.find((one) => one.slug === slug);
  if (!found) throw new Error(`no capsule ${slug}`);
  return found;
};
const near = (slug: string) =>
  nearest(
    profileOf(get(slug)),
    library.filter((one) => one.slug !== slug),
  );
const alike = (a: string, b: string) => likeness(profileOf(get(a)), profileOf(get(b)));

describe('nearest incidents', () => {
  it.each([
    ['whatsapp-terms-2021', 'whatsapp-facebook-2016'],
    ['facebook-beacon-2007', 'facebook-news-feed-2006'],
    ['google-buzz-2010', 'facebook-beacon-2007'],
    ['zoom-terms-2023', 'adobe-terms-2024'],
    ['spotify-policy-2015', 'evernote-policy-2016'],
    ['hashicorp-licence-2023', 'wizards-ogl-2023'],
    ['equifax-breach-2017', '23andme-breach-2023'],
    ['uber-concealed-breach-2017', 'google-plus-2018'],
    ['microsoft-recall-2024', 'windows-10-2015'],
    ['path-address-books-2012', 'clubhouse-contacts-2021'],
    ['unity-runtime-fee-2023', 'netflix-sharing-us-2023'],
    ['gm-ignition-2014', 'chipotle-outbreaks-2015'],
    ['volkswagen-diesel-2015', 'wells-fargo-accounts-2016'],
  ])('%s is near %s', (slug, other) => {
    expect(near(slug).map(({ capsule }) => capsule.slug)).toContain(other);
    expect(alike(slug, other).score).toBeCloseTo(alike(other, slug).score, 10);
  });

  it.each([
    ['bud-light-2023', 'equifax-breach-2017'],
    ['southwest-meltdown-2022', 'spotify-policy-2015'],
    ['volkswagen-diesel-2015', 'reddit-api-2023'],
  ])('control: %s is not near %s', (slug, other) => {
    expect(alike(slug, other).score).toBeLessThan(LEAST_ALIKE);
  });

  it('gives its reasons in words', () => {
    const [first] = near('whatsapp-terms-2021');
    expect(first?.capsule.slug).toBe('whatsapp-facebook-2016');
    expect(first?.reasons).toEqual([
      'about privacy',
      'set off by new terms or a new policy',
      'the same company',
    ]);
  });

  it('leaves out what is unknown on one side, and names nobody where nothing is known', () => {
    expect(nearest({ themes: [] }, library)).toEqual([]);
    const terms = nearest({ themes: ['privacy'], kind: 'backlash', change: 'terms' }, library);
    expect(terms.map(({ capsule }) => capsule.change)).toEqual(['terms', 'terms', 'terms']);
  });

  it('lowers the likeness of a backlash and complaints', () => {
    const one = profileOf(get('sonos-app-2024'));
    expect(likeness(one, { ...one, kind: 'backlash' }).score).toBeCloseTo(likeness(one, one).score / 2, 10);
  });
});

describe('themes of categories', () => {
  it('are those of the packs, the heaviest first, without what hardly comes', () => {
    const categories = [
      { code: 'price_or_terms', weight: 0.2 },
      { code: 'third_party_sharing', weight: 0.5 },
      { code: 'surveillance', weight: 0.3 },
      { code: 'exit_intent', weight: 0.9 },
      { code: 'safety_harm', weight: 0.01 },
    ];
    expect(themesOf(categories)).toEqual(['privacy', 'price_terms']);
    expect(themesOf([])).toEqual([]);
  });
});
