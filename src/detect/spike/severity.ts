/** How severe a spike is, on one scale for brands of every size. */
import type { SpikeKind } from '../../domain/spike.ts';

/** The most severe that a spike is which is no backlash. */
export const MOST_OF_TALK = 5;

interface SeverityInput {
  readonly kind: SpikeKind;
  readonly observed: number;
  readonly expected: number;
  /** Largest three-bucket mean ÷ its expected count. */
  readonly peakMultiple: number;
  /** Score of the spike, 0.5 and more. */
  readonly score: number;
}

/**
 * 1 to 10: a point for each doubling of the peak, less where there are few mentions, and one for each power of ten of
 * excess mentions. Attention that is not a backlash gets 5 at most.
 */
export function severityOf(input: SeverityInput): number {
  const excess = Math.max(0, input.observed - input.expected);
  const weight = excess / (excess + 10);
  const height = Math.min(5, Math.log2(Math.max(1, input.peakMultiple))) * weight;
  const size = Math.log10(1 + excess);
  const certainty = 2 * (input.score - 0.5);
  const value = Math.round(height + size + certainty);
  return Math.max(1, Math.min(input.kind === 'backlash' ? 10 : MOST_OF_TALK, value));
}
