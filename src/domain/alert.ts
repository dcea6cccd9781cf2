/** Who is notified of an incident: routes, decisions with named reasons, silences. Times are ms since 1970 UTC. */
import type { Recipient } from './recipient.ts';
import type { SpikeKind } from './spike.ts';
import type { ThemeCode } from './kind/theme.ts';

export type AlertStage = 'opened' | 'escalated' | 'resolved';

/** Why an alert was or was not sent; `reasonText` has a sentence for each. */
export const ALERT_REASONS = [
  'opened',
  'escalated',
  'resolved',
  'already-notified',
  'acknowledged',
  'attention-only',
  'backfilled',
  'below-severity',
  'complaints-only',
  'cooldown',
  'flapping',
  'inhibited',
  'never-notified',
  'no-route',
  'other-theme',
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

/** A stored decision: one per incident, stage, step and route. */
export interface Alert {
  readonly id: number;
  readonly incidentId: number;
  readonly stage: AlertStage;
  /** The severity level (`severityLevel`) that an `escalated` reports; 0 for the other stages. */
  readonly step: number;
  /** Name of the route; empty if none names the brand, or if an older version decided for all routes. */
  readonly route: string;
  readonly send: boolean;
  readonly reason: AlertReason;
  /** Severity of the incident when it was decided. */
  readonly severity: number;
  /** The incident was over when it was decided, and the message said so. */
  readonly over: boolean;
  /** Recipients that were notified, as `recipientText` writes them. */
  readonly recipients: readonly string[];
  readonly decidedAt: number;
  /** When it is decided again; absent if only a change of the incident can change it. */
  readonly until?: number;
}

/** How readily a route alerts. */
export type Sensitivity = 'low' | 'medium' | 'high';

export interface SensitivityNumbers {
  readonly minSeverity: number;
  /** How long the incident must have lasted. */
  readonly minHours: number;
  /** Least score of its clearest spike, 0.5 to 1 (0.5 is an alarm). */
  readonly minScore: number;
}

/** What each sensitivity requires. A critical incident (`CRITICAL`) waits for neither hours nor score. */
export const SENSITIVITY: Readonly<Record<Sensitivity, SensitivityNumbers>> = {
  high: { minSeverity: 1, minHours: 0, minScore: 0.5 },
  medium: { minSeverity: 3, minHours: 1, minScore: 0.55 },
  low: { minSeverity: 5, minHours: 3, minScore: 0.65 },
};

/** From this severity on, neither quiet hours nor sensitivity delays an alert. */
export const CRITICAL = 8;

/** The level, 1 to 5, of a severity, 1 to 10: slight, noticeable, serious, severe, extreme (`severityMeaning`). */
export function severityLevel(severity: number): number {
  return Math.ceil(severity / 2);
}

/** Local hours in `zone` in which alerts below `CRITICAL` wait; if `to` is not after `from`, they end the next day. */
export interface QuietHours {
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
  /** IANA name, e.g. Europe/Stockholm. */
  readonly zone: string;
  /** Days on which they begin, 1 (Monday) to 7 (Sunday); every day when absent. */
  readonly days?: readonly number[] | undefined;
}

/** `operator` receives source health alerts and no incidents; the others receive incidents only. */
export type Audience = 'executive' | 'team' | 'operator';

/** What a route can ask for. `outage`: complaints that are mostly about a failing service. */
export type AlertKind = SpikeKind | 'outage';

/** Where a brand's alerts go. */
export interface Route {
  readonly name: string;
  /** Brand slugs, or `*`. */
  readonly brands: readonly string[];
  readonly recipients: readonly Recipient[];
  /** Kinds that are sent; only `backlash` by default. */
  readonly kinds: readonly AlertKind[];
  /** Only what is about one of these; anything when absent or empty. */
  readonly themes?: readonly ThemeCode[] | undefined;
  readonly minSeverity: number;
  /** Maximum messages per recipient and hour. */
  readonly maxPerHour: number;
  /** `high` when absent: alert as soon as an incident is found. */
  readonly sensitivity?: Sensitivity | undefined;
  readonly quietHours?: QuietHours | undefined;
  /** Time between two messages about a brand, except critical ones. */
  readonly cooldownMinutes?: number | undefined;
  /** Age of an incident before anybody is notified. Alertmanager's group_wait; 0 when absent. */
  readonly groupWaitMinutes?: number | undefined;
  /** Least time between two messages about a brand, at any severity. Alertmanager's group_interval; 5 when absent. */
  readonly groupIntervalMinutes?: number | undefined;
  /** Whether to send that an incident is over; true when absent. */
  readonly resolved?: boolean | undefined;
  /** Whether to send that the severity rose; true when absent. */
  readonly escalate?: boolean | undefined;
  /** `team` when absent. */
  readonly audience?: Audience | undefined;
}

export const GROUP_INTERVAL_MINUTES = 5;

/** A period without alerts, with its author and reason. Includes `from` and excludes `until`. */
export interface Silence {
  readonly id: number;
  /** Brand slugs, or `*`. */
  readonly brands: readonly string[];
  /** Kinds of spike; empty for all kinds. */
  readonly kinds: readonly SpikeKind[];
  /** Incidents up to this severity are silenced, 1 … 10. */
  readonly maxSeverity: number;
  readonly from: number;
  readonly until: number;
  readonly author: string;
  readonly comment: string;
  readonly createdAt: number;
  /** When somebody ended it early. */
  readonly expiredAt?: number;
  readonly expiredBy?: string;
}
