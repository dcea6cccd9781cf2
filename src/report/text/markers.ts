/** Policy changes and company responses as markers of a chart. */
import type { ChartMarker } from '../../chart/markers.ts';
import type { DatedEvents } from '../../domain/dated-events.ts';
import { noteLine } from '../../domain/chart-note.ts';
import { dayText } from './labels.ts';

/** Markers for what lies in [from, to). */
export function markersOf(events: DatedEvents, from: number, to: number): ChartMarker[] {
  const markers: ChartMarker[] = [];
  const put = (kind: ChartMarker['kind'], at: number | undefined, label: string, short: string) => {
    if (at !== undefined && at >= from && at < to) markers.push({ kind, at, label, short });
  };
  for (const change of events.policyChanges) {
    const { announced, effective, observed, title } = change;
    put('policy', announced, `Announced ${dayText(announced ?? 0)}: ${title}`, title);
    if (effective !== announced)
      put('policy', effective, `In effect ${dayText(effective ?? 0)}: ${title}`, `In force: ${title}`);
    if (announced === undefined)
      put('policy', observed?.by, `First seen ${dayText(observed?.by ?? 0)}: ${title}`, title);
  }
  for (const { at, title } of events.responses)
    put('response', at, `Response ${dayText(at)}: ${title}`, title);
  for (const { at, until, text } of events.notes ?? []) {
    const period = until === undefined ? {} : { until };
    if (at < to && (until ?? at) >= from) {
      markers.push({ kind: 'context', at, ...period, label: `Note ${dayText(at)}: ${noteLine(text)}` });
    }
  }
  return markers;
}
