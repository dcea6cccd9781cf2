/**
 * Alarms before an hour is over. Counts only grow, and every test of the search says yes to a higher count where it says yes
 * to a lower one; so what alarms with the counts so far alarms when the hour is over, and nothing is told that a
 * search of whole hours would not tell, only sooner.
 */
import type { SpikeRule } from './rule.ts';
import { SpikeDetector } from './detector.ts';

/** Buckets of a series of which the last is not over. */
export interface Running {
  readonly start: number;
  readonly widthMs: number;
  /** Position of the one that is not over; the walk has gone up to it. */
  readonly at: number;
  readonly count: number | null;
}

/** Whether the bucket that is not over raises an alarm already, for a spike that began in one that is. Changes nothing. */
export function alarmsInPartialHour(
  detector: SpikeDetector,
  rule: SpikeRule,
  { start, widthMs, at, count }: Running,
): boolean {
  if (count === null || count < detector.alarmThreshold(at)) return false;
  const state = detector.stateAt(at);
  const probe = new SpikeDetector({ start: start + at * widthMs, widthMs, counts: [count] }, rule, state);
  probe.step(state.behind);
  const found = probe.findings[state.findings.length];
  return found !== undefined && found.onset < state.behind;
}
