/** What a person may write in a brand's file. */
import { describe, expect, it } from 'vitest';
import { brandSchema } from '../../config/schema/watch.ts';
import { namesOf } from '../../src/domain/brand.ts';

const BASE = { slug: 'apple', name: 'Apple', terms: ['apple inc'] };

function problems(brand: object): string[] {
  const parsed = brandSchema.safeParse({ ...BASE, ...brand });
  return parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
}

describe('a brand', () => {
  it('may have ambiguous names beside its terms or instead of them', () => {
    const brand = { ...BASE, ambiguous: ['apple'], context: ['iphone'] };
    expect(namesOf(brandSchema.parse(brand) as Parameters<typeof namesOf>[0])).toEqual([
      'apple inc',
      'apple',
    ]);
    expect(problems({ terms: [], ambiguous: ['apple'], context: ['iphone'] })).toEqual([]);
    expect(problems({ terms: undefined, ambiguous: ['apple'], context: ['iphone'] })).toEqual([]);
    expect(brandSchema.parse(BASE)).not.toHaveProperty('ambiguous');
  });

  it.each<[object, RegExp]>([
    [{ terms: [] }, /^terms: give at least one name/],
    [{ terms: undefined }, /^terms: give at least one name/],
    [{ ambiguous: ['apple'] }, /^context: `ambiguous` needs words here/],
    [{ ambiguous: ['apple'], context: [] }, /^context: `ambiguous` needs/],
    [{ ambiguous: ['apple'], context: ['Apple'] }, /^context: a name in `ambiguous` would always/],
    [{ ambiguous: 'apple' }, /^ambiguous: Invalid input/],
    [{ terms: ['\u200b'] }, /^terms\.0: there is nothing in it/],
    [{ apps: { appStore: 'spotify' } }, /^apps\.appStore: write the digits/],
    [{ apps: { appStore: -5 } }, /^apps\.appStore: write the digits/],
    [{ apps: { googlePlay: 'spotify' } }, /^apps\.googlePlay: write the package name/],
    [{ apps: { googlePlay: 'com.1spotify' } }, /^apps\.googlePlay: write the package name/],
    [{ apps: { windows: 'x' } }, /^apps: .*windows/],
  ])('%j is refused with a reason', (brand, reason) => {
    expect(problems(brand)).toEqual([expect.stringMatching(reason)]);
  });

  it('reports all mistakes at once', () => {
    const found = problems({ slug: 'A', terms: [], ambiguous: [] });
    expect(found.map((line) => line.split(':')[0])).toEqual(['slug', 'terms']);
    expect(brandSchema.safeParse(null).success).toBe(false);
  });

  it('names its apps; YAML may read the digits as a number', () => {
    const apps = { appStore: 324684580, googlePlay: 'com.spotify.music' };
    expect(brandSchema.parse({ ...BASE, apps }).apps).toEqual({
      appStore: '324684580',
      googlePlay: 'com.spotify.music',
    });
    expect(problems({ apps: {} })).toEqual([]);
  });
});
