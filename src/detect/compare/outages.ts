/** Periods without any mention from a source that usually has some: its collector was probably down. */
import { type CountSeries, HOUR_MS } from '../../domain/series.ts';
import { courseOf } from '../spike/trajectory.ts';

export interface Outage {
  readonly source: string;
  readonly from: number;
  readonly hours: number;
}

/**
 * Least number of missing mentions. By chance ten are missing once in 22,000 stretches; ordinary hours vary more than
 * chance, and a window of weeks has some hundred stretches.
 */
const LEAST_MISSING = 10;
/** Least number of hours: a night without posts is no outage. */
const LEAST_HOURS = 4;

/** Outages of a source between `from` and `to`, by the counts expected from its past; none where its past is too short. */
export function outagesOf(source: string, series: CountSeries, from: number, to: number): Outage[] {
  const found = courseOf(series, from, { until: to });
  if (!found) return [];
  const { counts, expected, widthMs } = found.course;
  const outages: Outage[] = [];
  let [begin, missing] = [0, 0];
  for (let i = 0; i <= counts.length; i++) {
    if (i < counts.length && (counts[i] ?? 0) === 0) {
      missing += expected[i] ?? 0;
      continue;
    }
    const hours = ((i - begin) * widthMs) / HOUR_MS;
    if (missing >= LEAST_MISSING && hours >= LEAST_HOURS)
      outages.push({ source, from: found.from + begin * widthMs, hours });
    [begin, missing] = [i + 1, 0];
  }
  return outages;
}
