/** An incident in one headline. */
import type { IncidentReport } from './report.ts';
import { headlineText } from '../text/headline.ts';
import { lasted } from '../text/labels.ts';

/** As in `headlineText`. */
export function incidentSummary(report: IncidentReport): string {
  const { incident, brandName: brand, spike, size, series, window, explanation, drivers } = report;
  if (!spike)
    return 'The spikes of this incident are gone: after a re-score its mentions no longer stand out.';
  const open = incident.end === undefined && window && size?.now;
  const lasts = open ? lasted(incident.onset, window.to, size.unit) : undefined;
  return headlineText({ brand, spike, series, size, drivers, explanation, lasts });
}
