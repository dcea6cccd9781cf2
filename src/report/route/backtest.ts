/** The incidents of the last days as a route would be tried on them. */
import { type PastIncident, type PastMessage, replay } from '../../alert/replay.ts';
import type { Route } from '../../domain/alert.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';

export const BACKTEST_DAYS = 90;

export interface Past {
  readonly from: number;
  readonly to: number;
  readonly incidents: readonly PastIncident[];
}

/** When it was found; history that was imported long after counts as found within the hour. */
function foundAt({ onset, end, openedAt }: Incident): number {
  const latest = Math.min(end ?? Infinity, onset + HOUR_MS);
  return openedAt >= onset && openedAt <= (end ?? Infinity) ? openedAt : latest;
}

/** Real incidents of the last `days`, with their spikes. Simulated ones are left out. */
export async function loadPast(
  reads: Reads,
  now: number,
  options: { readonly days?: number; readonly brands?: readonly string[] | undefined } = {},
): Promise<Past> {
  const from = now - (options.days ?? BACKTEST_DAYS) * DAY_MS;
  const incidents: PastIncident[] = [];
  for (const brand of await reads.brands.all()) {
    if (options.brands && !options.brands.includes(brand.slug)) continue;
    const recent = (await reads.incidents.ofBrand(brand.id)).filter(
      (one) => !one.simulated && (one.end ?? now) >= from,
    );
    if (recent.length === 0) continue;
    const spikes = new Map<number, StoredSpike[]>();
    for (const spike of await reads.spikes.list({ brandId: brand.id })) {
      const id = spike.incidentId ?? 0;
      spikes.set(id, [...(spikes.get(id) ?? []), spike]);
    }
    for (const incident of recent) {
      const { slug, title, onset, end } = incident;
      const { all, backfilled } = await reads.mentions.shares(brand.id, onset, end ?? now + 1);
      incidents.push({
        slug,
        title,
        brand: brand.slug,
        onset,
        end,
        openedAt: foundAt(incident),
        spikes: spikes.get(incident.id) ?? [],
        backfilledShare: all === 0 ? 0 : backfilled / all,
      });
    }
  }
  return { from, to: now, incidents };
}

/** What the route would have sent to each of its recipients, oldest first. */
export function backtest(route: Route, past: Past): PastMessage[] {
  return replay(route, past.incidents, past);
}
