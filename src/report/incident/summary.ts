/** An incident in one sentence. */
import { causeText } from '../brand/summary.ts';
import type { IncidentReport } from './report.ts';
import { dayText, multipleText, seriesText } from '../text/labels.ts';

/** `Negative mentions reached 9.4× normal on 20 Aug 2015, very likely because of the policy change of 17 Aug 2015.` */
export function incidentSummary(report: IncidentReport): string {
  const { spike, trajectory, series, explanation } = report;
  if (!spike)
    return 'The spikes of this incident are gone: after a re-score its mentions no longer stand out.';
  const cause = causeText(spike, explanation);
  const times = trajectory ? `${multipleText(trajectory.peak.multiple)} normal` : 'far above normal';
  return `${seriesText(series)} reached ${times} on ${dayText(trajectory?.peak.at ?? spike.peakAt)}, ${cause}.`;
}
