import { describe, expect, it } from 'vitest';
import type { AttributionCheck, Verdict } from '../../domain/spike.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { checkLines, missingText } from '../../report/text/attribution-checks.ts';
import { checksOf, type Evidence, verdictOf } from './verdict.ts';

const LIMITS = { windowHours: 72, significance: 0.05 };
const AT = Date.UTC(2026, 10, 27, 9);

const RISE = { multiple: 1, ofSpike: 20, explains: false };

/** Everything speaks for the change. */
const CLEAR: Evidence = {
  change: { slug: 'a', brand: 'acme', title: 'A', touches: ['x'], words: [], evidence: [], announced: AT },
  date: { kind: 'announced', from: AT, to: AT },
  lagHours: 8,
  placebo: { placebos: 47, pValue: 1 / 48 } as Evidence['placebo'],
  pValue: 1 / 48,
  significant: true,
  posterior: 0.97,
  chance: { spikes: 3, changes: 2, pairsPerYear: 0.1 },
  chosen: false,
  content: 'supports',
  shared: ['x'],
  rivals: [],
  contests: [],
  outdone: false,
  grew: true,
  control: RISE as Evidence['control'],
  newsKnown: true,
  moved: undefined,
};

const said = (e: Evidence) => {
  const checks = checksOf(e, LIMITS);
  return {
    verdict: verdictOf(e, LIMITS),
    line: missingText({ checks }),
    failed: checks.filter((one) => one.met === 'no').map((one) => one.name),
  };
};

describe('why "possible"', () => {
  it('nothing is missing where all conditions hold', () => {
    expect(said(CLEAR)).toEqual({
      verdict: 'very likely',
      failed: [],
      line: 'All conditions of “very likely” are met. That is a rule, no proof.',
    });
    expect(checkLines({ checks: checksOf(CLEAR, LIMITS) }).map((one) => one.met)).toEqual(
      new Array(7).fill('yes'),
    );
  });

  const flips: [AttributionCheck['name'], Partial<Evidence>, Verdict, string][] = [
    ['near', { lagHours: 44 }, 'possible', 'the rise had begun at most 30 h after the change'],
    [
      'rare',
      // Not the p-value: that other dates saw no rise as strong repeats that there was a spike.
      { posterior: 0.89 },
      'possible',
      'outcries and changes of this brand came as close by chance more seldom',
    ],
    ['words', { content: 'contradicts' }, 'possible', 'posts spoke of what changed, more than usual'],
    [
      'brand',
      { control: { ...RISE, explains: true } as Evidence['control'] },
      'possible',
      'other brands had not risen as much',
    ],
    ['alone', { outdone: true }, 'possible', 'no other event were as likely'],
    [
      'dated',
      { date: { kind: 'observed', from: AT - 4 * DAY_MS, to: AT } },
      'possible',
      'the date of the change were known to within 3 days',
    ],
    [
      'first',
      { moved: {} as Evidence['moved'] },
      'not distinguishable',
      'news and page views had not risen before the change',
    ],
  ];

  it.each(flips)('%s: flipping it alone changes the verdict and the line', (name, change, verdict, wish) => {
    const now = said({ ...CLEAR, ...change });
    expect(now.failed).toEqual([name]);
    expect(now.verdict).toBe(verdict);
    expect(now.line).toBe(`It would be “very likely” if ${wish}.`);
  });

  it('the limit that it names is the limit of the rule', () => {
    const wholeDay = {
      kind: 'announced',
      from: AT - (AT % DAY_MS),
      to: AT - (AT % DAY_MS) + DAY_MS,
    } as const;
    for (const e of [CLEAR, { ...CLEAR, date: wholeDay }]) {
      const limit = checksOf(e, LIMITS).find((one) => one.name === 'near')?.limit ?? Number.NaN;
      expect(verdictOf({ ...e, lagHours: limit }, LIMITS)).toBe('very likely');
      expect(verdictOf({ ...e, lagHours: limit + 1 / HOUR_MS }, LIMITS)).toBe('possible');
      expect(said({ ...e, lagHours: limit + 1 }).line).toContain(`at most ${limit} h after the `);
    }
    expect(said({ ...CLEAR, date: wholeDay, lagHours: 30 }).line).toContain('18 h after the end of the day');
  });

  it('names all that is missing; what is not known stands against nothing, but posts must be known', () => {
    const both = said({ ...CLEAR, lagHours: 44, content: 'contradicts' });
    expect(both.line).toBe(
      'It would be “very likely” if the rise had begun at most 24 h after the change, and posts spoke of what changed, more than usual.',
    );
    // Closeness in time without what posts say was called very likely before: the evidence does not carry it.
    const unknown = { ...CLEAR, content: 'unknown' as const, control: undefined, newsKnown: false };
    expect(said(unknown)).toMatchObject({
      verdict: 'possible',
      line: 'It would be “very likely” if it were noted what the change touches and posts spoke of it, more than usual.',
    });
    expect(said({ ...unknown, content: 'supports' }).verdict).toBe('very likely');
    expect(
      checksOf(unknown, LIMITS)
        .filter((one) => one.met === 'unknown')
        .map((one) => one.name),
    ).toEqual(['words', 'brand', 'first']);
  });

  it('too far off is neither likely nor possible', () => {
    expect(said({ ...CLEAR, lagHours: 73 }).verdict).toBe('not distinguishable');
    expect(said({ ...CLEAR, lagHours: -4 }).verdict).toBe('possible');
    expect(said({ ...CLEAR, lagHours: -4, grew: false }).verdict).toBe('not distinguishable');
    expect(said({ ...CLEAR, pValue: 0.11, significant: false, posterior: 0.5 }).verdict).toBe(
      'not distinguishable',
    );
    expect(said({ ...CLEAR, posterior: 0.09 }).verdict).toBe('not distinguishable');
    expect(said({ ...CLEAR, posterior: 0.11 }).verdict).toBe('possible');
  });

  it('without conditions, as release 0.1 stored them, it says nothing', () => {
    expect(missingText({})).toBeUndefined();
    expect(checkLines({})).toEqual([]);
  });
});
