import { expect, it } from 'vitest';
import { hypergeometricTail, rejections } from './discoveries.ts';

// In fractions of whole numbers (Python, math.comb).
it.each([
  [9, 9, 384, 365, 0.002336572],
  [3, 4, 10, 30, 0.041689463],
  [12, 14, 384, 1007, 0.000008868],
  [0, 5, 10, 10, 1],
  [5, 5, 10, 0, 1],
])('P(at least %d of %d from %d beside %d) = %f', (k, total, n1, n2, p) => {
  expect(hypergeometricTail(k, total, n1, n2)).toBeCloseTo(p, 8);
});

it('rejects as Benjamini and Hochberg do: the largest p-value that is under its own limit, and all below', () => {
  // The example of their paper (1995, section 3.2), 15 p-values at 5%: four are rejected, by Bonferroni three.
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  expect(rejections(p, 0.05).filter(Boolean)).toHaveLength(4);
  expect(rejections(p.toReversed(), 0.05).lastIndexOf(false)).toBe(10);
  expect(rejections([], 0.05)).toEqual([]);
});
