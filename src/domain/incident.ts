/** Incidents hold spikes; alerts tell people about incidents. Times are ms since 1970 UTC. */
import type { Attribution, Spike } from './spike.ts';

export type IncidentState = 'open' | 'acknowledged' | 'resolved';

export interface Incident {
  readonly id: number;
  /** Declared slug, or `BRAND-YYYY-MM-DD` of the onset. Unique. */
  readonly slug: string;
  readonly brand: string;
  readonly title: string;
  readonly state: IncidentState;
  readonly onset: number;
  readonly end?: number;
  readonly severity: number;
  readonly simulated: boolean;
  readonly openedAt: number;
  /** Counts up with every change: the compare-and-set value. */
  readonly revision: number;
  /** Start of the re-score that brought it up; absent where mentions did. */
  readonly rescoredAt?: number;
}

/** A spike as the ledger keeps it: found, attributed, part of an incident. */
export interface StoredSpike extends Spike {
  readonly id: number;
  readonly brand: string;
  readonly incidentId?: number;
  readonly incident?: string;
  readonly attribution: readonly Attribution[];
  /** Phrases that set these posts apart from the brand's normal talk, strongest first. */
  readonly phrases: readonly string[];
  readonly simulated: boolean;
}

export type AlertStage = 'opened' | 'escalated' | 'resolved';

/** The named reason of a decision to send or not to send. */
export type AlertReason =
  | 'opened'
  | 'already-told'
  | 'attention-only'
  | 'backfilled'
  | 'below-severity'
  | 'no-route'
  | 'rescored'
  | 'resolved-already';

export interface Alert {
  readonly id: number;
  readonly incidentId: number;
  readonly stage: AlertStage;
  readonly send: boolean;
  readonly reason: AlertReason;
  readonly decidedAt: number;
}

export interface TimelineEntry {
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

/** Where a brand's alerts go. */
export interface Route {
  readonly name: string;
  /** Brand slugs, or `*`. */
  readonly brands: readonly string[];
  readonly emails: readonly string[];
  /** Names of hooks in OUTCRY_ALERT_HOOKS that take what Slack takes. */
  readonly slack?: readonly string[] | undefined;
  /** Names of hooks in OUTCRY_ALERT_HOOKS that take signed JSON. */
  readonly webhooks?: readonly string[] | undefined;
  /** Kinds of spike that send; `backlash` alone by default. */
  readonly kinds: readonly ('backlash' | 'attention')[];
  readonly minSeverity: number;
  /** Ceiling of mails per recipient and hour. */
  readonly maxPerHour: number;
}
