/** Outages anger people too; who waits for a betrayal is not told of them. */
import type { AlertKind } from '../domain/alert.ts';
import type { Spike } from '../domain/spike.ts';

/** The category of a service that breaks down (config/taxonomy/broken-trust.yaml). */
const FAILURE = 'service_failure';

/**
 * `outage` where the service's failure is more than half of the harms that rose in a backlash; else the spike's own
 * kind. A change of terms on the day of an outage stays a backlash: its harms outweigh the failure.
 */
export function alertKind({ kind, categories }: Pick<Spike, 'kind' | 'categories'>): AlertKind {
  if (kind !== 'backlash') return kind;
  const total = categories.reduce((sum, { count }) => sum + count, 0);
  const failure = categories.find(({ code }) => code === FAILURE)?.count ?? 0;
  return failure * 2 > total ? 'outage' : 'backlash';
}
