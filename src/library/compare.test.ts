import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadLibrary } from '../../config/library.ts';
import type { Capsule } from '../domain/capsule.ts';
import { baseRate, compareWithLibrary } from './compare.ts';
import { measureCourse } from './measure.ts';
import { profileOf } from './profile.ts';
import { baseText, comparisonText, rankText } from './text.ts';

const library = loadLibrary(join(packageRoot, 'config'));
const get = (slug: string) => library.find((one) => one.slug === slug) as Capsule;

describe('an incident against the library', () => {
  it('ranks its size among counts alone, never among indexes of searches', () => {
    const headlines = library.filter(({ course }) => course?.measure === 'headlines').length;
    const unity = compareWithLibrary(
      profileOf(get('unity-runtime-fee-2023')),
      library,
      'unity-runtime-fee-2023',
    );
    expect(unity.larger?.n).toBe(headlines - 1);
    const slug = 'facebook-cambridge-analytica-2018';
    expect(compareWithLibrary(profileOf(get(slug)), library, slug).larger).toBeUndefined();
  });

  it('leaves itself out', () => {
    const slug = 'spotify-policy-2015';
    const { base, nearest } = compareWithLibrary(profileOf(get(slug)), library, slug);
    expect(nearest.map(({ capsule }) => capsule.slug)).not.toContain(slug);
    const all = compareWithLibrary(profileOf(get(slug)), library);
    expect([base?.reversed.n, base?.reversed.k].map((one) => (one ?? 0) + 1)).toEqual([
      all.base?.reversed.n,
      all.base?.reversed.k,
    ]);
  });

  it('says nothing about a theme that hardly any incident leads with', () => {
    expect(compareWithLibrary({ themes: ['values'] }, library).base).toBeUndefined();
    expect(compareWithLibrary({ themes: [] }, library)).toEqual({ nearest: [] });
  });

  it('says the opposite where it is larger than none', () => {
    const text = (k: number) => rankText('Larger', 'Smaller', { k, n: 9, lower: 0.1, upper: 0.4 });
    expect(text(3)).toBe('Larger than 3 of 9 in the library (10% to 40% of such incidents)');
    expect(text(9)).toMatch(/^Larger than all 9 in/);
    expect(text(0)).toBe('Smaller than all 9 in the library (60% to 90% of such incidents)');
  });

  it('says how large a live incident is', () => {
    const points = Array.from({ length: 12 }, (_, i) => {
      const day = `2026-03-${String(i + 1).padStart(2, '0')}`;
      return [day, [10, 10, 10, 10, 10, 10, 10, 90, 300, 200, 90, 80][i] ?? 0] as const;
    });
    const course = measureCourse(points, '2026-03-08');
    const text = comparisonText(
      compareWithLibrary({ themes: ['privacy'], course, measure: 'posts' }, library),
    );
    expect(text).toMatch(
      /^Larger than \d+ of 9 in the library \(\d+% to \d+% of such incidents\)\. Halved (faster|more slowly) than .+\. Of 37 incidents about privacy, the company reversed course at least in part in \d+ \(\d+% to \d+%\), half the time within \d+ days\.$/,
    );
  });
});

describe('base rates', () => {
  const made = (slug: string, onset: string, reversed?: string): Capsule => ({
    ...get('spotify-policy-2015'),
    slug,
    dates: { onset: { at: onset, source: 'a', checked: true } },
    answers: [{ kind: 'apology', at: '2020-01-03', what: 'It apologised.', source: 'a', checked: true }],
    outcome:
      reversed === undefined
        ? [{ kind: 'nothing', what: 'Kept.', source: 'a', checked: true }]
        : [{ kind: 'reversed', at: reversed, what: 'Withdrawn.', source: 'a', checked: true }],
  });
  const four = [
    made('a', '2020-01-01', '2020-01-03'),
    made('b', '2020-01-01', '2020-01-11'),
    made('c', '2020-01-01', '2020-01-05'),
    made('d', '2020-01-01'),
  ];

  it('count reversals with an interval, and the days to them and to an answer', () => {
    const base = baseRate(four, 'privacy');
    expect(base.reversed).toMatchObject({ k: 3, n: 4 });
    expect(base.reversed.lower).toBeLessThan(0.4);
    expect([base.medianDaysToReversal, base.medianDaysToAnswer]).toEqual([4, 2]);
    expect(baseText(base)).toMatch(
      /^Of 4 incidents about privacy, the company reversed course .* in 3 \(.*\), half the time within 4 days$/,
    );
  });

  it('leave an answer without a day out of the days to an answer', () => {
    const undated: Capsule = {
      ...made('f', '2020-01-01'),
      answers: [{ kind: 'apology', what: 'It apologised.', source: 'a', checked: true }],
    };
    expect(baseRate([undated]).medianDaysToAnswer).toBeUndefined();
    expect(baseRate([undated, ...four]).medianDaysToAnswer).toBe(2);
  });

  it('take the middle of an interval, and an undated reversal for one without days', () => {
    const vague: Capsule = {
      ...made('e', '2020-01-01'),
      dates: { onset: { after: '2020-01-01', by: '2020-01-05', source: 'a', checked: true } },
      outcome: [{ kind: 'reversed', what: 'Withdrawn.', source: 'a', checked: true }],
    };
    expect(baseRate([vague]).reversed.k).toBe(1);
    expect(baseRate([vague]).medianDaysToReversal).toBeUndefined();
    expect(baseRate([vague]).medianDaysToAnswer).toBe(0);
  });
});
