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
  /** Incidents that changed since the last alert decision, or whose next decision was due by `now`. */
  undecided(now: number): Promise<Incident[]>;
  /** Real incidents that are decided about, not resolved, and ended at or before `before`. */
  ended(before: number): Promise<Incident[]>;
  /** How often it was reopened since `since`. */
  reopened(incidentId: number, since: number): Promise<number>;
}

/** What people set on an incident; null takes it back. */
export interface IncidentEdits {
  readonly snoozedUntil?: number | null;
  readonly assignee?: string | null;
  /** A name in place of the title that detection gave. */
  readonly named?: string | null;
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
   * Notes that a re-score that began at `at` re-evaluated the incident. One that still waits for its first decision is
   * left unchanged: it does not come from the re-score.
   */
  markRescored(id: number, at: number): Promise<void>;
  /** Removes incidents without spikes for which no alert was sent and on which nobody worked. */
  removeEmpty(brandId: number): Promise<number>;
  /** Compare-and-set: false when somebody else changed the incident since `revision`. */
  setState(id: number, revision: number, state: IncidentState, entry: TimelineEntry): Promise<boolean>;
  addEntry(incidentId: number, entry: TimelineEntry): Promise<void>;
  /** Compare-and-set of what people set on it; false when somebody else changed the incident since `revision`. */
  edit(id: number, revision: number, edits: IncidentEdits, entry: TimelineEntry): Promise<boolean>;
  /** Notes that alerts were decided for `revision`, and when to decide again even without a change. */
  decided(id: number, revision: number, decideAgainAt: number | undefined): Promise<void>;
  /** Makes alerts for all unresolved incidents be decided again at `at`: a silence ended or a route changed. */
  decideAgain(at: number): Promise<void>;
}
