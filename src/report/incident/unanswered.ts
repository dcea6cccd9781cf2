/** Past incidents without a company response: what an outcry leaves by itself. */
import { type Reference, referenceOf } from '../../detect/compare/response.ts';
import type { Incident } from '../../domain/incident.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { DatedEvents } from '../../domain/dated-events.ts';
import { judgedCounts, isByDay, loadShownCounts } from '../../series/judged-series.ts';
import type { Reads } from '../../store/store.ts';
import { keeping } from '../kept.ts';
import { FOLLOW_MS, mostSevere, precisionOf, windowOf } from './measures.ts';
import { responsesTo } from './response-effect.ts';

/** The newest are taken, so that a page takes no longer after years. */
const MOST = 200;
/** Of the eight weeks behind a baseline, and a fortnight from the onset on. */
const BEFORE_MS = 57 * DAY_MS;
const AFTER_MS = 14 * DAY_MS;

const kept = keeping(MOST, referenceOf);

/**
 * Reads the outcries that a response is held against; an incident with a response is none of them. Simulated incidents are no
 * evidence, nor are alerts that the team rated as wrong. Those of other brands count where the reader may see them.
 */
export async function loadUnanswered(
  reads: Reads,
  events: Pick<DatedEvents, 'responses'>,
  now: number,
): Promise<Reference[]> {
  const all = await reads.incidents.all();
  const candidates = all
    .filter((one) => !one.simulated && one.verdict !== 'wrong')
    .filter((one) => now - one.onset > 4 * DAY_MS)
    .filter((one) => responsesTo(events, one, one.onset + FOLLOW_MS).length === 0)
    .toSorted((a, b) => b.onset - a.onset || b.id - a.id)
    .slice(0, MOST);
  const references: Reference[] = [];
  for (const incident of candidates) {
    const reference = await load(reads, incident, all, now);
    if (reference.length > 0) references.push(reference);
  }
  return references;
}

async function load(
  reads: Reads,
  incident: Incident,
  all: readonly Incident[],
  now: number,
): Promise<Reference> {
  const brand = await reads.brands.bySlug(incident.brand);
  const spike = mostSevere(await reads.spikes.list({ incidentId: incident.id }));
  if (!brand || precisionOf(spike) !== 'hour') return [];
  const { onset } = incident;
  const range = { from: onset - BEFORE_MS, to: onset + AFTER_MS, codes: false } as const;
  const shown = await loadShownCounts(reads, brand, now, range);
  if (!shown) return [];
  const { judged } = await judgedCounts(reads, brand, now, shown, { at: onset, precision: 'hour' });
  if (isByDay(judged)) return [];
  const others = all.filter((one) => one.brand === incident.brand && one.id !== incident.id);
  const { start, widthMs } = judged;
  const series = { start, widthMs, counts: judged.series['negative'] ?? [] };
  return kept(series, Math.floor(onset / HOUR_MS) * HOUR_MS, windowOf(judged, incident, others));
}
