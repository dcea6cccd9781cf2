/**
 * An hour that alarms by itself. It is one outlier until what follows confirms it: the baseline goes on as after any other
 * outlier, winsorised, and the finding ends with its hour a day later. Where a window of several hours alarms before that,
 * the lone hour was the start of its spike.
 */
import type { Finding } from './finding.ts';

export interface LoneHour {
  readonly finding: Finding;
  /** The last bucket that alarmed by itself. */
  readonly last: number;
}

/** Whether nothing has confirmed the hour within `patience` buckets; if so, its finding gets its end. */
export function isOver({ finding, last }: LoneHour, i: number, patience: number): boolean {
  if (i - last < patience) return false;
  finding.end = last + 1;
  finding.endKnown = i;
  return true;
}
