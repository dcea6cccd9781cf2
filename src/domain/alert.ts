/** Who is told of an incident: routes, decisions with their named reasons, silences. Times are ms since 1970 UTC. */
import type { Recipient } from './recipient.ts';
import type { SpikeKind } from './spike.ts';

export type AlertStage = 'opened' | 'escalated' | 'resolved';

/** The named reason of a decision to send or not to send; `reasonText` says each in words. */
export const ALERT_REASONS = [
  'opened',
  'escalated',
  'resolved',
  'already-notified',
  'acknowledged',
  'attention-only',
  'backfilled',
  'below-severity',
  'cooldown',
  'flapping',
  'inhibited',
  'never-notified',
  'no-route',
  'outage-only',
  'quiet-hours',
  'rescored',
  'resolved-already',
  'silenced',
  'snoozed',
  'switched-off',
  'waiting-confirmation',
] as const;
export type AlertReason = (typeof ALERT_REASONS)[number];

/** A decision as it is kept: one per incident, stage, step and route. */
export interface Alert {
  readonly id: number;
  readonly incidentId: number;
  readonly stage: AlertStage;
  /** The grade of severity (`gradeOf`) that an `escalated` tells of; 0 for the other stages. */
  readonly step: number;
  /** Name of the route; empty where none names the brand, or where an earlier version decided for all. */
  readonly route: string;
  readonly send: boolean;
  readonly reason: AlertReason;
  /** Severity of the incident at that time. */
  readonly severity: number;
  /** The incident was over at that time, and the message said so. */
  readonly over: boolean;
  /** Recipients that were notified; see `recipientText`. */
  readonly recipients: readonly string[];
  readonly decidedAt: number;
  /** Decided again then; absent where only a change of the incident counts. */
  readonly until?: number;
}

/** Three words for how soon a route speaks. */
export type Sensitivity = 'low' | 'medium' | 'high';

export interface SensitivityNumbers {
  readonly minSeverity: number;
  /** It must have lasted so long. */
  readonly minHours: number;
  /** Its clearest spike must be so surprising, 0.5 … 1 (0.5 is an alarm). */
  readonly minScore: number;
}

/** The numbers behind the words. A grave incident (`CRITICAL`) waits for neither hours nor score. */
export const SENSITIVITY: Readonly<Record<Sensitivity, SensitivityNumbers>> = {
  high: { minSeverity: 1, minHours: 0, minScore: 0.5 },
  medium: { minSeverity: 3, minHours: 1, minScore: 0.55 },
  low: { minSeverity: 5, minHours: 3, minScore: 0.65 },
};

/** From this severity on neither quiet hours nor waiting holds a message. */
export const CRITICAL = 8;

/** Grades of severity, as `severityMeaning` names them: slight, noticeable, serious, grave, extreme. */
export function severityLevel(severity: number): number {
  return Math.ceil(severity / 2);
}

/** Local hours of `zone` in which what is below `CRITICAL` waits; `to` at or before `from` is the next day. */
export interface QuietHours {
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
  /** IANA name, e.g. Europe/Stockholm. */
  readonly zone: string;
  /** Days on which they begin, 1 Monday … 7 Sunday; all when absent. */
  readonly days?: readonly number[] | undefined;
}

/** `operator` hears of collectors that fell silent and of no incident; the others the other way round. */
export type Audience = 'executive' | 'team' | 'operator';

/** What a route can ask for. `outage`: a backlash of which most is that the service broke down. */
export type AlertKind = SpikeKind | 'outage';

/** Where a brand's alerts go. */
export interface Route {
  readonly name: string;
  /** Brand slugs, or `*`. */
  readonly brands: readonly string[];
  readonly recipients: readonly Recipient[];
  /** What sends; `backlash` alone by default. */
  readonly kinds: readonly AlertKind[];
  readonly minSeverity: number;
  /** Most messages to a recipient in an hour. */
  readonly maxPerHour: number;
  /** `high` when absent: as soon as it is found. */
  readonly sensitivity?: Sensitivity | undefined;
  readonly quietHours?: QuietHours | undefined;
  /** After a message about a brand the next waits so long; critical ones do not. */
  readonly cooldownMinutes?: number | undefined;
  /** An incident must be so old before anybody is told. Alertmanager's group_wait; 0 when absent. */
  readonly groupWaitMinutes?: number | undefined;
  /** Least time between two messages about one brand, of any severity. Alertmanager's group_interval; 5. */
  readonly groupIntervalMinutes?: number | undefined;
  /** Whether it is told that an incident is over; true when absent. */
  readonly resolved?: boolean | undefined;
  /** Whether it is told that an incident became graver; true when absent. */
  readonly escalate?: boolean | undefined;
  /** `team` when absent. */
  readonly audience?: Audience | undefined;
}

export const GROUP_INTERVAL_MINUTES = 5;

/** A stretch in which a person wants no message; data, with who and why. `from` is in it, `until` is not. */
export interface Silence {
  readonly id: number;
  /** Brand slugs, or `*`. */
  readonly brands: readonly string[];
  /** Kinds of spike; every kind where it is empty. */
  readonly kinds: readonly SpikeKind[];
  /** Incidents up to this severity are silenced, 1 … 10. */
  readonly maxSeverity: number;
  readonly from: number;
  readonly until: number;
  readonly author: string;
  readonly comment: string;
  readonly createdAt: number;
  /** Ended early. */
  readonly expiredAt?: number;
  readonly expiredBy?: string;
}
