/** From a recorded change to a candidate change, and on to a configured one. */
import { describe, expect, it } from 'vitest';
import { MESSENGER_AFTER, MESSENGER_BEFORE, MUSIC_AFTER, MUSIC_BEFORE } from '../../test/support/policies.ts';
import type { PolicyChange } from '../domain/brand.ts';
import { DAY_MS } from '../domain/series.ts';
import { matchesConfigured, withObserved } from './configured.ts';
import { applyEdits, candidateOf, toPolicyChange } from './candidate.ts';
import type { SnapshotChange } from './snapshot-change.ts';

const ms = (text: string) => Date.parse(text);
const MUSIC: SnapshotChange = {
  brand: 'tunery',
  document: 'Privacy Policy',
  observed: { after: ms('2015-05-15T04:35:12Z'), by: ms('2015-09-10T04:35:27Z') },
  collections: ['tosback2'],
  textHash: 'b',
  beforeHash: 'a',
  additions: 288,
  deletions: 147,
  minor: false,
  nearTechnical: false,
  refs: ['eb19de140', 'https://tracker.example/v/1'],
};
const TEXTS = { before: MUSIC_BEFORE, after: MUSIC_AFTER };

describe('a candidate change', () => {
  it('joins the interval, the date in the text, the summary and the evidence', () => {
    const candidate = candidateOf(MUSIC, TEXTS);
    expect(candidate).toMatchObject({
      slug: 'tunery-privacy-policy-2015-09-10',
      brand: 'tunery',
      observed: MUSIC.observed,
      effective: ms('2015-09-09'),
      minor: false,
      notes: ['Seen by one tracker only.'],
    });
    expect(candidate.announced).toBeUndefined();
    expect(candidate.summary.at(-1)).toBe('Effective 9 September 2015.');
    expect(candidate.evidence).toEqual([
      {
        url: 'https://tracker.example/v/1',
        note: 'First recorded on 10 September 2015 (tosback2). Versions: eb19de140.',
      },
      { note: 'The text says: "Effective as of September 9, 2015".' },
    ]);
  });

  it('without texts: numbers only', () => {
    const candidate = candidateOf(MUSIC);
    expect(candidate).toMatchObject({ touches: [], title: 'Privacy Policy changed' });
    expect(candidate.effective).toBeUndefined();
    expect(candidate.summary[0]).toBe('The text changed: 288 lines added, 147 deleted.');
  });

  it('takes no date that the text before had, nor one far off', () => {
    const same = candidateOf(MUSIC, { before: MUSIC_AFTER, after: `${MUSIC_AFTER}\n\nWe sell your data.` });
    expect(same.effective).toBeUndefined();
    expect(same.notes[0]).toContain('the same as in the text before');
    expect(same).toMatchObject({ title: 'Now may sell your data', touches: ['third_party_sharing'] });
    const far = candidateOf(MUSIC, { after: 'Effective as of May 1, 2011.' });
    expect(far.effective).toBeUndefined();
    expect(far.notes[0]).toContain('far from the day');
  });

  it('one line that touches data is not minor', () => {
    const change = { ...MUSIC, additions: 1, deletions: 0, minor: true };
    expect(candidateOf(change).minor).toBe(true);
    expect(candidateOf(change, { before: 'Hello.', after: 'Hello. We sell your data.' }).minor).toBe(false);
  });

  it('warns of what may be no change', () => {
    const { additions: _, deletions: __, ...unsized } = MUSIC;
    const change = { ...unsized, nearTechnical: true, undone: ms('2015-09-14') };
    expect(candidateOf(change).notes).toEqual([
      'Recorded within a day of work on the tracker itself: it may not be a change.',
      'The size of the change is not known.',
      'Reverted: the earlier text was back on 14 September 2015.',
      'Seen by one tracker only.',
    ]);
  });
});

describe('edits', () => {
  it('replace what the rules found, and evidence is added', () => {
    const candidate = candidateOf(MUSIC, TEXTS);
    const known = applyEdits(candidate, {
      announced: ms('2015-08-17'),
      effective: ms('2015-09-08'),
      touches: ['over_collection'],
      evidence: [{ note: 'A blog post.' }],
    });
    expect(known).toMatchObject({ announced: ms('2015-08-17'), touches: ['over_collection'] });
    expect(known.title).toBe(candidate.title);
    expect(known.summary.filter((sentence) => sentence.startsWith('Effective'))).toEqual([
      'Effective 8 September 2015.',
    ]);
    expect(known.evidence).toHaveLength(3);
    expect(toPolicyChange(known)).toEqual({
      slug: known.slug,
      brand: 'tunery',
      title: candidate.title,
      announced: ms('2015-08-17'),
      observed: MUSIC.observed,
      effective: ms('2015-09-08'),
      touches: ['over_collection'],
      words: candidate.words,
      evidence: known.evidence,
    });
    const { observed } = toPolicyChange({ ...known, observed: { after: null, by: 5 } });
    expect(observed).toBeUndefined();
  });
});

describe('configured changes', () => {
  const written: PolicyChange = {
    slug: 'tunery-2015',
    brand: 'tunery',
    title: 'What a person wrote',
    announced: ms('2015-08-17'),
    observed: { after: ms('2015-08-19'), by: ms('2015-09-10') },
    effective: ms('2015-09-09'),
    touches: ['over_collection'],
    words: ['photos'],
    evidence: [{ note: 'The press.' }],
  };
  const seen = (by: number, rest = {}) => ({ ...candidateOf(MUSIC), observed: { after: null, by }, ...rest });

  it('the same change is known by brand and time', () => {
    expect(matchesConfigured(candidateOf(MUSIC), [written])).toBe(written);
    expect(matchesConfigured(seen(ms('2015-08-15')), [written])).toBe(written);
    expect(matchesConfigured(seen(ms('2015-08-14')), [written])).toBeUndefined();
    expect(matchesConfigured(seen(ms('2015-10-24')), [written])).toBe(written);
    expect(matchesConfigured(seen(ms('2015-10-25')), [written])).toBeUndefined();
    expect(matchesConfigured(seen(ms('2015-09-10'), { brand: 'chatter' }), [written])).toBeUndefined();
    expect(matchesConfigured(seen(ms('2015-09-10'), { minor: true }), [written])).toBeUndefined();
  });

  it('of two the nearest', () => {
    const { effective: _, ...early } = { ...written, slug: 'early', announced: ms('2015-08-01') };
    expect(matchesConfigured(candidateOf(MUSIC), [early, written])?.slug).toBe('tunery-2015');
  });

  it('it adds the interval only', () => {
    const both = withObserved(written, MUSIC.observed);
    expect(both).toEqual({ ...written, observed: { after: ms('2015-08-19'), by: MUSIC.observed.by } });
    const { observed: _, ...without } = written;
    expect(withObserved(without, MUSIC.observed).observed).toEqual(MUSIC.observed);
    expect(withObserved(without, { after: null, by: MUSIC.observed.by })).toEqual(without);
    const late = withObserved(written, { after: ms('2015-09-01'), by: ms('2015-09-20') });
    expect(late.observed).toEqual({ after: ms('2015-09-01'), by: ms('2015-09-10') });
  });

  it('a messenger: last changed is a note for the person who confirms', () => {
    const change = {
      ...MUSIC,
      document: 'Terms',
      observed: { after: null, by: ms('2016-08-25') + 4 * DAY_MS },
    };
    const candidate = candidateOf(change, { before: MESSENGER_BEFORE, after: MESSENGER_AFTER });
    expect(candidate.effective).toBe(ms('2016-08-25'));
    expect(candidate.notes[0]).toBe('The text says that it was last changed on 25 August 2016.');
  });
});
