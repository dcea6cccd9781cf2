/** Findings of detection. Times are ms since 1970 UTC. */
import type { SeriesName } from './series.ts';

/** `backlash`: broken trust drives it · `attention`: a launch, a show, a joke, a match. */
export type SpikeKind = 'backlash' | 'attention';

export interface Spike {
  readonly series: SeriesName;
  readonly source: string;
  readonly kind: SpikeKind;
  readonly onset: number;
  readonly peakAt: number;
  /** Absent while it goes on. */
  readonly end?: number;
  /** Sum of counts from onset to end (or to now). */
  readonly observed: number;
  /** Sum of expected counts over the same buckets. */
  readonly expected: number;
  /** Surprise of the strongest bucket, 0 to 1; 0.5 and more is an alarm. */
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

export interface Attribution {
  /** Slug of a policy change. */
  readonly policyChange: string;
  readonly verdict: Verdict;
  /** Placebo p-value: share of eligible dates whose statistic is at least as large. */
  readonly pValue: number;
  /** Hours from the change to the onset; negative where the onset came first. */
  readonly lagHours: number;
  /** One sentence in plain words. */
  readonly because: string;
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
  /** Expected count per bucket before the onset. */
  readonly baselinePerHour: number;
  readonly onset: number;
  readonly peak: { readonly value: number; readonly multiple: number; readonly at: number };
  /** Sum of observed − expected from onset to recovery. */
  readonly excess: Estimate;
  readonly halfLifeHours: Estimate;
  readonly recoveryHours: Estimate;
}

/** Expected count of one bucket with the band of ordinary variation. */
export interface PredictionInterval {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}
