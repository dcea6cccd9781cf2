/** What a route would have sent: replays past incidents through today's decisions. */
import type { AlertStage, Route } from '../domain/alert.ts';
import type { Spike } from '../domain/spike.ts';
import { type DecideInput, decide, type NotifiedState, OVER_AFTER_MS, routesOf } from './decide.ts';

export interface PastIncident {
  readonly slug: string;
  readonly title: string;
  readonly brand: string;
  readonly onset: number;
  /** Absent while it is ongoing. */
  readonly end?: number | undefined;
  /** When it was detected. */
  readonly openedAt: number;
  /** Its spikes, each with its final severity. */
  readonly spikes: readonly Pick<Spike, 'kind' | 'score' | 'categories' | 'onset' | 'severity'>[];
  readonly backfilledShare?: number | undefined;
}

export interface PastMessage {
  readonly at: number;
  readonly stage: AlertStage;
  readonly slug: string;
  readonly title: string;
  readonly severity: number;
}

interface Run {
  readonly incident: PastIncident;
  notified: NotifiedState;
}

/** Moments to decide at, earliest first. A binary heap: a storm has many thousands. */
class Moments {
  readonly #heap: { at: number; run: Run }[] = [];

  push(at: number, run: Run): void {
    const heap = this.#heap;
    let i = heap.push({ at, run }) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (heap[parent]!.at <= heap[i]!.at) break;
      [heap[parent], heap[i]] = [heap[i]!, heap[parent]!];
      i = parent;
    }
  }

  pop(): { at: number; run: Run } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < heap.length && heap[left]!.at < heap[least]!.at) least = left;
      if (right < heap.length && heap[right]!.at < heap[least]!.at) least = right;
      if (least === i) return first;
      [heap[least], heap[i]] = [heap[i]!, heap[least]!];
      i = least;
    }
  }
}

/** The incident as it was at `at`, without anything later. */
function standing(run: Run, at: number): Pick<DecideInput, 'incident' | 'spikes'> {
  const { brand, onset, end, openedAt } = run.incident;
  const spikes = run.incident.spikes.filter((spike) => spike.onset <= at);
  const over = end !== undefined && end <= at;
  const incident = {
    brand,
    onset,
    openedAt,
    severity: Math.max(1, ...spikes.map(({ severity }) => severity)),
    state: over && at >= end + OVER_AFTER_MS ? ('resolved' as const) : ('open' as const),
    ...(over ? { end } : {}),
  };
  return { incident, spikes };
}

/** The highest severity of the other ongoing incidents; 0 without any. */
function mostSevere(runs: readonly Run[], but: Run, at: number): number {
  let most = 0;
  for (const run of runs) {
    if (run === but || (run.incident.end ?? Infinity) <= at) continue;
    for (const { onset, severity } of run.incident.spikes)
      if (onset <= at && severity > most) most = severity;
  }
  return most;
}

/**
 * The messages to each of the route's recipients between `from` and `to`, oldest first. Ignores silences, snoozes and
 * manual resolves, because it tests the route alone.
 */
export function replay(
  route: Route,
  incidents: readonly PastIncident[],
  { from, to }: { readonly from: number; readonly to: number },
): PastMessage[] {
  const moments = new Moments();
  for (const incident of incidents) {
    if (routesOf(incident.brand, [route]).length === 0) continue;
    const run: Run = { incident, notified: {} };
    const { openedAt, end, spikes } = incident;
    const changes = spikes.map(({ onset }) => onset).filter((onset) => onset > openedAt);
    for (const at of new Set([openedAt, ...changes])) moments.push(at, run);
    if (end !== undefined) moments.push(Math.max(openedAt + 1, end + OVER_AFTER_MS), run);
  }
  const lastAbout = new Map<string, number>();
  const notifiedRuns = new Map<string, Run[]>();
  const messages: PastMessage[] = [];
  for (let next = moments.pop(); next !== undefined && next.at < to; next = moments.pop()) {
    const { at: now, run } = next;
    const { brand, slug, title, backfilledShare = 0 } = run.incident;
    const known = notifiedRuns.get(brand) ?? [];
    const higher = mostSevere(known, run, now);
    const others = higher > 0 ? [{ severity: higher, notified: true }] : [];
    const last = lastAbout.get(brand);
    const notified = { ...run.notified, ...(last === undefined ? {} : { lastAboutBrand: last }) };
    const context = standing(run, now);
    const decision = decide({ ...context, route, notified, others, backfilledShare, now });
    const { severity } = context.incident;
    if (decision.send) {
      lastAbout.set(brand, now);
      if (decision.stage === 'opened') {
        known.push(run);
        notifiedRuns.set(brand, known);
      }
      run.notified = {
        openedAt: run.notified.openedAt ?? now,
        severity: Math.max(severity, run.notified.severity ?? 0),
        resolved: decision.stage === 'resolved',
        saidOver: context.incident.end !== undefined,
      };
      if (now >= from) messages.push({ at: now, stage: decision.stage, slug, title, severity });
    } else if (decision.stage === 'opened' && run.notified.openedAt === undefined) {
      run.notified = { ...run.notified, considered: true };
    }
    if (decision.until !== undefined) moments.push(decision.until, run);
  }
  return messages;
}
