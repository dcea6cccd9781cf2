/** The company response that fell into the decay of an incident, and what the decay was like around it. */
import type { NamedResponse } from '../../detect/compare/comparison.ts';
import { decayAround } from '../../detect/compare/response.ts';
import type { Incident } from '../../domain/incident.ts';
import type { BrandSeries } from '../../domain/series.ts';
import type { DatedEvents } from '../../domain/dated-events.ts';
import { windowOf } from './measures.ts';

/** Of several responses the first with enough of the decay before and after it; measured until the next one. */
export function responseOf(
  history: BrandSeries,
  events: Pick<DatedEvents, 'responses'>,
  incident: Pick<Incident, 'brand' | 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
): NamedResponse | undefined {
  const { until, exclude } = windowOf(history, incident, others);
  const { start, widthMs } = history;
  const series = { start, widthMs, counts: history.series['negative'] ?? [] };
  const responses = events.responses
    .filter((one) => one.brand === incident.brand && one.at > incident.onset && one.at < until)
    .toSorted((a, b) => a.at - b.at);
  for (const [i, { at, title }] of responses.entries()) {
    const next = responses[i + 1]?.at ?? until;
    const decay = decayAround(series, incident.onset, at, { until: Math.min(until, next), exclude });
    if (decay) return { ...decay, title };
  }
  return undefined;
}
