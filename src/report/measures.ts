/** How an incident ran, on the series that its story is told with. */
import { createHash } from 'node:crypto';
import { trajectoryOf } from '../detect/trajectory.ts';
import { seededRandom } from '../domain/clock.ts';
import type { Incident, StoredSpike } from '../domain/incident.ts';
import { type BrandSeries, DAY_MS } from '../domain/series.ts';
import type { Trajectory } from '../domain/spike.ts';

/** An incident is followed no longer than this. */
const FOLLOW_MS = 45 * DAY_MS;
const DRAWS = 200;
/** The bootstrap takes a moment and pages ask again and again: what was measured last is kept. */
const KEPT = 100;
const kept = new Map<string, Trajectory | undefined>();

/** Backlash is told in negative mentions, attention in all. */
export function headlineSeries(spike: Pick<StoredSpike, 'kind'> | undefined): 'negative' | 'all' {
  return spike?.kind === 'attention' ? 'all' : 'negative';
}

/** The course of an incident. Pure in effect: the same counts give the same numbers, kept or not. */
export function measureIncident(
  history: BrandSeries,
  series: string,
  incident: Pick<Incident, 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
): Trajectory | undefined {
  const counts = history.series[series] ?? [];
  const dataEnd = history.start + history.length * history.widthMs;
  const next = others.filter((one) => one.onset > incident.onset).map((one) => one.onset);
  const until = Math.min(dataEnd, incident.onset + FOLLOW_MS, ...next);
  const exclude = others
    .filter((one) => one.onset < incident.onset)
    .map((one) => ({ from: one.onset, to: one.end ?? one.onset + FOLLOW_MS }));
  const { start, widthMs } = history;
  const key = createHash('sha256')
    .update(JSON.stringify([start, widthMs, counts, incident.onset, until, exclude]))
    .digest('hex');
  if (kept.has(key)) return kept.get(key);
  const options = { random: seededRandom(incident.onset / widthMs), draws: DRAWS, until, exclude };
  const trajectory = trajectoryOf({ start, widthMs, counts }, incident.onset, options);
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, trajectory);
  return trajectory;
}
