import type { Score } from '../../domain/scoring.ts';
import type { PendingMention } from '../mentions/port.ts';

/** A mention that the first reading left open. */
export interface OpenReading {
  readonly id: number;
  readonly mention: PendingMention;
}

export interface OpenReadingQueries {
  /** Fresh ones first, then the oldest. */
  some(limit: number): Promise<OpenReading[]>;
  count(): Promise<number>;
  /** Whether any was published long before it was scored. */
  anyLate(): Promise<boolean>;
}

export interface OpenReadingWrites {
  /**
   * Replaces the scores of mentions that are still open, adjusts the counts by the difference, and closes them. Safe to
   * repeat. Without a score one is closed as it stands. Returns how many have another label now, and the brands whose counts changed.
   */
  close(
    readings: readonly {
      readonly id: number;
      readonly mentionId: number;
      readonly score: Score | undefined;
    }[],
  ): Promise<{ readonly changed: number; readonly brandIds: readonly number[] }>;
}
