import { expect, it } from 'vitest';
import type { PolicyChange } from '../../domain/brand.ts';
import { DAY_MS } from '../../domain/series.ts';
import { chanceText } from '../text/attribution-checks.ts';
import { chanceRate } from './chance.ts';

const ONSET = Date.UTC(2026, 10, 29, 4);
const change = (dates: Partial<PolicyChange>): PolicyChange => ({
  slug: 'a',
  brand: 'acme',
  title: 'A',
  touches: [],
  words: [],
  evidence: [],
  ...dates,
});

it('multiplies outcries and dates of the last twelve months with how close they are', () => {
  const others = [{ onset: ONSET - 30 * DAY_MS }, { onset: ONSET - 300 * DAY_MS }];
  const changes = [
    change({ announced: ONSET - 2 * DAY_MS, effective: ONSET - 2 * DAY_MS }),
    change({ effective: ONSET - 100 * DAY_MS }),
  ];
  const found = chanceRate({ onset: ONSET }, others, changes, 44);
  expect(found).toEqual({ incidents: 3, dates: 2, perYear: (3 * 2 * 68) / 8760 });
  expect(chanceText(found)).toBe(
    'By chance alone: with 3 outcries and 2 dates of changes in twelve months, an outcry begins this close to a date about once in more than 20 years.',
  );
});

it('leaves out what lies further back and what came later', () => {
  const old = [{ onset: ONSET - 400 * DAY_MS }, { onset: ONSET + 10 * DAY_MS }];
  const changes = [change({ announced: ONSET - 400 * DAY_MS }), change({ announced: ONSET + 9 * DAY_MS })];
  expect(chanceRate({ onset: ONSET }, old, changes, 1)).toBeUndefined();
  expect(chanceRate({ onset: ONSET }, old, [...changes, change({ announced: ONSET })], 0)).toMatchObject({
    incidents: 1,
    dates: 1,
  });
  expect(chanceText(undefined)).toBeUndefined();
  // A date that is known within four days is met by chance more often.
  const vague = change({ observed: { after: ONSET - 4 * DAY_MS, by: ONSET } });
  expect(chanceRate({ onset: ONSET }, [], [vague], 0)?.perYear).toBeCloseTo(96 / 8760, 9);
  expect(chanceText({ incidents: 3, dates: 2, perYear: 0.1 })).toMatch(/about once in 10 years\.$/);
});

it('many outcries and many dates meet by chance', () => {
  const others = Array.from({ length: 23 }, (_, i) => ({ onset: ONSET - i * 10 * DAY_MS }));
  const changes = Array.from({ length: 24 }, (_, i) => change({ announced: ONSET - i * 12 * DAY_MS }));
  expect(chanceText(chanceRate({ onset: ONSET }, others, changes, 24))).toMatch(/about 3.2 times a year\.$/);
});
