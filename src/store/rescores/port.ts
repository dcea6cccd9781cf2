import type { Incident, StoredSpike } from '../../domain/incident.ts';
import type { PendingMention } from '../mentions/port.ts';

/** `superseded`: another version came while it ran, and a job of that version took over. */
export type RescoreState = 'running' | 'done' | 'superseded';

/** A job that scores history again with `version`. Times are ms since 1970 UTC, the rest are mentions. */
export interface RescoreJob {
  readonly id: number;
  readonly version: string;
  readonly state: RescoreState;
  readonly startedAt: number;
  readonly finishedAt?: number | undefined;
  /** Stale mentions when it began. */
  readonly total: number;
  readonly done: number;
  /** Mentions whose label is another one now; to be scored or not scored at all is a label too. */
  readonly changedSentiment: number;
  readonly changedBetrayal: number;
}

/** What had been found on the counts of one scorer version. */
export interface PastFindings {
  readonly incidents: readonly Incident[];
  readonly spikes: readonly StoredSpike[];
}

/** A mention is stale when another version than the running one scored it. */
export interface RescoreQueries {
  countStale(version: string): Promise<number>;
  anyStale(version: string): Promise<boolean>;
  stale(version: string, limit: number): Promise<PendingMention[]>;
  /** Newest first. */
  jobs(): Promise<RescoreJob[]>;
  running(): Promise<RescoreJob | undefined>;
  /** Every version that scored a mention here, in alphabetical order. */
  versions(): Promise<string[]>;
  /** Findings as they stood when `version` was last replaced; undefined where it never was. */
  findings(version: string): Promise<PastFindings | undefined>;
}

export interface RescoreWrites {
  /**
   * Makes every score of a brand's mentions stale, so that they are scored again; from now on they were given by the version
   * `as`. Mentions of several brands are among them. Returns how many.
   */
  scoreAgain(brandId: number, as: string): Promise<number>;
  /**
   * The running job of `version`; begins one where scores are stale. A running job of another version is
   * superseded, unless it began after `since`: then the caller is the older one and gets undefined. At the
   * start, incidents on the old counts are saved under the version that most stale scores have.
   */
  begin(job: { version: string; at: number; since?: number | undefined }): Promise<RescoreJob | undefined>;
  /**
   * Notes progress of a running job. When no score is stale, the job is done and every brand is due for
   * detection; returns true then.
   */
  advance(
    job: Pick<RescoreJob, 'id' | 'version'>,
    step: { done: number; sentiment: number; betrayal: number; at: number },
  ): Promise<boolean>;
}
