import type { Alert, AlertVerdict, Incident, IncidentState, TimelineEntry } from '../../domain/incident.ts';

export interface NewIncident {
  readonly slug: string;
  readonly brandId: number;
  readonly title: string;
  readonly onset: number;
  readonly end?: number | undefined;
  readonly severity: number;
  readonly simulated: boolean;
  readonly openedAt: number;
  /** Start of the re-score that brought it up. */
  readonly rescoredAt?: number | undefined;
}

export interface IncidentQueries {
  all(): Promise<Incident[]>;
  ofBrand(brandId: number): Promise<Incident[]>;
  /** By slug or by number. */
  find(slugOrId: string): Promise<Incident | undefined>;
  timeline(incidentId: number): Promise<TimelineEntry[]>;
  alerts(incidentId: number): Promise<Alert[]>;
  /** Incidents that changed since they were decided about, or that were to be looked at again by `now`. */
  undecided(now: number): Promise<Incident[]>;
  /** Real incidents that are decided about, not resolved, and ended at or before `before`. */
  ended(before: number): Promise<Incident[]>;
  /** How often it was opened again since `since`. */
  reopened(incidentId: number, since: number): Promise<number>;
}

/** What people set on an incident; null takes it back. */
export interface IncidentEdits {
  readonly snoozedUntil?: number | null;
  readonly assignee?: string | null;
  readonly verdict?: AlertVerdict | null;
}

export interface IncidentWrites {
  open(incident: NewIncident): Promise<Incident>;
  /** Follows the spikes: new end, severity or onset. No change, no new revision. */
  update(
    id: number,
    change: { onset: number; end?: number | undefined; severity: number; title: string },
  ): Promise<void>;
  /**
   * Notes that a re-score that began at `at` looked at the incident anew. One that still waits for its first
   * decision stays as it is: what it waits for has nothing to do with the re-score.
   */
  markRescored(id: number, at: number): Promise<void>;
  /** Removes an incident that no longer holds a spike and was never told to anybody. */
  removeEmpty(brandId: number): Promise<number>;
  /** Compare-and-set: false when somebody else changed the incident since `revision`. */
  setState(id: number, revision: number, state: IncidentState, entry: TimelineEntry): Promise<boolean>;
  addEntry(incidentId: number, entry: TimelineEntry): Promise<void>;
  /** Compare-and-set of what people set on it; false when somebody else changed the incident since `revision`. */
  edit(id: number, revision: number, edits: IncidentEdits, entry: TimelineEntry): Promise<boolean>;
  /** Notes that `revision` was decided about, and when it is to be looked at again whether it changed or not. */
  decided(id: number, revision: number, decideAgainAt: number | undefined): Promise<void>;
  /** Has every incident that is not resolved decided about again from `at` on: a silence went, a route changed. */
  decideAgain(at: number): Promise<void>;
}
