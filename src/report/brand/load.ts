/** Reads what the report on a brand is made of. `report.ts` builds it from there without another query. */
import { type DatedEvents, eventsOf } from '../../domain/dated-events.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';
import { PRECEDING_MS } from '../../series/brand-series.ts';
import { isByDay, type JudgedCounts, judgedCounts, loadShownCounts } from '../../series/judged-series.ts';
import { PATIENCE_MS } from '../../series/data-gaps.ts';
import { withKnownEvents } from '../../series/known-events.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import type { BucketCounts } from '../../store/counts/port.ts';
import type { Reads } from '../../store/store.ts';
import { baseOfShares, type IncidentData, incidentStretch, type ReportConfig } from '../incident/load.ts';
import { mostSevere, precisionOf } from '../incident/measures.ts';
import type { SourceDriver } from './drivers.ts';
import { openHours } from './open-hours.ts';
import { pickRange, type Range } from './range.ts';
import { cutOf, widthFor } from './window.ts';

export interface BrandReportChoice {
  readonly range?: string | undefined;
  readonly widthMs?: number | undefined;
}

export interface BrandData extends JudgedCounts {
  readonly brand: BrandRow;
  readonly now: number;
  /** Known policy changes and responses of the brand. */
  readonly events: DatedEvents;
  readonly packs: readonly TaxonomyPack[];
  readonly incidents: readonly Incident[];
  /** The window and what was read before it. */
  readonly history: BrandSeries;
  /** False when its data ended long ago: then the page looks back. */
  readonly live: boolean;
  /** End of the data. */
  readonly dataEnd: number;
  readonly range: Range;
  readonly widthMs: number;
  /** Hours after the data with their counts so far. */
  readonly open?: { readonly from: number; readonly to: number; readonly counts: readonly BucketCounts[] };
  /** Spikes that touch the window, oldest first. */
  readonly spikes: readonly StoredSpike[];
  /** The spike that the report is about. */
  readonly spike: StoredSpike | undefined;
  /** The incident of that spike. */
  readonly focus: IncidentData | undefined;
  /** The stretch that drivers and posts are of: the spike, else the window. */
  readonly stretch: { readonly from: number; readonly to: number };
  /** Of the stretch. */
  readonly sources: readonly SourceDriver[];
}

/** The end of the data may move the range; it is not followed more often than this. */
const MOST_ROUNDS = 3;

type Data = { readonly start: number; readonly end: number };

/** The history that the range needs. The end of the data decides the range, so it is read again where that moved. */
async function historyFor(
  reads: Reads,
  brand: BrandRow,
  now: number,
  choose: (data: Data, live: boolean) => { range: Range; from: number },
) {
  const span = await reads.counts.span(brand.id, HOUR_MS);
  if (!span) return undefined;
  const isLive = (end: number) => now - end <= HOUR_MS + PATIENCE_MS;
  const guess = { start: span.first, end: Math.min(span.last + HOUR_MS, now) };
  let from = choose(guess, isLive(guess.end)).from - PRECEDING_MS;
  for (let round = 1; ; round += 1) {
    const shown = await loadShownCounts(reads, brand, now, { from });
    if (!shown) return undefined;
    const { history } = shown;
    const dataEnd = history.start + history.length * history.widthMs;
    const live = isLive(dataEnd);
    const chosen = choose({ start: span.first, end: dataEnd }, live);
    const enough = history.start <= Math.max(span.first, chosen.from - PRECEDING_MS / 2);
    if (enough || round === MOST_ROUNDS) return { shown, dataEnd, live, range: chosen.range };
    from = chosen.from - PRECEDING_MS;
  }
}

/** The most severe spike of a range, a backlash before attention, and its incident with all of its spikes. */
function focusOf(
  range: Range,
  incidents: readonly Incident[],
  inRange: readonly StoredSpike[],
  all: readonly StoredSpike[],
) {
  const spike = mostSevere(inRange.filter(({ kind }) => kind === 'backlash')) ?? mostSevere(inRange);
  const incident = range.incident ?? incidents.find((one) => one.id === spike?.incidentId);
  if (!incident) return { spike };
  const spikes = all.filter((one) => one.incidentId === incident.id).toSorted((a, b) => a.onset - b.onset);
  return { spike: mostSevere(spikes) ?? spike, incident, spikes };
}

/** Undefined while the brand has no counted mention. */
export async function loadBrandData(
  reads: Reads,
  given: ReportConfig,
  brand: BrandRow,
  now: number,
  choice: BrandReportChoice,
): Promise<BrandData | undefined> {
  const config = await withKnownEvents(reads, given, now, brand.slug);
  const incidents = await reads.incidents.ofBrand(brand.id);
  const all = await reads.spikes.list({ brandId: brand.id });
  const found = await historyFor(reads, brand, now, (data, live) => {
    const range = pickRange(choice.range, incidents, all, data, live);
    return { range, from: Math.min(range.from, range.incident?.onset ?? range.from) };
  });
  if (!found) return undefined;
  const { shown, dataEnd, live, range } = found;
  const { history } = shown;
  const spikes = all
    .filter((one) => one.onset < range.to && (one.end ?? dataEnd) > range.from)
    .toSorted((a, b) => a.onset - b.onset);
  const { spike, incident, spikes: ofIncident = [] } = focusOf(range, incidents, spikes, all);
  const at = { at: spike?.onset ?? dataEnd - 1, precision: precisionOf(spike) };
  const counts = await judgedCounts(reads, brand, now, shown, at);
  const { judged, dailySources } = counts;
  const widthMs = isByDay(judged) ? DAY_MS : (choice.widthMs ?? widthFor(range.from, range.to));
  const cut = cutOf(widthMs >= DAY_MS ? history : judged, range.from, range.to, widthMs);
  const stretch = spike
    ? { from: Math.max(spike.onset, cut.from), to: Math.min(spike.end ?? dataEnd, range.to) }
    : { from: cut.from, to: cut.to };

  const counted = { brandId: brand.id, widthMs: HOUR_MS };
  const hours = live && widthMs === HOUR_MS && range.to >= dataEnd ? openHours(dataEnd, now) : undefined;
  const open = hours && {
    ...hours,
    counts: await reads.counts.buckets({ ...counted, ...hours, except: dailySources }),
  };
  const sources = await reads.counts.bySource({ ...counted, ...stretch });
  const incidentSpan = incident && incidentStretch(incident, history);
  const shares = incident && baseOfShares(mostSevere(ofIncident), incident, history);
  const ofFocus = shares ? await reads.counts.bySource({ ...counted, ...shares }) : [];

  const notes = await reads.chartNotes.ofBrand(brand.slug, 0, Number.MAX_SAFE_INTEGER);
  const events = { ...eventsOf(config, brand.slug), notes };
  const { packs } = config;
  const others = incidents.filter((one) => one.id !== incident?.id);
  const focus = incident &&
    incidentSpan &&
    shares && {
      incident,
      brandName: brand.name,
      spikes: ofIncident,
      events,
      packs,
      counts: { ...counts, history, others, stretch: incidentSpan, shares, sources: ofFocus },
    };
  return {
    brand,
    now,
    events,
    packs,
    incidents,
    ...counts,
    history,
    live,
    dataEnd,
    range,
    widthMs,
    ...(open ? { open } : {}),
    spikes,
    spike,
    focus,
    stretch,
    sources,
  };
}
