/** The peaks of many incidents, for lists. Each is that of the headline; those that are over are kept for a while. */
import type { Incident } from '../../domain/incident.ts';
import { MINUTE_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';
import type { ReportConfig } from './load.ts';
import { loadIncidentReport } from './report.ts';
import type { IncidentSize } from './size.ts';

/** A mute changes the peak of an incident that is over, and shows in lists at the latest then. */
const KEEP_MS = 10 * MINUTE_MS;
const MOST = 2_000;

export interface Listed {
  readonly size: IncidentSize | undefined;
  /** Title of the category that most of its posts of broken trust are of. */
  readonly subject: string | undefined;
}

export type ReadListed = (
  reads: Reads,
  config: ReportConfig,
  incident: Incident,
  now: number,
) => Promise<Listed>;

/** Reads incidents, and keeps those that are over until they change, for ten minutes at most. */
export function listedReader(): ReadListed {
  const kept = new Map<number, { readonly revision: number; readonly at: number; readonly listed: Listed }>();
  return async (reads, config, incident, now) => {
    const known = kept.get(incident.id);
    if (known && known.revision === incident.revision && now - known.at < KEEP_MS) return known.listed;
    const { size, drivers } = await loadIncidentReport(reads, config, incident, now);
    const subject = drivers.categories.find(({ type }) => type === 'harm')?.title;
    const listed = { size, subject };
    kept.delete(incident.id);
    if (incident.end !== undefined) kept.set(incident.id, { revision: incident.revision, at: now, listed });
    if (kept.size > MOST) kept.delete(kept.keys().next().value!);
    return listed;
  };
}
