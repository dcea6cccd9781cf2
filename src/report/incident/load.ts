/** Reads what the report on an incident is made of. `report.ts` builds it from there without another query. */
import type { Reference } from '../../detect/compare/response.ts';
import { type DatedEvents, eventsOf } from '../../domain/dated-events.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';
import { PRECEDING_MS } from '../../series/brand-series.ts';
import { type JudgedCounts, judgedCounts, loadShownCounts } from '../../series/judged-series.ts';
import { withKnownEvents } from '../../series/known-events.ts';
import type { Reads } from '../../store/store.ts';
import type { SourceDriver } from '../brand/drivers.ts';
import { chosenStretch, type Stretch } from '../stretch.ts';
import { FOLLOW_MS, mostSevere, precisionOf } from './measures.ts';
import { responsesTo } from './response-effect.ts';
import { loadUnanswered } from './unanswered.ts';

export interface ReportConfig extends DatedEvents {
  readonly packs: readonly TaxonomyPack[];
}

/** The counts of an incident and who wrote them; absent while its brand has none. */
interface IncidentCounts extends JudgedCounts {
  /** All mentions by the hour. */
  readonly history: BrandSeries;
  /** The other incidents of the brand. */
  readonly others: readonly Incident[];
  /** From the onset on, up to the end or the end of the data; the chosen stretch where there is one. */
  readonly stretch: Stretch;
  /** What shares and sources are of; see `baseOfShares`. */
  readonly shares: Stretch;
  /** Chosen on the chart. */
  readonly zoom?: Stretch;
  /** Of what shares are of. */
  readonly sources: readonly SourceDriver[];
  /** Outcries without a response; read where the incident has one, for pages that say what was left of it. */
  readonly unanswered?: readonly Reference[];
}

export interface IncidentData {
  readonly incident: Incident;
  readonly brandName: string;
  /** Oldest first. */
  readonly spikes: readonly StoredSpike[];
  /** Known policy changes and responses of the brand. */
  readonly events: DatedEvents;
  readonly packs: readonly TaxonomyPack[];
  readonly counts?: IncidentCounts;
}

/** Counts long before and long after an incident are not read. */
function aroundIncident({ onset, end }: Pick<Incident, 'onset' | 'end'>): { from: number; to?: number } {
  const from = onset - PRECEDING_MS;
  return end === undefined ? { from } : { from, to: Math.max(end + 3 * DAY_MS, onset + FOLLOW_MS + DAY_MS) };
}

/** The stretch of an incident within its data: an hour at least. */
export function incidentStretch({ onset, end }: Pick<Incident, 'onset' | 'end'>, history: BrandSeries) {
  const dataEnd = history.start + history.length * history.widthMs;
  return { from: onset, to: Math.max(end ?? dataEnd, onset + HOUR_MS) };
}

/**
 * The one base of all shares of an incident, on every page: its most severe spike, from the onset until it is over or the
 * data end. The whole incident, which may be open for weeks after its posts, would thin them out.
 */
export function baseOfShares(
  spike: Pick<StoredSpike, 'onset' | 'end'> | undefined,
  incident: Pick<Incident, 'onset' | 'end'>,
  history: BrandSeries,
): Stretch {
  return incidentStretch(spike ?? incident, history);
}

/** `choice`: a stretch that the chart and the drivers are limited to. `base`: what shares are of, without one. */
export async function loadIncidentData(
  reads: Reads,
  given: ReportConfig,
  incident: Incident,
  now: number,
  choice?: string,
  base: 'spike' | 'incident' = 'spike',
): Promise<IncidentData> {
  const config = await withKnownEvents(reads, given, now, incident.brand);
  const brand = await reads.brands.bySlug(incident.brand);
  const spikes = (await reads.spikes.list({ incidentId: incident.id })).toSorted((a, b) => a.onset - b.onset);
  const notes = await reads.chartNotes.ofBrand(incident.brand, 0, Number.MAX_SAFE_INTEGER);
  const events = { ...eventsOf(config, incident.brand), notes };
  const data = { incident, brandName: brand?.name ?? incident.brand, spikes, events, packs: config.packs };
  const shown = brand && (await loadShownCounts(reads, brand, now, aroundIncident(incident)));
  if (!brand || !shown) return data;
  const { history } = shown;
  const at = { at: incident.onset, precision: precisionOf(mostSevere(spikes)) };
  const judged = await judgedCounts(reads, brand, now, shown, at);
  const others = (await reads.incidents.ofBrand(brand.id)).filter((one) => one.id !== incident.id);
  const zoom = chosenStretch(choice, {
    start: history.start,
    end: history.start + history.length * history.widthMs,
  });
  const stretch = zoom ?? incidentStretch(incident, history);
  const of = base === 'spike' ? mostSevere(spikes) : undefined;
  const shares = zoom ?? baseOfShares(of, incident, history);
  const sources = await reads.counts.bySource({ brandId: brand.id, widthMs: history.widthMs, ...shares });
  const isAnswered = responsesTo(events, incident, incident.onset + FOLLOW_MS).length > 0;
  const unanswered = isAnswered
    ? await loadUnanswered(reads, await withKnownEvents(reads, given, now), now)
    : undefined;
  const answered = unanswered ? { unanswered } : {};
  const found = { ...judged, history, others, stretch, shares, sources, ...answered };
  return { ...data, counts: { ...found, ...(zoom ? { zoom } : {}) } };
}
