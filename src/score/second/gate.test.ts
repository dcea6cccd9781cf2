import { describe, expect, it } from 'vitest';
import type { Sentiment } from '../../domain/scoring.ts';
import { isOpen } from './gate.ts';

function toneOf(negative: number, neutral: number, positive: number): Sentiment {
  return { label: 'neutral', score: 0, p: { negative, neutral, positive } };
}
const CLEAR = toneOf(0.8, 0.15, 0.05);

describe('a text is read again', () => {
  it('where broken trust is neither ruled out nor certain', () => {
    expect([0.01, 0.2, 0.5, 0.9, 0.99].map((p) => isOpen(p, CLEAR))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
  it('where two labels are as good as equally likely', () => {
    expect(isOpen(0.01, toneOf(0.45, 0.4, 0.15))).toBe(true);
    expect(isOpen(0.01, toneOf(0.15, 0.3, 0.55))).toBe(false);
  });
});
