/**
 * To send or not to send: a pure decision per incident and route, with a named reason that is kept and shown.
 * Words and guarantees are Alertmanager's where it has them (https://prometheus.io/docs/alerting/latest/alertmanager/):
 * grouping, inhibition, silences, and in doubt a message is sent. There is no repeat_interval: a stage is told once.
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
import { quietUntil } from './quiet-hours.ts';
import { alertKind } from './alert-kind.ts';
import { silencedBy, silenceEnd } from './silence.ts';

export interface Decision {
  readonly stage: AlertStage;
  /** Grade of severity for `escalated`, else 0. */
  readonly step: number;
  readonly send: boolean;
  readonly reason: AlertReason;
  /** Each once. Empty when nothing is sent. */
  readonly recipients: readonly Recipient[];
  /** Decide again then. Absent where only a change of the incident can change the decision. */
  readonly until?: number;
}

/** What a route was told so far. */
export interface NotifiedState {
  /** When it was told of the opening. */
  readonly openedAt?: number;
  /** The highest severity it was told. */
  readonly severity?: number;
  readonly resolved?: boolean;
  /** Its last message about it said that it was over. */
  readonly saidOver?: boolean;
  /** The opening was decided before, and not sent. */
  readonly considered?: boolean;
  /** Its last message about any incident of the brand. */
  readonly lastAboutBrand?: number;
}

/** Another incident of the brand that is not resolved. */
export interface OtherIncident {
  readonly severity: number;
  /** Absent while it goes on. */
  readonly end?: number | undefined;
  /** This route was told of it. */
  readonly notified: boolean;
}

export interface DecideInput {
  readonly incident: Pick<
    Incident,
    'brand' | 'severity' | 'state' | 'onset' | 'end' | 'openedAt' | 'rescoredAt' | 'snoozedUntil'
  >;
  readonly spikes: readonly Pick<Spike, 'kind' | 'score' | 'categories'>[];
  readonly route: Route;
  readonly notified: NotifiedState;
  readonly now: number;
  /** Share of its mentions that a backfill brought, 0 … 1; none when absent. */
  readonly backfilledShare?: number;
  readonly silences?: readonly Silence[];
  readonly others?: readonly OtherIncident[];
  /** How often it was opened again in the last hour. */
  readonly reopened?: number;
}

/** From this share on an incident is the past, told late. */
const MOSTLY_BACKFILLED = 0.5;
/** Opened again so often within an hour it flaps: its end is believed when an hour was quiet. */
const MOST_REOPENED = 3;
/** Nobody is told now that something ended longer ago. */
const END_NEWS_MS = 7 * DAY_MS;
/** A muted incident is looked at again after this: the one that mutes it may be over. */
const RECHECK_MS = 5 * MINUTE_MS;
/** Back inside the prediction interval for this long, an incident is over. */
export const OVER_AFTER_MS = DAY_MS;

type Verdict = { readonly reason: AlertReason; readonly until?: number } | undefined;

/** Another reading of old posts is no news. */
function endedBeforeRescore({ end, rescoredAt }: Pick<Incident, 'end' | 'rescoredAt'>): boolean {
  return rescoredAt !== undefined && end !== undefined && end <= rescoredAt;
}

/** Whether it is news at all, and of the kind that the route asks for. */
function notForRoute(input: DecideInput): Verdict {
  const { incident, route, spikes, now, backfilledShare = 0 } = input;
  if (endedBeforeRescore(incident)) return { reason: 'rescored' };
  if (backfilledShare > MOSTLY_BACKFILLED) return { reason: 'backfilled' };
  const kinds = spikes.map(alertKind);
  if (!kinds.some((kind) => route.kinds.includes(kind))) {
    // What drives it may turn while it goes on.
    const again = incident.end === undefined ? { until: now + HOUR_MS } : {};
    return { reason: kinds.includes('outage') ? 'outage-only' : 'attention-only', ...again };
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
  // Only by what the same route was told of, so that two never mute each other into silence.
  if (others.some((one) => one.notified && one.severity > severity && (one.end ?? Infinity) > now)) {
    return { reason: 'inhibited', until: now + RECHECK_MS };
  }
  return undefined;
}

/** Whether it is old enough, sure enough and has lasted for what the route wants to hear of. */
function unconfirmed({ incident, route, spikes, now }: DecideInput): Verdict {
  if (incident.severity >= CRITICAL) return undefined;
  const { minHours, minScore } = SENSITIVITY[route.sensitivity ?? 'high'];
  const { onset, end, openedAt } = incident;
  const lastsUntil = onset + minHours * HOUR_MS;
  const waitsUntil = openedAt + (route.groupWaitMinutes ?? 0) * MINUTE_MS;
  if (end !== undefined && end < lastsUntil) return { reason: 'waiting-confirmation' };
  const until = Math.max(lastsUntil, waitsUntil);
  if (now < until) return { reason: 'waiting-confirmation', until };
  if (spikes.some((spike) => route.kinds.includes(alertKind(spike)) && spike.score >= minScore)) {
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
  const morning = quietUntil(route.quietHours, now);
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
 * Decides what one route is told of one incident now: the opening, that it became graver, or that it is over.
 * The route must name the brand; see `decideAll`.
 */
export function decide(input: DecideInput): Decision {
  const { incident, route, notified } = input;
  const resolved = incident.state === 'resolved';
  if (resolved && (notified.openedAt !== undefined || notified.considered)) {
    // What was never fit to be told keeps that reason; what was held back is told no more.
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

/** The routes that may hear of a brand's incidents. */
export function routesOf(brand: string, routes: readonly Route[]): Route[] {
  return routes.filter(
    ({ audience, brands }) => audience !== 'operator' && (brands.includes('*') || brands.includes(brand)),
  );
}

/** A decision and the route that it is about; the name is empty where no route names the brand. */
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
