/** The company response to an incident, and what was left of the incident after it. */
import type { NamedResponse } from '../../detect/compare/comparison.ts';
import { type Reference, responseEffect } from '../../detect/compare/response.ts';
import { HOUR_MS, type BrandSeries } from '../../domain/series.ts';
import type { DatedEvents } from '../../domain/dated-events.ts';
import type { Incident } from '../../domain/incident.ts';
import { keeping } from '../kept.ts';
import { windowOf } from './measures.ts';

const AFTER_MS = 72 * HOUR_MS;
/** Pages are loaded often, and each of the forecasts is fitted once for every outcry. */
const measured = keeping(60, responseEffect);

/** Responses of the company from the onset of an incident until it is followed no longer, oldest first. */
export function responsesTo(
  events: Pick<DatedEvents, 'responses'>,
  { brand, onset }: Pick<Incident, 'brand' | 'onset'>,
  until: number,
) {
  return events.responses
    .filter((one) => one.brand === brand && one.at > onset && one.at < until)
    .toSorted((a, b) => a.at - b.at || (a.title < b.title ? -1 : 1));
}

/** Of several responses the first that can be measured, else the first; `references`: outcries without a response. */
export function responseOf(
  history: BrandSeries,
  events: Pick<DatedEvents, 'responses'>,
  incident: Pick<Incident, 'brand' | 'onset' | 'end'>,
  others: readonly Pick<Incident, 'onset' | 'end'>[],
  references: readonly Reference[],
): NamedResponse | undefined {
  const window = windowOf(history, incident, others);
  const { start, widthMs } = history;
  const series = { start, widthMs, counts: history.series['negative'] ?? [] };
  const responses = responsesTo(events, incident, window.until);
  const effects = responses.map(({ at, title }): NamedResponse => {
    const next = responses.find((one) => one.at > at && one.at < at + AFTER_MS);
    const effect = measured(series, incident.onset, at, references, window);
    return { ...effect, title, ...(next ? { followedBy: next.title } : {}) };
  });
  return effects.find(({ left }) => left !== undefined) ?? effects[0];
}
