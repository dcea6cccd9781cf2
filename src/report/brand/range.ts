/** The stretch of time a page looks at. */
import { DAY_MS } from '../../domain/series.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { mostSevere, incidentSpan } from '../incident/report.ts';
import { chosenStretch, stretchText } from '../stretch.ts';

export interface Range {
  /** `24h`, `7d`, `30d`, `all`, the slug of an incident, or `2026-11-29T10:00Z..2026-11-30T02:00Z`. */
  readonly name: string;
  /** After "in", e.g. `the last 24 hours`. */
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly incident?: Incident;
}

const PRESETS: Readonly<Record<string, { days: number; words: string }>> = {
  '24h': { days: 1, words: '24 hours' },
  '7d': { days: 7, words: '7 days' },
  '30d': { days: 30, words: '30 days' },
};

export const RANGE_NAMES = [...Object.keys(PRESETS), 'all'];

/** Open before acknowledged before resolved, then real before simulated, then by severity, then the newest. */
export function byUrgency(a: Incident, b: Incident): number {
  const order = { open: 0, acknowledged: 1, resolved: 2 };
  return (
    order[a.state] - order[b.state] ||
    Number(a.simulated) - Number(b.simulated) ||
    b.severity - a.severity ||
    b.onset - a.onset
  );
}

/** The most severe spike of an incident, hour by hour; the page of the incident shows all of it. */
function ofIncident(incident: Incident, spikes: readonly StoredSpike[], dataEnd: number): Range {
  const spike = mostSevere(spikes.filter((one) => one.incidentId === incident.id));
  const span = incidentSpan(spike ?? incident, dataEnd);
  return { name: incident.slug, words: `“${incident.title}”`, incident, ...span };
}

/** One that has lasted longer is shown as part of the last week. */
const MOST_ONGOING_MS = 6 * DAY_MS;

/**
 * The chosen range. Without a choice: from a day before the onset of an incident that goes on until now, else the last
 * week of a live brand, or the most severe incident of one whose data ended long ago.
 */
export function pickRange(
  choice: string | undefined,
  incidents: readonly Incident[],
  spikes: readonly StoredSpike[],
  data: { readonly start: number; readonly end: number },
  live: boolean,
): Range {
  const dataEnd = data.end;
  const named = incidents.find((incident) => incident.slug === choice);
  if (named) return ofIncident(named, spikes, dataEnd);
  const stretch = chosenStretch(choice, data);
  if (stretch) return { name: choice ?? '', words: stretchText(stretch), ...stretch };
  const worst = incidents.toSorted(byUrgency)[0];
  const known = choice !== undefined && RANGE_NAMES.includes(choice);
  if (!known && !live && worst) return ofIncident(worst, spikes, dataEnd);
  const ongoing = live && !known && worst && worst.state !== 'resolved' && worst.end === undefined;
  if (ongoing && dataEnd - worst.onset < MOST_ONGOING_MS) {
    const from = Math.max(data.start, worst.onset - DAY_MS);
    return { name: worst.slug, words: `“${worst.title}”`, incident: worst, from, to: dataEnd };
  }
  const preset = PRESETS[known ? choice : live ? '7d' : 'all'];
  if (!preset) return { name: 'all', words: 'all the data', from: data.start, to: dataEnd };
  const words = live ? `the last ${preset.words}` : `the last ${preset.words} of its data`;
  const from = Math.max(data.start, dataEnd - preset.days * DAY_MS);
  return { name: known ? choice : '7d', words, from, to: dataEnd };
}
