import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { outagesOf } from './outages.ts';
import { cyclicCounts, TEST_START, WEEK } from '../spike/test-series.ts';

const FROM = TEST_START + 6 * WEEK * HOUR_MS;
const TO = TEST_START + 8 * WEEK * HOUR_MS;

function series(mean: number, seed: number, silent: readonly [number, number] = [0, 0]) {
  const counts = cyclicCounts({ mean, hours: 8 * WEEK, seed }).map((count, i) =>
    i >= 6 * WEEK + silent[0] && i < 6 * WEEK + silent[1] ? 0 : count,
  );
  return { start: TEST_START, widthMs: HOUR_MS, counts };
}

describe('silencesOf', () => {
  it('finds when a source said nothing, to the hour', () => {
    const [one, ...more] = outagesOf('x', series(6, 1, [33, 45]), FROM, TO);
    expect(more).toEqual([]);
    expect(one?.source).toBe('x');
    expect(Math.abs((one?.from ?? 0) - FROM - 33 * HOUR_MS)).toBeLessThanOrEqual(HOUR_MS);
    expect(Math.abs((one?.hours ?? 0) - 12)).toBeLessThanOrEqual(2);
  });

  it('a source that ends before the window does is silent to its end', () => {
    const [one] = outagesOf('x', series(6, 2, [100, 2 * WEEK]), FROM, TO);
    expect(one?.hours).toBeGreaterThanOrEqual(2 * WEEK - 100);
  });

  it('finds none in ordinary weeks, of a busy source or of a rare one', () => {
    for (let seed = 1; seed <= 20; seed++)
      for (const mean of [0.05, 0.4, 2, 8]) expect(outagesOf('x', series(mean, seed), FROM, TO)).toEqual([]);
  });

  it('says nothing without a past', () => {
    expect(outagesOf('x', series(6, 1, [0, 40]), TEST_START + 48 * HOUR_MS, TO)).toEqual([]);
  });
});
