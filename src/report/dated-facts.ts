/** Policy changes and company responses as markers of a chart. */
import type { ChartMarker } from '../chart/markers.ts';
import type { CompanyResponse, PolicyChange } from '../domain/brand.ts';
import { dayText } from './words.ts';

export interface DatedFacts {
  readonly policyChanges: readonly PolicyChange[];
  readonly responses: readonly CompanyResponse[];
}

/** The day a policy change first counted: announced, else first seen, else effective. */
export function changeDate(change: PolicyChange): number | undefined {
  return change.announced ?? change.observed?.by ?? change.effective;
}

/** The facts of one brand. */
export function factsOf(facts: DatedFacts, brand: string): DatedFacts {
  return {
    policyChanges: facts.policyChanges.filter((change) => change.brand === brand),
    responses: facts.responses.filter((response) => response.brand === brand),
  };
}

/** Markers for what lies in [from, to). */
export function markersOf(facts: DatedFacts, from: number, to: number): ChartMarker[] {
  const markers: ChartMarker[] = [];
  const put = (kind: ChartMarker['kind'], at: number | undefined, label: string) => {
    if (at !== undefined && at >= from && at < to) markers.push({ kind, at, label });
  };
  for (const change of facts.policyChanges) {
    const { announced, effective, observed, title } = change;
    put('policy', announced, `Announced ${dayText(announced ?? 0)}: ${title}`);
    if (effective !== announced) put('policy', effective, `In effect ${dayText(effective ?? 0)}: ${title}`);
    if (announced === undefined)
      put('policy', observed?.by, `First seen ${dayText(observed?.by ?? 0)}: ${title}`);
  }
  for (const { at, title } of facts.responses) put('response', at, `Response ${dayText(at)}: ${title}`);
  return markers;
}
