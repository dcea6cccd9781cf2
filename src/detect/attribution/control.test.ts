import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { attributionText } from '../../report/text/attribution.ts';
import { attribute } from './attribute.ts';
import { controlRise } from './control.ts';
import { findSpikes } from '../spike/find-spikes.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from '../spike/test-series.ts';

const AT = 9 * WEEK;
const HOURS = 12 * WEEK;
const change = {
  slug: 'a',
  brand: 'acme',
  title: 'The change',
  announced: TEST_START + (AT - 4) * HOUR_MS,
  touches: ['price_or_terms'],
  words: [],
  evidence: [],
};

function risen(height: number, mean: number, seed: number) {
  return cyclicCounts({ mean, hours: HOURS, seed }, burst(AT, height, 30));
}

describe('attribute beside a control', () => {
  const all = risen(6, 5, 1);
  // Without posts about what changes nothing is more than possible.
  const price = all.map((count, i) => (i >= AT && i < AT + 96 ? Math.round(count * 0.6) : 0));
  const series = brandOf({ all, price_or_terms: price });
  const spike = findSpikes(series)[0]!;

  it.each([
    ['stays as it was', 1, 'very likely'],
    ['rises a little', 1.5, 'very likely'],
    ['rises as much', 6, 'possible'],
    ['rises more', 12, 'possible'],
  ])('where it %s', (_, height, verdict) => {
    const [found] = attribute(spike, series, [change], [], { control: risen(height, 40, 2) });
    expect(found?.verdict).toBe(verdict);
    if (verdict === 'possible')
      expect(attributionText(found!)).toMatch(
        /other brands rose too \(to \d.* times their usual mentions, against \d/,
      );
    else expect(attributionText(found!)).not.toMatch(/other brands/);
  });

  it('measures both rises over the same hours, and says nothing without counts', () => {
    const rise = controlRise(spike, series, risen(6, 40, 2));
    expect(rise?.explains).toBe(true);
    expect(Math.log((rise?.multiple ?? 0) / (rise?.ofSpike ?? 1))).toBeCloseTo(0, 0);
    expect(controlRise(spike, series, new Array<null>(HOURS).fill(null))).toBeUndefined();
    expect(controlRise(spike, series, [])).toBeUndefined();
  });

  it('takes a chance rise of few counts for no rise', () => {
    const few = cyclicCounts({ mean: 0.01, hours: HOURS, seed: 4 });
    few[AT + 2] = 1;
    expect(controlRise(spike, series, few)?.explains ?? false).toBe(false);
  });
});
