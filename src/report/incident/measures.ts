/** How an incident ran, measured on its headline series. */
import {
  type MeasuredTrajectory,
  measureTrajectory,
  type OrdinaryLevel,
  ordinaryLevel,
  type TrajectoryOptions,
} from '../../detect/spike/trajectory.ts';
import { predictionIntervalsOf } from '../../detect/spike/find-spikes.ts';
import { seededRandom } from '../../domain/clock.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, type CountSeries, DAY_MS } from '../../domain/series.ts';
import type { SpikePrecision, Trajectory } from '../../domain/spike.ts';
import { keeping } from '../kept.ts';

/** An incident is followed no longer than this. */
export const FOLLOW_MS = 45 * DAY_MS;
const DRAWS = 400;
/** A fit takes a moment and pages are loaded often. */
const measured = keeping(
  100,
  (series: CountSeries, onset: number, rest: Pick<TrajectoryOptions, 'until' | 'exclude'>) =>
    measureTrajectory(series, onset, {
      random: seededRandom(onset / series.widthMs),
      draws: DRAWS,
      ...rest,
    }),
);

/** Expected counts for charts; a series is drawn on many pages. */
export const expectedCounts = keeping(48, predictionIntervalsOf);

/** The most severe spike; of equals the larger one. */
export function mostSevere(spikes: readonly StoredSpike[]): StoredSpike | undefined {
  return spikes.toSorted(
    (a, b) => b.severity - a.severity || b.observed - a.observed || a.onset - b.onset,
  )[0];
}

/** The unit of time of a spike that was found. */
export function precisionOf(spike: Pick<StoredSpike, 'precision'> | undefined): SpikePrecision | undefined {
  return spike && (spike.precision ?? 'hour');
}

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
  return measured({ start, widthMs, counts }, incident.onset, { until, exclude });
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
