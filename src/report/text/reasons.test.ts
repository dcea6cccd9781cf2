import { describe, expect, it } from 'vitest';
import type { AttributionCheck } from '../../domain/spike.ts';
import type { IncidentReport } from '../incident/report.ts';
import { reasonsOf } from './reasons.ts';

type Given = Parameters<typeof reasonsOf>[0];

const check = (name: AttributionCheck['name'], met: AttributionCheck['met']): AttributionCheck => ({
  name,
  met,
});
const CHECKS = [check('near', 'yes'), check('words', 'yes'), check('brand', 'no'), check('first', 'unknown')];

function category(title: string, share: number, type: 'harm' | 'context' = 'harm') {
  return { code: title, title, type, share, usual: 0, count: 1 } as const;
}

function report(more: {
  kind?: 'backlash' | 'attention';
  precision?: 'hour' | 'day';
  verdict?: 'very likely' | 'possible' | 'not distinguishable';
  lagHours?: number;
  checks?: readonly AttributionCheck[];
  categories?: readonly ReturnType<typeof category>[];
}): Given {
  const { kind = 'backlash', precision = 'hour', verdict = 'possible', lagHours = 44 } = more;
  const explanation = {
    policyChange: 'x',
    verdict,
    lagHours,
    pValue: 0.01,
    because: 'x',
    checks: more.checks,
  };
  const drivers = { categories: more.categories ?? [], sources: [], phrases: [] };
  return { spike: { kind, precision }, explanation, drivers } as unknown as Pick<
    IncidentReport,
    'spike' | 'explanation' | 'drivers'
  >;
}

describe('reasonsOf', () => {
  it('is what people criticise, when it began, what speaks for the change and what is missing', () => {
    const categories = [
      category('Takes too much', 0.4),
      category('About an app', 0.3, 'context'),
      category('Broken promise', 0.2),
      category('Quitting', 0.1),
      category('Tracking', 0.08),
    ];
    expect(reasonsOf(report({ checks: CHECKS, categories }))).toEqual([
      'People criticise: Takes too much; Broken promise; Quitting.',
      'It began 44 h after the change.',
      'For the change: near in time; posts speak of what changed, more than usual.',
      'Missing for “very likely”: only this brand rose.',
    ]);
  });

  it('names no category that hardly anybody speaks of, and no condition that is not known', () => {
    const reasons = reasonsOf(report({ categories: [category('Quitting', 0.04)], checks: [] }));
    expect(reasons).toEqual(['It began 44 h after the change.']);
  });

  it.each([
    [0.4, 'hour', 'with the change'],
    [-0.4, 'hour', 'with the change'],
    [47, 'hour', '47 h after the change'],
    [-30, 'hour', '30 h before the change'],
    [49, 'hour', '2 days after the change'],
    [0, 'day', 'on the day of the change'],
    [24, 'day', '1 day after the change'],
    [-72, 'day', '3 days before the change'],
  ] as const)('%d h by the %s: %s', (lagHours, precision, words) => {
    expect(reasonsOf(report({ lagHours, precision }))).toEqual([`It began ${words}.`]);
  });

  it('says nothing of a change that is not named as the cause, and nothing of attention', () => {
    const categories = [category('Quitting', 0.5)];
    expect(reasonsOf(report({ verdict: 'not distinguishable', checks: CHECKS, categories }))).toEqual([
      'People criticise: Quitting.',
    ]);
    expect(reasonsOf(report({ kind: 'attention', checks: CHECKS, categories }))).toEqual([]);
  });
});
