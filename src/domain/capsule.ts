/** A capsule: one past incident of a company, as the library keeps it. Every statement names its source. */
import type { ThemeCode } from './kind/theme.ts';
import type { AnswerKind, ChangeKind, CourseMeasure, OutcomeKind, Sector } from './capsule-words.ts';

/** A day in UTC, `2015-08-21`. */
export type Day = string;

/** When something happened: a day (`at`), or an interval (`after` to `by`, both included). The schema sees to it. */
export interface When {
  readonly at?: Day | undefined;
  readonly after?: Day | undefined;
  readonly by?: Day | undefined;
}

/** Where a statement can be read, and whether whoever made the capsule read it there. */
export interface Sourced {
  /** Key in `sources`. */
  readonly source: string;
  /** False: the page could not be opened when the capsule was made. */
  readonly checked: boolean;
}

/** A number with its unit: `{ value: 800000, unit: 'USD' }`. */
export interface Amount {
  readonly value: number;
  readonly unit: string;
}

/** An amount where one is known; both or neither. */
export interface MaybeAmount {
  readonly value?: number | undefined;
  readonly unit?: string | undefined;
}

export type Dated = When & Sourced;

export interface CapsuleSource {
  readonly url: string;
  readonly publisher: string;
  /** When it was published, where that is known. */
  readonly date?: Day | undefined;
}

export type CapsuleAnswer = Dated & { readonly kind: AnswerKind; readonly what: string };

/** What became of it. The day is missing where no source gives one. */
export type CapsuleOutcome = Dated & MaybeAmount & { readonly kind: OutcomeKind; readonly what: string };

/** A point of the course that a source gives in words. */
export type Milestone = Dated & MaybeAmount & { readonly what: string };

/** Counts of what was said, by day; null is missing, not zero. */
export interface Course {
  /** Published words are counted; searches are an index and are compared with nothing else. */
  readonly measure: CourseMeasure;
  /** What one is: `headlines that name the company`. */
  readonly unit: string;
  readonly source: string;
  readonly points: readonly (readonly [Day, number | null])[];
}

export const DATE_NAMES = ['announced', 'observed', 'effective', 'onset'] as const;
export type DateName = (typeof DATE_NAMES)[number];

export interface Capsule {
  readonly slug: string;
  readonly company: string;
  readonly sector: Sector;
  /** Of the company's seat, ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly title: string;
  /** What changed or happened, in our own words. */
  readonly what: string;
  readonly kind: 'backlash' | 'complaints';
  readonly change: ChangeKind;
  /** The first one leads. */
  readonly themes: readonly ThemeCode[];
  readonly dates: { readonly [N in DateName]?: Dated | undefined };
  readonly answers: readonly CapsuleAnswer[];
  readonly outcome: readonly CapsuleOutcome[];
  readonly milestones: readonly Milestone[];
  readonly course?: Course | undefined;
  /** How many people, units or posts it concerned or moved. */
  readonly size?: (Amount & Sourced & { readonly what: string }) | undefined;
  readonly sources: Readonly<Record<string, CapsuleSource>>;
  /** What sources say differently. */
  readonly contested: readonly string[];
}

/** First and last day that it may have happened on; undefined where no day is known. */
export function daysOf(when: When): { readonly first: Day; readonly last: Day } | undefined {
  const { at, after, by } = when;
  if (at !== undefined) return { first: at, last: at };
  return after !== undefined && by !== undefined ? { first: after, last: by } : undefined;
}

/** The fields that a capsule leaves empty. */
export function unknownFields(capsule: Capsule): string[] {
  const unknown: string[] = DATE_NAMES.filter((name) => capsule.dates[name] === undefined);
  if (capsule.answers.length === 0) unknown.push('answers');
  if (capsule.outcome.length === 0) unknown.push('outcome');
  if (capsule.course === undefined) unknown.push('course');
  if (capsule.size === undefined) unknown.push('size');
  return unknown;
}
