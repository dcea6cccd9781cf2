import { expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { comparisonWarningText } from '../../report/text/comparison-warnings.ts';
import { brandOf, TEST_START } from '../spike/test-series.ts';
import type { MeasuredTrajectory } from '../spike/trajectory.ts';
import { type ComparedIncident, compareIncidents } from './comparison.ts';

const counts = new Array<number>(10 * 24).fill(1);

function incident(label: string, baselinePerHour: number): ComparedIncident {
  const onset = TEST_START + 9 * 24 * HOUR_MS;
  const estimate = { value: 1, lower: 1, upper: 1 };
  const trajectory = {
    baselinePerHour,
    onset,
    peak: { value: 1, multiple: 1, at: onset },
    excess: estimate,
    halfLifeHours: estimate,
    recoveryHours: estimate,
  };
  const draws = { peakMultiple: [1], halfLifeHours: [1], recoveryHours: [1], excess: [1] };
  return {
    label,
    series: brandOf({ all: counts, negative: counts }),
    spike: { series: 'negative', onset, categories: [] } as unknown as ComparedIncident['spike'],
    measured: { trajectory, draws } as unknown as MeasuredTrajectory,
    ordinary: { perHour: 1, variance: 0 },
  };
}

const said = (...sizes: number[]) =>
  compareIncidents(
    sizes.map((size, i) => incident(`Brand ${i + 1}`, size)),
    { align: 'onset', scale: 'count' },
  )
    .warnings.filter(({ kind }) => kind === 'sizes')
    .map(comparisonWarningText);

it('warns where brands are of very different size, since few posts say little', () => {
  expect(said(2, 60, 5)).toEqual([
    'Brand 2 usually has 30 times the negative posts of Brand 1. The ranges of the smaller one are wider, so that only large differences show.',
  ]);
  expect(said(2, 5.9)).toEqual([]);
  expect(said(0, 5)).toEqual([]);
});
