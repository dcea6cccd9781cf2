/** What happened on a date and may explain what people say: policy changes and company responses. */
import type { CompanyResponse, PolicyChange } from './brand.ts';

export interface DatedEvents {
  readonly policyChanges: readonly PolicyChange[];
  readonly responses: readonly CompanyResponse[];
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
