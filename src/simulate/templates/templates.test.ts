import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { fill } from '../fill.ts';
import { DOMAIN_SLOTS } from './domain-slots.ts';
import { THEMES } from './index.ts';
import { foreignTheme } from './other-languages.ts';
import { SLOTS } from './slots.ts';

const HARMS = [
  'over_collection',
  'third_party_sharing',
  'tracking_profiling',
  'surveillance',
  'secondary_use_ads',
  'broken_promise',
  'consent_coercion',
  'security_breach',
  'retention_erasure',
  'exit_intent',
];
const OTHER_PACK = [
  'price_or_terms',
  'feature_removed',
  'safety_harm',
  'deception',
  'service_failure',
  'treatment',
];

const names = {
  brand: ['Acme'],
  boss: ['the CEO'],
  rival: ['Umbra'],
  regulator: ['the authority'],
  third: ['Bigco'],
};

describe('templates', () => {
  test.each(Object.keys(DOMAIN_SLOTS))('all fill without a rest for %s', (domain) => {
    const slots = { ...SLOTS, ...DOMAIN_SLOTS[domain as keyof typeof DOMAIN_SLOTS], ...names };
    const random = seededRandom(1);
    const foreign = (['es', 'de', 'fr', 'pt', 'it', 'nl'] as const).flatMap((lang) =>
      foreignTheme(lang, true),
    );
    for (const theme of [...THEMES.values(), ...foreign]) {
      for (const template of [...theme.texts, ...(theme.headlines ?? [])]) {
        expect(fill(template, slots, random)).not.toMatch(/[{}[\]|]/);
      }
    }
  });

  test('every category of both packs has its own', () => {
    for (const code of [...HARMS, ...OTHER_PACK]) expect(THEMES.get(code)?.categories).toEqual([code]);
    for (const code of HARMS) expect(THEMES.get(code)?.texts.length).toBeGreaterThanOrEqual(16);
  });

  test('no template is there twice', () => {
    const all = [...THEMES.values()].flatMap((theme) => theme.texts);
    expect(new Set(all).size).toBe(all.length);
  });

  test('an unknown slot is an error', () => {
    expect(() => fill('{nothing}', names, seededRandom(1))).toThrow('Unknown slot "nothing"');
  });
});
