/** What a route has been notified of so far, from the stored decisions. */
import type { Alert } from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { NotifiedState, OtherIncident } from './decide.ts';

type Kept = Pick<Alert, 'incidentId' | 'route' | 'send' | 'stage' | 'severity' | 'over' | 'decidedAt'>;

/** Older versions decided for all routes at once: their decisions have no route and apply to every route. */
function isOf(alert: Kept, route: string): boolean {
  return alert.route === route || alert.route === '';
}

/** From the decisions about all incidents of one brand. */
function notifiedFrom(alerts: readonly Kept[], incidentId: number, route: string): NotifiedState {
  const all = alerts.filter((alert) => isOf(alert, route));
  const mine = all.filter((alert) => alert.incidentId === incidentId);
  const sent = mine.filter((alert) => alert.send);
  const opened = sent.find((alert) => alert.stage === 'opened');
  const last = Math.max(...all.filter((alert) => alert.send).map((alert) => alert.decidedAt));
  return {
    ...(opened
      ? { openedAt: opened.decidedAt, severity: Math.max(...sent.map(({ severity }) => severity)) }
      : {}),
    saidOver: sent.toSorted((a, b) => b.decidedAt - a.decidedAt)[0]?.over ?? false,
    resolved: sent.some((alert) => alert.stage === 'resolved'),
    considered: mine.some((alert) => alert.stage === 'opened' && !alert.send),
    ...(Number.isFinite(last) ? { lastAboutBrand: last } : {}),
  };
}

/** Whether a route was notified that an incident opened. */
function wasNotified(alerts: readonly Kept[], incidentId: number, route: string): boolean {
  return alerts.some(
    (alert) =>
      alert.send && alert.incidentId === incidentId && alert.stage === 'opened' && isOf(alert, route),
  );
}

/** What each route was notified of about a brand, in the form that `decideAll` takes. */
export interface BrandHistory {
  notifiedOf(route: string): NotifiedState;
  othersOf(route: string): OtherIncident[];
}

/**
 * The history of an incident among all incidents of its brand. Simulated and real incidents do not inhibit each other.
 */
export function brandHistory(
  incident: Pick<Incident, 'id' | 'simulated'>,
  ofBrand: readonly Incident[],
  decided: readonly Kept[],
): BrandHistory {
  const others = ofBrand.filter((one) => one.id !== incident.id && one.simulated === incident.simulated);
  const ids = new Set([incident.id, ...others.map(({ id }) => id)]);
  const alerts = decided.filter((one) => ids.has(one.incidentId));
  const ongoing = others.filter(({ state }) => state !== 'resolved');
  return {
    notifiedOf: (route) => notifiedFrom(alerts, incident.id, route),
    othersOf: (route) =>
      ongoing.map(({ id, severity, end }) => ({ severity, end, notified: wasNotified(alerts, id, route) })),
  };
}
