/** An incident in one headline. */
import type { IncidentReport } from './report.ts';
import { causeText, type Headline, sizeSentence } from '../text/headline.ts';
import { lasted } from '../text/labels.ts';

function headlineOf(report: IncidentReport): Headline | undefined {
  const { incident, brandName: brand, spike, size, series, window, explanation, drivers } = report;
  if (!spike) return undefined;
  const open = incident.end === undefined && window && size?.now;
  const lasts = open ? lasted(incident.onset, window.to, size.unit) : undefined;
  return { brand, spike, series, size, drivers, explanation, lasts };
}

/** The two sentences of the headline: how large it is, and what it may come from. */
export function headlineSentences(report: IncidentReport): { size: string; cause: string } | undefined {
  const headline = headlineOf(report);
  return headline && { size: sizeSentence(headline), cause: causeText(headline.spike, headline.explanation) };
}

/** As in `headlineText`. */
export function incidentSummary(report: IncidentReport): string {
  const sentences = headlineSentences(report);
  if (!sentences)
    return 'The spikes of this incident are gone: after a re-score its mentions no longer stand out.';
  return `${sentences.size} ${sentences.cause}`;
}
