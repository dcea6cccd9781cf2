import { describe, expect, it } from 'vitest';
import { responseRows } from '../../../scripts/eval-detect/response.ts';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { decayAround } from './response.ts';
import { sampleCount } from '../stats/sampling.ts';

const START = Date.UTC(2026, 0, 5);
const BEFORE = 42 * 24;
const ONSET = START + BEFORE * HOUR_MS;

/** 10 an hour; from the onset 150 more, halving every 30 hours, from hour 30 on every `after` hours. */
function bent(after: number, seed: number) {
  const random = seededRandom(seed);
  const counts = Array.from({ length: BEFORE + 21 * 24 }, (_, i) => {
    const [slow, fast] = [Math.min(30, i - BEFORE), Math.max(0, i - BEFORE - 30)];
    const excess = i < BEFORE ? 0 : 150 * 0.5 ** (slow / 30 + fast / after);
    return sampleCount(10, 0.05, random) + sampleCount(excess, 0, random);
  });
  return { start: START, widthMs: HOUR_MS, counts };
}

const hour = (h: number) => ONSET + h * HOUR_MS;

describe('decayAround', () => {
  it('finds a decay that turns faster, and both half-lives', () => {
    const decay = decayAround(bent(10, 1), ONSET, hour(30));
    expect(decay?.verdict).toBe('faster');
    expect(decay?.before.lower).toBeLessThan(30);
    expect(decay?.before.upper).toBeGreaterThan(30);
    expect(decay?.after.lower).toBeLessThan(10);
    expect(decay?.after.upper).toBeGreaterThan(10);
    expect(decay?.factor?.lower).toBeLessThan(3);
    expect(decay?.factor?.upper).toBeGreaterThan(3);
  });

  it('says nothing of a decay that goes on as before, but in one of twenty', () => {
    const lines = Array.from(
      { length: 30 },
      (_, i) => decayAround(bent(30, i + 1), ONSET, hour(30))?.verdict,
    );
    expect(lines.filter((one) => one === 'unclear').length).toBeGreaterThanOrEqual(26);
  });

  it('needs some of the decay before and after, and a history', () => {
    const series = bent(30, 2);
    expect(decayAround(series, ONSET, hour(2))).toBeUndefined();
    expect(decayAround(series, ONSET, hour(20 * 24))).toBeUndefined();
    expect(decayAround(series, ONSET, ONSET - HOUR_MS)).toBeUndefined();
    expect(
      decayAround({ ...series, counts: series.counts.slice(BEFORE - 48) }, ONSET, hour(30)),
    ).toBeUndefined();
  });

  it('a missing stretch does not stop it', () => {
    const series = bent(10, 3);
    const counts = series.counts.map((count, i) => (i > BEFORE + 15 && i < BEFORE + 22 ? null : count));
    expect(decayAround({ ...series, counts }, ONSET, hour(30))?.verdict).toBe('faster');
  });
});

it('intervals hold the truth of simulated scenarios', () => {
  for (const { measure, value } of responseRows(50)) {
    if (measure.includes('holds'))
      expect([measure, Number.parseInt(value, 10) >= 84]).toEqual([measure, true]);
    if (measure.includes('reported wrongly'))
      expect([measure, Number.parseInt(value, 10) <= 6]).toEqual([measure, true]);
  }
});
