import type {
  Alert,
  AlertReason,
  AlertStage,
  Incident,
  IncidentState,
  TimelineEntry,
} from '../../domain/incident.ts';

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
  /** Incidents not told of yet whose last decision, if any, was about an older revision. */
  undecided(): Promise<Incident[]>;
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
  /** Keeps a decision, in place of an earlier one not to send; false when this stage was sent already. */
  decide(alert: {
    incidentId: number;
    stage: AlertStage;
    send: boolean;
    reason: AlertReason;
    decidedAt: number;
    revision: number;
  }): Promise<boolean>;
}
