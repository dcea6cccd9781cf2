/**
 * Alarms in a partial hour. Counts only grow, and every test that a count passes, a higher count passes too. So what
 * alarms with the counts so far alarms when the hour is over: the same spikes are found, only sooner.
 */
import type { SpikeRule } from './rule.ts';
import { SpikeDetector } from './detector.ts';

/** The partial hour of a series. */
interface PartialHour {
  readonly start: number;
  readonly widthMs: number;
  /** Its position; the detector has judged all buckets before it. */
  readonly at: number;
  /** The count so far. */
  readonly count: number | null;
}

/** Whether the partial hour raises an alarm. Does not change `detector`. */
export function alarmsInPartialHour(
  detector: SpikeDetector,
  rule: SpikeRule,
  { start, widthMs, at, count }: PartialHour,
): boolean {
  if (count === null || count < detector.alarmThreshold(at)) return false;
  const state = detector.stateAt(at);
  const probe = new SpikeDetector({ start: start + at * widthMs, widthMs, counts: [count] }, rule, state);
  probe.step(state.behind);
  const found = probe.findings[state.findings.length];
  return found !== undefined;
}
