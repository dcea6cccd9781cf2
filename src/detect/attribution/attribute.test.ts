import { describe, expect, it } from 'vitest';
import type { PolicyChange } from '../../domain/brand.ts';
import { seededRandom } from '../../domain/clock.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { attributionText } from '../../report/text/attribution.ts';
import { attribute } from './attribute.ts';
import { findSpikes } from '../spike/find-spikes.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from '../spike/test-series.ts';

const AT = 9 * WEEK;
const ONSET = TEST_START + AT * HOUR_MS;

function outcry(seed = 1) {
  const betrayal = cyclicCounts({ mean: 1, hours: 12 * WEEK, seed }, burst(AT, 40, 30));
  const all = cyclicCounts({ mean: 20, hours: 12 * WEEK, seed: seed + 50 }).map(
    (c, i) => c + (betrayal[i] ?? 0),
  );
  const series = brandOf({ all, negative: betrayal, betrayal, 'third-party-sharing': betrayal });
  const spike = findSpikes(series)[0];
  if (!spike) throw new Error('no spike');
  return { series, spike };
}

function change(slug: string, dates: Partial<PolicyChange>): PolicyChange {
  return { slug, brand: 'acme', title: `Change ${slug}`, touches: [], words: [], evidence: [], ...dates };
}

describe('attribute', () => {
  const { series, spike } = outcry();

  it('says very likely where time, chance and content agree', () => {
    const [found] = attribute(
      spike,
      series,
      [change('a', { announced: ONSET - 8 * HOUR_MS, touches: ['third-party-sharing'] })],
      [],
    );
    expect(found).toMatchObject({ verdict: 'very likely', policyChange: 'a' });
    expect(found?.pValue).toBeLessThanOrEqual(0.05);
    expect(found?.lagHours).toBeCloseTo(8, -1);
    expect(attributionText(found!)).toMatch(
      /8 h after .*third-party-sharing.* meets every condition of “very likely”/,
    );
  });

  it('doubts where posts speak of other things, and where the date is vague', () => {
    const announced = ONSET - 8 * HOUR_MS;
    expect(attribute(spike, series, [change('a', { announced, touches: ['irony'] })], [])[0]?.verdict).toBe(
      'possible',
    );
    const observed = { after: ONSET - 9 * DAY_MS, by: ONSET + DAY_MS };
    expect(attribute(spike, series, [change('a', { observed })], [])[0]).toMatchObject({ lagHours: 0 });
    expect(attribute(spike, series, [change('a', { observed })], [])[0]?.verdict).not.toBe('very likely');
  });

  it('is at most possible by time alone, or where the posts speak of it as ever', () => {
    const announced = ONSET - 8 * HOUR_MS;
    const verdict = (touches: string[], brand = series) =>
      attribute(spike, brand, [change('a', { announced, touches })], [])[0]?.verdict;
    expect(verdict(['third-party-sharing'])).toBe('very likely');
    expect(verdict([])).toBe('possible');
    // The category grows with the posts, with its usual share: nothing in the excess is new.
    const third = (counts: readonly (number | null)[]) => counts.map((c) => Math.round((c ?? 0) / 3));
    const ever = { ...series, series: { ...series.series, usual_topic: third(series.series['all']!) } };
    expect(verdict(['usual_topic'], ever)).toBe('possible');
  });

  it('weighs the spikes and changes of the whole year: many of both meet by chance', () => {
    const one = change('a', { announced: ONSET - 20 * HOUR_MS, touches: ['third-party-sharing'] });
    const others = (n: number, code: string) =>
      Array.from({ length: n }, (_, i) => ({
        onset: ONSET - (i + 1) * 3 * DAY_MS,
        categories: [{ code, count: 10, share: 0.5 }],
      }));
    const weigh = (spikes: ReturnType<typeof others>) => attribute(spike, series, [one], [], { spikes })[0]!;
    expect(weigh([]).verdict).toBe('very likely');
    expect(weigh(others(12, 'treatment')).evidence.posterior).toBeLessThan(weigh([]).evidence.posterior);
    // Spikes that are always about the same topic say little about any one change.
    expect(weigh(others(12, 'third-party-sharing')).verdict).toBe('possible');
    expect(attributionText(weigh(others(12, 'treatment')))).toMatch(
      /with 13 outcries and 1 change of this brand within a year, chance alone brings \d+\.\d pairs a year as close/,
    );
  });

  it('says where a change was noted after the alarm (control: noted before)', () => {
    const text = (notedAt: number) =>
      attributionText(
        attribute(
          spike,
          series,
          [{ ...change('a', { announced: ONSET - 8 * HOUR_MS, touches: ['third-party-sharing'] }), notedAt }],
          [],
        )[0]!,
      );
    expect(text(ONSET + 3 * DAY_MS)).toContain('noted after the alarm');
    expect(text(ONSET - DAY_MS)).not.toContain('noted after');
  });

  it.each([
    ['three weeks before', -21 * DAY_MS],
    ['a day after the onset', DAY_MS],
    ['two weeks after', 14 * DAY_MS],
  ])('cannot tell a change %s from chance', (_, offset) => {
    const [found] = attribute(spike, series, [change('a', { announced: ONSET + offset })], []);
    expect(found?.verdict).toBe('not distinguishable');
    expect(Math.sign(found?.lagHours ?? 0)).toBe(-Math.sign(offset));
  });

  it('uses the date that precedes the onset, though a watcher saw the change weeks later', () => {
    const spotify = change('a', {
      announced: ONSET - 10 * HOUR_MS,
      observed: { after: ONSET + 20 * DAY_MS, by: ONSET + 21 * DAY_MS },
      effective: ONSET + 20 * DAY_MS,
      touches: ['third-party-sharing'],
    });
    expect(attribute(spike, series, [spotify], [])[0]).toMatchObject({ verdict: 'very likely' });
  });

  it('names rivals and prefers the closer one', () => {
    const apology = {
      slug: 'r',
      brand: 'acme',
      title: 'Sorry',
      kind: 'apology' as const,
      at: ONSET - HOUR_MS,
      evidence: [],
    };
    const found = attribute(
      spike,
      series,
      [
        change('far', { announced: ONSET - 20 * HOUR_MS, touches: ['third-party-sharing'] }),
        change('near', { announced: ONSET - 2 * HOUR_MS, touches: ['third-party-sharing'] }),
      ],
      [apology],
    );
    expect(found.map((f) => [f.policyChange, f.verdict])).toEqual([
      ['near', 'very likely'],
      ['far', 'possible'],
    ]);
    expect(attributionText(found[0]!)).toMatch(/also near: Change far; Sorry/);
  });

  it('ignores other brands and changes without a date', () => {
    expect(
      attribute(
        spike,
        series,
        [{ ...change('a', { announced: ONSET }), brand: 'other' }, change('b', {})],
        [],
      ),
    ).toEqual([]);
  });

  it('calls at most one of twenty random dates very likely', () => {
    // Dates less than a day before the onset look just like the cause: about 0.3 of twenty.
    const perTwenty: number[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const { series: other, spike: its } = outcry(seed * 10);
      const random = seededRandom(seed);
      let likely = 0;
      for (let k = 0; k < 20; k++) {
        const announced = TEST_START + Math.floor((7 + random() * 74) * 24) * HOUR_MS;
        const [found] = attribute(
          its,
          other,
          [change('x', { announced, touches: ['third-party-sharing'] })],
          [],
        );
        if (found?.verdict === 'very likely') likely++;
      }
      perTwenty.push(likely);
    }
    expect(perTwenty.filter((likely) => likely <= 1).length).toBeGreaterThanOrEqual(9);
    expect(perTwenty.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(6);
  });
});
