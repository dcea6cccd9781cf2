/** An incident in one sentence. */
import { causeText, heightText, presentText } from '../brand/summary.ts';
import type { IncidentReport } from './report.ts';
import { lasted, seriesText } from '../text/labels.ts';

/** `Negative mentions reached 9.4× normal on 20 Aug 2015, very likely because of the policy change of 17 Aug 2015.` */
export function incidentSummary(report: IncidentReport): string {
  const { incident, spike, size, series, window, explanation } = report;
  if (!spike)
    return 'The spikes of this incident are gone: after a re-score its mentions no longer stand out.';
  if (incident.end === undefined && window && size?.now) {
    const high = lasted(incident.onset, window.to, size.unit);
    return `${seriesText(series)} ${presentText(size)}, high for ${high}, ${causeText(spike, explanation)}.`;
  }
  return `${seriesText(series)} reached ${heightText(size, spike)}, ${causeText(spike, explanation)}.`;
}
