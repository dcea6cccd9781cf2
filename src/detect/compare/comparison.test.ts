import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { comparisonWarningText } from '../../report/text/comparison-warnings.ts';
import { type ComparedIncident, compareIncidents, type Comparison } from './comparison.ts';
import { findSpikes } from '../spike/find-spikes.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from '../spike/test-series.ts';

function incident(
  label: string,
  at: number,
  height: number,
  extra: Partial<ComparedIncident> = {},
): ComparedIncident {
  const negative = cyclicCounts({ mean: 10, hours: at + 4 * WEEK, seed: at }, burst(at, height, 30));
  const series = brandOf({ all: negative.map((c) => c + 30), negative });
  const spike = findSpikes(series)[0];
  if (!spike) throw new Error('no spike');
  return { label, series, spike, ...extra };
}

const heard = (...names: string[]) => names.map((name) => ({ name, share: 1 / names.length }));

const change = { slug: 'c', brand: 'acme', title: 'C', touches: [], words: [], evidence: [] };

const textsOf = ({ warnings }: Comparison) => warnings.map(comparisonWarningText);

describe('compareIncidents', () => {
  const one = incident('One', 8 * WEEK, 12, {
    policyChange: { ...change, announced: TEST_START + (8 * WEEK - 24) * HOUR_MS },
    sources: heard('hn', 'reddit'),
  });
  const two = incident('Two', 6 * WEEK + 5, 5, { sources: heard('hn') });

  it('puts both at day 0 and measures them', () => {
    const result = compareIncidents([one, two], {
      align: 'onset',
      scale: 'multiple',
      daysBefore: 1,
      daysAfter: 2,
    });
    expect(result.lines.map((l) => [l.label, l.points.length, l.points[0]?.hours])).toEqual([
      ['One', 72, -24],
      ['Two', 72, -24],
    ]);
    const peak = (k: number) => Math.max(...(result.lines[k]?.points ?? []).map((p) => p.value ?? 0));
    expect(peak(0)).toBeGreaterThan(peak(1));
    expect(result.measures.map((m) => m.onsetLagHours)).toEqual([0, 0]);
    expect(result.measures[0]?.trajectory?.excess.value).toBeGreaterThan(3000);
    expect(textsOf(result)).toContain('Forum posts (reddit) only in One.');
    expect(textsOf(result).join(' ')).toContain(
      'The mix of sources differs: forum posts (hn) gave 100% of the mentions in Two',
    );
  });

  it('aligns at a policy date, and says where there is none', () => {
    const result = compareIncidents([one, two], { align: 'announced', scale: 'count' });
    expect(result.measures[0]?.onsetLagHours).toBeCloseTo(24, -0.5);
    expect(textsOf(result).some((w) => w.startsWith('Two: no announced date'))).toBe(true);
  });

  it('scales to counts and to excess per thousand', () => {
    const counts = compareIncidents([one], { align: 'onset', scale: 'count' }).lines[0]?.points ?? [];
    const perMille =
      compareIncidents([one], { align: 'onset', scale: 'excess-per-1000' }).lines[0]?.points ?? [];
    const at = Math.floor((one.spike.onset - one.series.start) / HOUR_MS);
    expect(counts.find((p) => p.hours === 0)?.value).toBe(one.series.series['negative']?.[at]);
    expect(perMille.find((p) => p.hours === 2)?.value).toBeGreaterThan(1000);
    expect(Math.abs(perMille.find((p) => p.hours === -30)?.value ?? 1e9)).toBeLessThan(400);
  });

  it('says the same twice and in any order', () => {
    const options = { align: 'onset', scale: 'multiple', seed: 5 } as const;
    expect(JSON.stringify(compareIncidents([one, two], options))).toBe(
      JSON.stringify(compareIncidents([one, two], options)),
    );
    expect(compareIncidents([two, one], options).measures[1]).toEqual(
      compareIncidents([one, two], options).measures[0],
    );
  });

  it('tells each against the first, in all measures', () => {
    const three = compareIncidents([one, two, { ...two, label: 'Three' }], {
      align: 'onset',
      scale: 'count',
    });
    expect(three.differences.map((d) => [d.other, d.measure])).toEqual(
      [1, 2].flatMap((other) =>
        ['peak-multiple', 'excess-per-1000', 'half-life', 'recovery'].map((name) => [other, name]),
      ),
    );
    expect(three.differences[0]?.verdict).toBe('more');
    expect(three.measures[0]?.peakMultiple?.lower).toBeLessThan(
      three.measures[0]?.trajectory?.peak.multiple ?? 0,
    );
    expect(three.measures[0]?.excessPer1000?.upper).toBeGreaterThan(
      three.measures[0]?.excessPer1000?.value ?? 0,
    );
  });

  it('warns where no source is common, and names reviews', () => {
    const apart = [
      { ...one, sources: heard('appstore-reviews') },
      { ...two, sources: heard('x', 'sim:news') },
    ];
    expect(textsOf(compareIncidents(apart, { align: 'onset', scale: 'count' }))).toContain(
      'The incidents have no source in common: One has app reviews (appstore-reviews); Two has news (sim:news), source x. Counts of different sources cannot be compared.',
    );
    const more = [
      { ...one, sources: heard('x') },
      { ...two, sources: heard('x', 'sim:reviews') },
    ];
    expect(textsOf(compareIncidents(more, { align: 'onset', scale: 'count' }))).toContain(
      'App reviews (sim:reviews) only in Two.',
    );
  });

  it('warns of sources that fell silent', () => {
    const from = TEST_START + 6 * WEEK * HOUR_MS;
    const outages = [3, 9, 5, 4].map((hours, i) => ({
      source: 'sim:forum',
      from: from + i * HOUR_MS,
      hours,
    }));
    const warnings = textsOf(compareIncidents([{ ...two, outages }], { align: 'onset', scale: 'count' }));
    expect(warnings).toContain(
      'Two: nothing from forum posts (sim:forum) for 9 h from 2026-02-16 01:00 UTC, so counts are too low there.',
    );
    expect(warnings).toContain('Two: 1 more such gap.');
  });

  it('warns of hours without counts', () => {
    const negative = [...(two.series.series['negative'] ?? [])];
    negative.fill(null, 6 * WEEK + 40, 6 * WEEK + 60);
    const holed = { ...two, series: { ...two.series, series: { ...two.series.series, negative } } };
    const warnings = textsOf(compareIncidents([holed], { align: 'onset', scale: 'count' }));
    expect(warnings.join(' ')).toMatch(/% of the hours shown have no counts/);
  });
});
