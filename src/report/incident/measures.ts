/** How an incident ran, measured on its headline series. */
import { createHash } from 'node:crypto';
import {
  type MeasuredTrajectory,
  measureTrajectory,
  type OrdinaryLevel,
  ordinaryLevel,
} from '../../detect/spike/trajectory.ts';
import { seededRandom } from '../../domain/clock.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import type { Trajectory } from '../../domain/spike.ts';

/** An incident is followed no longer than this. */
export const FOLLOW_MS = 45 * DAY_MS;
const DRAWS = 200;
/** The bootstrap takes a moment and pages are loaded often, so the last results are kept. */
const KEPT = 100;
const kept = new Map<string, MeasuredTrajectory | undefined>();

/** Backlash is measured on negative mentions, attention on all. */
export function headlineSeries(spike: Pick<StoredSpike, 'kind'> | undefined): 'negative' | 'all' {
  return spike?.kind === 'attention' ? 'all' : 'negative';
}

/** Where an incident is measured, and what before it is not ordinary. */
export function windowOf(
  history: BrandSeries,
  incident: Pick<Incident, 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
) {
  const dataEnd = history.start + history.length * history.widthMs;
  const next = others.filter((one) => one.onset > incident.onset).map((one) => one.onset);
  const until = Math.min(dataEnd, incident.onset + FOLLOW_MS, ...next);
  const exclude = others
    .filter((one) => one.onset < incident.onset)
    .map((one) => ({ from: one.onset, to: one.end ?? one.onset + FOLLOW_MS }));
  return { until, exclude };
}

/** The course of an incident. Pure in effect: the same counts give the same numbers, kept or not. */
export function measureIncident(
  history: BrandSeries,
  series: string,
  incident: Pick<Incident, 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
): Trajectory | undefined {
  return measuredIncident(history, series, incident, others)?.trajectory;
}

/** The same with the draws behind its intervals. */
export function measuredIncident(
  history: BrandSeries,
  series: string,
  incident: Pick<Incident, 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
): MeasuredTrajectory | undefined {
  const counts = history.series[series] ?? [];
  const { until, exclude } = windowOf(history, incident, others);
  const { start, widthMs } = history;
  const key = createHash('sha256')
    .update(JSON.stringify([start, widthMs, counts, incident.onset, until, exclude]))
    .digest('hex');
  if (kept.has(key)) return kept.get(key);
  const options = { random: seededRandom(incident.onset / widthMs), draws: DRAWS, until, exclude };
  const measured = measureTrajectory({ start, widthMs, counts }, incident.onset, options);
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, measured);
  return measured;
}

/** Ordinary mentions of a brand before an incident. */
export function ordinaryOf(
  history: BrandSeries,
  incident: Pick<Incident, 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
): OrdinaryLevel | undefined {
  const { start, widthMs } = history;
  const { exclude } = windowOf(history, incident, others);
  return ordinaryLevel({ start, widthMs, counts: history.series['all'] ?? [] }, incident.onset, exclude);
}
