/** Incidents hold spikes; alerts tell people about incidents. Times are ms since 1970 UTC. */
import type { Attribution, Spike } from './spike.ts';

export type { Alert, AlertReason, AlertStage, Route } from './alert.ts';

export type IncidentState = 'open' | 'acknowledged' | 'resolved';

export interface Incident {
  readonly id: number;
  /** Declared slug, or `BRAND-YYYY-MM-DD` of the onset. Unique. */
  readonly slug: string;
  readonly brand: string;
  /** What it is about, by detection or as a person named it. */
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
  /** No alert is sent before then; a person set it. */
  readonly snoozedUntil?: number;
  /** Who works on it. */
  readonly assignee?: string;
  /** How the team judged the alert afterwards. */
  readonly verdict?: AlertVerdict;
  /** The name that a person gave it, which is its title then. */
  readonly named?: string;
}

export type AlertVerdict = 'right' | 'wrong';

/** Timeline entry for a reopened incident; too many in an hour delay the message that it is over. */
export const REOPENED = 'opened again';

/** A spike as the database keeps it: found, attributed, part of an incident. */
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

export interface TimelineEntry {
  readonly at: number;
  readonly who: string;
  readonly what: string;
}
