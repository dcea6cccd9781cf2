/** Summaries of whole changes: what they say, what they touch, and what they must not say. */
import { describe, expect, it } from 'vitest';
import {
  DECOY_AFTER,
  DECOY_BEFORE,
  MESSENGER_AFTER,
  MESSENGER_BEFORE,
  MUSIC_AFTER,
  MUSIC_BEFORE,
} from '../../test/support/policies.ts';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';
import { summarize } from './summary.ts';

const privacy = (before: string, after: string) => summarize({ document: 'Privacy Policy', before, after });

describe('the music service', () => {
  const summary = summarize({
    document: 'Privacy Policy',
    before: MUSIC_BEFORE,
    after: MUSIC_AFTER,
    effective: Date.parse('2015-09-09'),
  });

  it('says what is taken and shared', () => {
    expect(summary.title).toBe('Collects photos, location, sensor data and voice and sound');
    expect(summary.sentences).toEqual([
      'Now also collects: photos, location, sensor data, voice and sound.',
      'Now shares with: advertisers, partners.',
      'No longer says: we do not sell your data.',
      'And 2 more changes about data.',
      'Effective 9 September 2015.',
    ]);
    expect(summary.minor).toBe(false);
  });

  it('touches what was touched', () => {
    expect(summary.touches).toEqual([
      'over_collection',
      'third_party_sharing',
      'tracking_profiling',
      'surveillance',
      'broken_promise',
      'consent_coercion',
    ]);
  });

  it('gives the words that posts repeat', () => {
    expect(summary.words).toEqual(
      expect.arrayContaining(['photos', 'contacts', 'location', 'gps', 'sensor', 'voice', 'privacy policy']),
    );
  });

  it('taken back, nothing new is touched', () => {
    const back = privacy(MUSIC_AFTER, MUSIC_BEFORE);
    expect(back.touches).toEqual([]);
    expect(back.sentences.join(' ')).toContain('Now says: we do not sell your data.');
    expect(back.sentences.join(' ')).toContain('No longer speaks of collecting: photos');
  });
});

describe('the messenger', () => {
  const summary = summarize({
    document: 'Terms of Service and Privacy',
    before: MESSENGER_BEFORE,
    after: MESSENGER_AFTER,
    effective: Date.parse('2016-08-25'),
  });

  it('says with whom it shares, what it no longer promises, and how long one may refuse', () => {
    expect(summary.title).toBe(
      'Shares account information, phone number and how you use it with Facebook companies',
    );
    expect(summary.sentences).toEqual([
      'Now shares with: Facebook companies (account information, phone number, how you use it).',
      'No longer says: we do not share your phone number with advertisers; we do not use your data for advertising.',
      'You have 30 days to opt out.',
      'Now uses your data for advertising.',
      'Effective 25 August 2016.',
    ]);
  });

  it('touches what the configured change touches', () => {
    expect(summary.touches).toEqual([
      'third_party_sharing',
      'secondary_use_ads',
      'broken_promise',
      'consent_coercion',
    ]);
    expect(summary.words).toEqual(
      expect.arrayContaining(['facebook', 'phone number', 'opt out', 'ads', 'terms']),
    );
  });
});

describe('what is no change of data', () => {
  it('an address, numbers, order', () => {
    expect(privacy(DECOY_BEFORE, DECOY_AFTER)).toEqual({
      title: 'Privacy Policy: new wording',
      sentences: [
        'The rules found no clause that they know in what changed: 1 sentence about data is new, 0 are gone.',
        'New: “Here we say how Tunery handles information.”',
      ],
      touches: [],
      words: ['privacy policy'],
      minor: true,
    });
  });

  it('the same said in other words', () => {
    const found = privacy('We may collect your photos.', 'Your pictures may be collected by us.');
    expect(found).toMatchObject({ minor: true, touches: [] });
  });

  it('a reassurance is reported and touches nothing', () => {
    const found = privacy('Hello there.', 'Hello there. We do not share your contacts with advertisers.');
    expect(found.touches).toEqual([]);
    expect(found.sentences).toEqual(['Now says: we do not share your contacts with advertisers.']);
  });

  it('a promise that a wider one replaces is not lost', () => {
    const narrow = 'We do not share your phone number with advertisers.';
    const wide = 'We do not share your data with advertisers or other third parties.';
    expect(privacy(narrow, wide).touches).toEqual([]);
    expect(privacy(wide, narrow).touches).toEqual(['broken_promise']);
  });
});

describe('other cases', () => {
  it('asking less clearly is reported', () => {
    const found = privacy(
      'Only with your explicit consent do we collect your contacts.',
      'With your consent, we may collect your contacts.',
    );
    expect(found.sentences).toEqual(['Asks less clearly before it takes: contacts.']);
    expect(found.touches).toEqual(['consent_coercion']);
  });

  it('without texts: sizes, and that the rest is not known', () => {
    const found = summarize({ document: 'Terms of Service', additions: 1, deletions: 2, minor: true });
    expect(found.sentences[0]).toBe('The text changed: 1 line added, 2 deleted.');
    expect(found).toMatchObject({ touches: [], words: ['terms'], minor: true });
    expect(summarize({ document: 'Terms' }).sentences[0]).toBe('The text changed.');
  });

  it('is never longer than five sentences', () => {
    const many =
      'We collect photos. We share data with partners. We sell your data. We combine your data. We train AI models on your data. You cannot opt out. We may change this policy without notice. We keep data indefinitely.';
    const found = summarize({ document: 'Policy', before: 'Hello.', after: many, effective: 0 });
    expect(found.sentences).toHaveLength(5);
    expect(found.sentences.at(-2)).toMatch(/^And \d more changes about data\.$/);
  });

  it('reads a policy of 200 kB in linear time', () => {
    const long = (text: string, size: number) => `${text}\n\n`.repeat(Math.ceil(size / text.length));
    const work = (size: number) => privacy(long(MUSIC_BEFORE, size), long(MUSIC_AFTER, size));
    expect(growth(work, 25_000)).toBeLessThan(LINEAR);
  });
});
