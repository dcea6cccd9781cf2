import { describe, expect, it } from 'vitest';
import type { PolicyChange } from '../../domain/brand.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';
import { attributionText } from '../../report/text/attribution.ts';
import { attribute } from './attribute.ts';
import { findSpikes } from '../spike/find-spikes.ts';
import { contest, neighbours, rivalOf } from './rivals.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from '../spike/test-series.ts';

const AT = 9 * WEEK;
const ONSET = TEST_START + AT * HOUR_MS;
const HOURS = 12 * WEEK;

/** An outcry at AT about the given categories, so many posts an hour at its height. */
function outcryAbout(heights: Record<string, number>) {
  const series: Record<string, number[]> = {};
  for (const [k, [code, height]] of Object.entries(heights).entries())
    series[code] = cyclicCounts({ mean: 0.2, hours: HOURS, seed: k + 5 }, burst(AT, 5 * height, 24));
  const betrayal = Array.from({ length: HOURS }, (_, i) =>
    Object.values(series).reduce((sum, counts) => sum + (counts[i] ?? 0), 0),
  );
  const usual = cyclicCounts({ mean: 10, hours: HOURS, seed: 3 });
  const all = usual.map((c, i) => c + (betrayal[i] ?? 0));
  const brand = brandOf({ ...series, all, negative: betrayal, betrayal });
  const spike = findSpikes(brand)[0];
  if (!spike) throw new Error('no spike');
  return { brand, spike };
}

function change(slug: string, announced: number, touches: string[]): PolicyChange {
  return { slug, brand: 'acme', title: `Change ${slug}`, announced, touches, words: [], evidence: [] };
}

function answer(at: number) {
  return { slug: 'r', brand: 'acme', title: 'Apology', kind: 'apology' as const, at, evidence: [] };
}

describe('two changes of the same days', () => {
  const fees = change('fees', ONSET - 5 * HOUR_MS, ['price_or_terms']);
  const sharing = change('sharing', ONSET - 2 * HOUR_MS, ['third_party_sharing']);

  it('are distinguished by what the posts speak of, though the other is closer', () => {
    const { brand, spike } = outcryAbout({ price_or_terms: 12, third_party_sharing: 1 });
    const found = attribute(spike, brand, [fees, sharing], []);
    expect(found.map((f) => [f.policyChange, f.verdict])).toEqual([
      ['fees', 'very likely'],
      ['sharing', 'possible'],
    ]);
    expect(attributionText(found[0]!)).toMatch(
      /Change sharing falls on the same or the next day: \d+ posts speak of what this changes \(price_or_terms\) and \d+ of what that changes \(third_party_sharing\), so they speak of this one/,
    );
    expect(attributionText(found[1]!)).toMatch(/Change fees falls .* so they speak of that one/);
  });

  it('stay undecided where the posts speak of both alike or of neither', () => {
    const both = outcryAbout({ price_or_terms: 8, third_party_sharing: 8 });
    const neither = outcryAbout({ treatment: 12 });
    const found = attribute(both.spike, both.brand, [fees, sharing], []);
    const unsure = attribute(neither.spike, neither.brand, [fees, sharing], []);
    for (const one of [...found, ...unsure]) expect(one.verdict).toBe('possible');
    for (const one of unsure) expect(attributionText(one)).toMatch(/speak of neither more than of the other/);
    expect(attributionText(found[0]!)).toMatch(/also near: Change/);
  });

  it('may be a change and an answer of the company', () => {
    const { brand, spike } = outcryAbout({ company_response: 12, price_or_terms: 1 });
    const [found] = attribute(spike, brand, [fees], [answer(ONSET - HOUR_MS)]);
    expect(found).toMatchObject({ verdict: 'possible' });
    expect(attributionText(found!)).toMatch(
      /Apology falls .* of that response \(company_response\), so they speak of that one/,
    );
    const fee = outcryAbout({ price_or_terms: 12 });
    const [own] = attribute(fee.spike, fee.brand, [fees], [answer(ONSET - HOUR_MS)]);
    expect(own?.verdict).toBe('very likely');
    expect(attributionText(own!)).toMatch(
      /Apology falls .* and 0 of that response .* so they speak of this one/,
    );
  });
});

describe('contest', () => {
  const counted = (own: number, theirs: number) =>
    ({
      categories: [
        { code: 'a', count: own },
        { code: 'b', count: theirs },
      ],
    }) as unknown as Spike;

  it.each([
    [5, 0, 'own'],
    [4, 0, 'neither'],
    [0, 0, 'neither'],
    [12, 8, 'neither'],
    [60, 90, 'theirs'],
  ])('decides %i to %i as a fair coin would: %s', (own, theirs, favours) => {
    const rival = rivalOf(change('b', ONSET, ['b', 'c']));
    expect(contest(change('a', ONSET, ['a', 'c']), rival, counted(own, theirs))).toMatchObject({
      favours,
      own,
      theirs,
    });
  });

  it('knows neighbouring days', () => {
    expect(neighbours(ONSET, ONSET + DAY_MS)).toBe(true);
    expect(neighbours(ONSET + 23 * HOUR_MS, ONSET + DAY_MS + 23 * HOUR_MS)).toBe(true);
    expect(neighbours(ONSET, ONSET + 2 * DAY_MS)).toBe(false);
  });
});
