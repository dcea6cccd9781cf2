/** Outages anger people too, but a route for betrayals should not alert on them. */
import type { AlertKind } from '../domain/alert.ts';
import type { Spike } from '../domain/spike.ts';

/** The category for service failures (config/taxonomy/broken-trust.yaml). */
const FAILURE = 'service_failure';

/**
 * `outage` if service failure makes up more than half of the harms in a backlash; otherwise the spike's own kind.
 * A change of terms on the day of an outage stays a backlash if its harms outweigh the failure.
 */
export function alertKind({ kind, categories }: Pick<Spike, 'kind' | 'categories'>): AlertKind {
  if (kind !== 'backlash') return kind;
  const total = categories.reduce((sum, { count }) => sum + count, 0);
  const failure = categories.find(({ code }) => code === FAILURE)?.count ?? 0;
  return failure * 2 > total ? 'outage' : 'backlash';
}
