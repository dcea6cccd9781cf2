/** What happened on a date and may explain what people say: policy changes and company responses. */
import type { CompanyResponse, PolicyChange } from './brand.ts';

export interface DatedEvents {
  readonly policyChanges: readonly PolicyChange[];
  readonly responses: readonly CompanyResponse[];
  /** What people wrote at a time; it explains nothing by itself. */
  readonly notes?: readonly DatedNote[];
}

/** A note on a chart. */
export interface DatedNote {
  readonly at: number;
  readonly until?: number | undefined;
  readonly text: string;
}

/** The day a policy change first counted: announced, else first seen, else effective. */
export function changeDate(change: PolicyChange): number | undefined {
  return change.announced ?? change.observed?.by ?? change.effective;
}

/** Those of one brand. */
export function eventsOf(events: DatedEvents, brand: string): DatedEvents {
  return {
    policyChanges: events.policyChanges.filter((change) => change.brand === brand),
    responses: events.responses.filter((response) => response.brand === brand),
  };
}
