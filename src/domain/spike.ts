/** Findings of detection. Times are ms since 1970 UTC. */
import type { SeriesName } from './series.ts';
import type { ThemeShare } from './kind/theme.ts';

/**
 * `backlash`: people turn against the brand for what it did or stands for · `complaints`: a service fails · `attention`:
 * more people talk, for example after a launch.
 */
export type SpikeKind = 'backlash' | 'complaints' | 'attention';

/** The unit of time in which a spike is known. */
export type SpikePrecision = 'hour' | 'day';

export interface Spike {
  readonly series: SeriesName;
  readonly source: string;
  /** `day`: judged by the day, since its sources give dates without times; absent for `hour`. */
  readonly precision?: SpikePrecision;
  readonly kind: SpikeKind;
  /** Probability of `kind`, 0 to 1; absent in spikes that an older version found. */
  readonly kindProbability?: number;
  /** What the excess posts are about beyond the usual, most first. */
  readonly themes?: readonly ThemeShare[];
  /** A large part of the excess defends the brand, another turns against it. */
  readonly polarised?: boolean;
  readonly onset: number;
  /** When it raised its alarm, from what had been published by then; absent in spikes that an older version found. */
  readonly alarmAt?: number;
  /** The hour of its alarm is not over, or its brand is known for less than a week: it may be taken back. */
  readonly provisional?: boolean;
  /** Middle of the three consecutive buckets with the largest mean; the largest day of days. */
  readonly peakAt: number;
  /** Absent while it is open. */
  readonly end?: number;
  /** Sum of counts from onset to end (or to now). */
  readonly observed: number;
  /** Sum of expected counts over the same buckets. */
  readonly expected: number;
  /**
   * 0 to 1; an alarm from 0.5 on. The largest −log10 p of any window of the spike, mapped by x / (x + alarm threshold)
   * (`alarmScore` in `src/detect/spike/rule.ts`).
   */
  readonly score: number;
  /** 1 to 10: `severityMeaning` in `src/report/text/labels.ts`. */
  readonly severity: number;
  /** Share of the spike's mentions that speak of broken trust, 0 to 1. */
  readonly betrayalShare: number;
  readonly negativeShare: number;
  /** Categories that rose, most first. */
  readonly categories: readonly { readonly code: string; readonly count: number; readonly share: number }[];
}

export type Verdict = 'very likely' | 'possible' | 'not distinguishable';

/**
 * A condition of the verdict "very likely": `near` in time, `rare`: chance alone would hardly bring them so
 * close, `words` of what the change touches, `brand`:
 * other brands did not rise as much, `alone`: no other event is as likely, `dated`: the date is known, `first`: news and page
 * views had not risen before. No condition may fail; one that is not known does not, but `words` must be known.
 */
export interface AttributionCheck {
  readonly name: 'near' | 'rare' | 'words' | 'brand' | 'alone' | 'dated' | 'first';
  readonly met: 'yes' | 'no' | 'unknown';
  /** Of `near` and `dated` in hours, of `rare` a probability. */
  readonly limit?: number;
  /** Of `near`: the limit counts from the end of the day of the change, whose time is not known. */
  readonly wholeDay?: boolean;
}

export interface Attribution {
  /** Slug of a policy change. */
  readonly policyChange: string;
  readonly verdict: Verdict;
  /**
   * Placebo p-value: (1 + placebo dates with a statistic at least as large) ÷ (1 + placebo dates), multiplied by the
   * number of dates of the change that were tried, at most 1.
   */
  readonly pValue: number;
  /** Hours from the change to the onset; negative where the onset came first. */
  readonly lagHours: number;
  /** One sentence; `src/report/text/attribution.ts` writes it. */
  readonly because: string;
  /** What the verdict rests on; absent in attributions of release 0.1. */
  readonly checks?: readonly AttributionCheck[];
}

/** A value with its 95% interval; `censored` prints as ">". */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly censored?: boolean;
}

/** How one spike ran, measured against its baseline. */
export interface Trajectory {
  /** `day`: measured on days, so that its times are whole days; absent for hours. */
  readonly precision?: SpikePrecision;
  /** Expected mentions per hour of an average hour before the onset, whatever the width of the buckets. */
  readonly baselinePerHour: number;
  readonly onset: number;
  /** Largest three-bucket mean of counts (the largest day of days), its multiple of the baseline's level, and its middle bucket. */
  readonly peak: { readonly value: number; readonly multiple: number; readonly at: number };
  /** Sum of observed − expected from onset to recovery. */
  readonly excess: Estimate;
  readonly halfLifeHours: Estimate;
  readonly recoveryHours: Estimate;
}

/** Expected count of one bucket, and the range of ordinary counts around it. */
export interface PredictionInterval {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}
