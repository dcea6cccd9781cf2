/** To send or not to send: a pure decision with a named reason, kept and shown. */
import type { AlertReason, Incident, Route } from '../domain/incident.ts';
import type { SpikeKind } from '../domain/spike.ts';
import { recipientsOf } from './recipients.ts';

export interface Decision {
  readonly send: boolean;
  readonly reason: AlertReason;
  /** Addresses, each once. Empty when nothing is sent. */
  readonly recipients: readonly string[];
}

export interface DecideInput {
  readonly incident: Pick<Incident, 'brand' | 'severity' | 'state' | 'end' | 'rescoredAt'>;
  /** Kinds of the incident's spikes. */
  readonly kinds: readonly SpikeKind[];
  readonly routes: readonly Route[];
  /** An `opened` alert was sent before. */
  readonly told: boolean;
  /** Share of its mentions that a backfill brought, 0 … 1; none when absent. */
  readonly backfilledShare?: number;
}

/** From this share on an incident is the past, told late. */
const PAST = 0.5;

function no(reason: AlertReason): Decision {
  return { send: false, reason, recipients: [] };
}

/** Another reading of old posts is no news. */
function endedBeforeRescore({ end, rescoredAt }: Pick<Incident, 'end' | 'rescoredAt'>): boolean {
  return rescoredAt !== undefined && end !== undefined && end <= rescoredAt;
}

/** Decides about the `opened` alert of an incident. A route matches by brand, kind and severity. */
export function decideOpened(input: DecideInput): Decision {
  const { incident, kinds, routes, told, backfilledShare = 0 } = input;
  if (told) return no('already-told');
  if (incident.state === 'resolved') return no('resolved-already');
  if (endedBeforeRescore(incident)) return no('rescored');
  if (backfilledShare > PAST) return no('backfilled');
  const ofBrand = routes.filter((r) => r.brands.includes('*') || r.brands.includes(incident.brand));
  if (ofBrand.length === 0) return no('no-route');
  const ofKind = ofBrand.filter((r) => kinds.some((kind) => r.kinds.includes(kind)));
  if (ofKind.length === 0) return no('attention-only');
  const severe = ofKind.filter((r) => incident.severity >= r.minSeverity);
  if (severe.length === 0) return no('below-severity');
  return { send: true, reason: 'opened', recipients: [...new Set(severe.flatMap(recipientsOf))] };
}
