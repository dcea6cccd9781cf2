/**
 * Decides whether to send an alert: a pure function of incident and route that returns a named reason, which is stored
 * and shown. Terms and guarantees follow Alertmanager (https://prometheus.io/docs/alerting/latest/alertmanager/):
 * grouping, inhibition, silences, and in case of doubt the alert is sent. There is no repeat_interval: each stage is
 * sent once.
 */
import {
  type AlertReason,
  type AlertStage,
  CRITICAL,
  GROUP_INTERVAL_MINUTES,
  severityLevel,
  type Route,
  SENSITIVITY,
  type Silence,
} from '../domain/alert.ts';
import type { Incident } from '../domain/incident.ts';
import { type Recipient, uniqueRecipients } from '../domain/recipient.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';
import { quietHoursEnd } from './quiet-hours.ts';
import { alertKind, isAskedFor } from './alert-kind.ts';
import { silencedBy, silenceEnd } from './silence.ts';

export interface Decision {
  readonly stage: AlertStage;
  /** Severity level (`severityLevel`) for `escalated`, else 0. */
  readonly step: number;
  readonly send: boolean;
  readonly reason: AlertReason;
  /** Without duplicates; empty when nothing is sent. */
  readonly recipients: readonly Recipient[];
  /** When to decide again (ms). Absent if only a change of the incident can change the decision. */
  readonly until?: number;
}

/** What a route has been notified of so far. */
export interface NotifiedState {
  /** When it was notified of the opening (ms). */
  readonly openedAt?: number;
  /** The highest severity it was notified of. */
  readonly severity?: number;
  readonly resolved?: boolean;
  /** Its last message about the incident said that it was over. */
  readonly saidOver?: boolean;
  /** The opening was decided on before and not sent. */
  readonly considered?: boolean;
  /** Time of its last message about any incident of the brand (ms). */
  readonly lastAboutBrand?: number;
}

/** Another incident of the brand that is not resolved. */
export interface OtherIncident {
  readonly severity: number;
  /** Absent while it is ongoing. */
  readonly end?: number | undefined;
  /** Whether this route was notified of it. */
  readonly notified: boolean;
}

export interface DecideInput {
  readonly incident: Pick<
    Incident,
    'brand' | 'severity' | 'state' | 'onset' | 'end' | 'openedAt' | 'rescoredAt' | 'snoozedUntil'
  >;
  readonly spikes: readonly Pick<Spike, 'kind' | 'score' | 'themes'>[];
  readonly route: Route;
  readonly notified: NotifiedState;
  readonly now: number;
  /** Share of its mentions that were backfilled, 0 to 1; 0 when absent. */
  readonly backfilledShare?: number;
  readonly silences?: readonly Silence[];
  readonly others?: readonly OtherIncident[];
  /** How often it was reopened in the last hour. */
  readonly reopened?: number;
}

/** Above this share of backfilled mentions an incident is old news. */
const MOSTLY_BACKFILLED = 0.5;
/** The end of an incident that was reopened this often within an hour is only announced once it stays closed. */
const MOST_REOPENED = 3;
/** An end that is older than this is not announced. */
const END_NEWS_MS = 7 * DAY_MS;
/** An inhibited incident is decided again after this time: the inhibiting one may be over. */
const RECHECK_MS = 5 * MINUTE_MS;
/** An incident is over after this long inside the prediction interval. */
export const OVER_AFTER_MS = DAY_MS;

type Verdict = { readonly reason: AlertReason; readonly until?: number } | undefined;

/** Finding something in old posts by re-scoring them is not news. */
function endedBeforeRescore({ end, rescoredAt }: Pick<Incident, 'end' | 'rescoredAt'>): boolean {
  return rescoredAt !== undefined && end !== undefined && end <= rescoredAt;
}

/** What it is instead of what the route asks for. */
function notAskedFor(spikes: DecideInput['spikes'], route: Route): AlertReason {
  if (spikes.some((spike) => isAskedFor(spike, { kinds: route.kinds }))) return 'other-theme';
  const kinds = spikes.map(alertKind);
  if (kinds.includes('outage')) return 'outage-only';
  return kinds.includes('complaints') ? 'complaints-only' : 'attention-only';
}

/** Why the incident is not for this route at all: old news, a kind it does not ask for, or too low a severity. */
function notForRoute(input: DecideInput): Verdict {
  const { incident, route, spikes, now, backfilledShare = 0 } = input;
  if (endedBeforeRescore(incident)) return { reason: 'rescored' };
  if (backfilledShare > MOSTLY_BACKFILLED) return { reason: 'backfilled' };
  if (!spikes.some((spike) => isAskedFor(spike, route))) {
    // An ongoing incident may still change its kind.
    const again = incident.end === undefined ? { until: now + HOUR_MS } : {};
    return { reason: notAskedFor(spikes, route), ...again };
  }
  return incident.severity < route.minSeverity ? { reason: 'below-severity' } : undefined;
}

function muted(input: DecideInput, stage: AlertStage): Verdict {
  const { incident, spikes, silences = [], others = [], now } = input;
  const kinds = [...new Set(spikes.map(({ kind }) => kind))];
  const silence = silencedBy(silences, { ...incident, kinds }, now);
  if (silence) return { reason: 'silenced', until: silenceEnd(silence) };
  if (stage === 'resolved') return undefined;
  const { snoozedUntil = 0, severity } = incident;
  const breaksThrough = stage === 'escalated' && severity >= CRITICAL;
  if (now < snoozedUntil && !breaksThrough) return { reason: 'snoozed', until: snoozedUntil };
  // Only incidents that this route was notified of inhibit, so two can never suppress each other.
  if (others.some((one) => one.notified && one.severity > severity && (one.end ?? Infinity) > now)) {
    return { reason: 'inhibited', until: now + RECHECK_MS };
  }
  return undefined;
}

/** Whether the incident has not yet lasted long enough, or is not certain enough, for the route's sensitivity. */
function unconfirmed({ incident, route, spikes, now }: DecideInput): Verdict {
  if (incident.severity >= CRITICAL) return undefined;
  const { minHours, minScore } = SENSITIVITY[route.sensitivity ?? 'high'];
  const { onset, end, openedAt } = incident;
  const lastsUntil = onset + minHours * HOUR_MS;
  const waitsUntil = openedAt + (route.groupWaitMinutes ?? 0) * MINUTE_MS;
  if (end !== undefined && end < lastsUntil) return { reason: 'waiting-confirmation' };
  const until = Math.max(lastsUntil, waitsUntil);
  if (now < until) return { reason: 'waiting-confirmation', until };
  if (spikes.some((spike) => isAskedFor(spike, route) && spike.score >= minScore)) {
    return undefined;
  }
  return { reason: 'waiting-confirmation', ...(end === undefined ? { until: now + HOUR_MS } : {}) };
}

function tooSoon({ incident, route, notified, now }: DecideInput, stage: AlertStage): Verdict {
  const interval = route.groupIntervalMinutes ?? GROUP_INTERVAL_MINUTES;
  const pressing = stage === 'resolved' || incident.severity >= CRITICAL;
  const minutes = pressing ? interval : Math.max(interval, route.cooldownMinutes ?? 0);
  const until = (notified.lastAboutBrand ?? -Infinity) + minutes * MINUTE_MS;
  if (now < until) return { reason: 'cooldown', until };
  if (incident.severity >= CRITICAL || !route.quietHours) return undefined;
  const morning = quietHoursEnd(route.quietHours, now);
  return morning === undefined ? undefined : { reason: 'quiet-hours', until: morning };
}

function decisionOf(stage: AlertStage, step: number, route: Route, verdict: Verdict): Decision {
  if (verdict) return { stage, step, send: false, recipients: [], ...verdict };
  return { stage, step, send: true, reason: stage, recipients: uniqueRecipients(route.recipients) };
}

function ofEnd(input: DecideInput): Verdict {
  const { incident, notified, route, now, reopened = 0 } = input;
  const ended = incident.end ?? now;
  if (notified.openedAt === undefined) return { reason: 'never-notified' };
  if (notified.resolved || notified.saidOver) return { reason: 'already-notified' };
  if (now - ended > END_NEWS_MS) return { reason: 'resolved-already' };
  if (route.resolved === false) return { reason: 'switched-off' };
  if (reopened >= MOST_REOPENED) return { reason: 'flapping', until: now + HOUR_MS };
  return muted(input, 'resolved') ?? tooSoon(input, 'resolved');
}

/**
 * Decides what to send to one route about one incident now: that it opened, that its severity rose, or that it is
 * over. The route must name the brand; see `decideAll`.
 */
export function decide(input: DecideInput): Decision {
  const { incident, route, notified } = input;
  const resolved = incident.state === 'resolved';
  if (resolved && (notified.openedAt !== undefined || notified.considered)) {
    // An opening that was never for this route keeps that reason; a suppressed one is not sent once it is over.
    const never = notified.openedAt === undefined ? notForRoute(input) : undefined;
    return never ? decisionOf('opened', 0, route, never) : decisionOf('resolved', 0, route, ofEnd(input));
  }
  if (notified.openedAt === undefined) {
    if (resolved) return decisionOf('opened', 0, route, { reason: 'resolved-already' });
    const verdict =
      notForRoute(input) ?? muted(input, 'opened') ?? unconfirmed(input) ?? tooSoon(input, 'opened');
    return decisionOf('opened', 0, route, verdict);
  }
  const step = severityLevel(incident.severity);
  if (step <= severityLevel(notified.severity ?? incident.severity)) {
    const reason = incident.state === 'acknowledged' ? 'acknowledged' : 'already-notified';
    return decisionOf('opened', 0, route, { reason });
  }
  const off: Verdict = route.escalate === false ? { reason: 'switched-off' } : undefined;
  const verdict = notForRoute(input) ?? off ?? muted(input, 'escalated') ?? tooSoon(input, 'escalated');
  return decisionOf('escalated', step, route, verdict);
}

/** The routes that may receive a brand's incidents. */
export function routesOf(brand: string, routes: readonly Route[]): Route[] {
  return routes.filter(
    ({ audience, brands }) => audience !== 'operator' && (brands.includes('*') || brands.includes(brand)),
  );
}

/** A decision and its route; the name is empty if no route names the brand. */
export interface RouteDecision extends Decision {
  readonly route: string;
}

/** Decides for every route that names the brand. */
export function decideAll(
  input: Omit<DecideInput, 'route' | 'notified' | 'others'> & {
    readonly routes: readonly Route[];
    readonly notifiedOf: (route: string) => NotifiedState;
    readonly othersOf: (route: string) => readonly OtherIncident[];
  },
): RouteDecision[] {
  const { routes, notifiedOf, othersOf, ...context } = input;
  const mine = routesOf(context.incident.brand, routes);
  if (mine.length === 0) {
    return [{ route: '', stage: 'opened', step: 0, send: false, reason: 'no-route', recipients: [] }];
  }
  return mine.map((route) => ({
    route: route.name,
    ...decide({ ...context, route, notified: notifiedOf(route.name), others: othersOf(route.name) }),
  }));
}
