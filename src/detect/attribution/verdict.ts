/** The rule of the verdict: conditions that must all hold for "very likely", and when a change is still "possible". */
import type { PolicyChange } from '../../domain/brand.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { AttributionCheck, Verdict } from '../../domain/spike.ts';
import type { Content } from './content.ts';
import type { ControlRise } from './control.ts';
import type { ChangeDate } from './lag.ts';
import type { PriorRise } from './news-series.ts';
import type { PlaceboResult } from './placebo.ts';
import type { Chance } from './posterior.ts';
import type { Contest } from './rivals.ts';

/** Hours after a change within which an onset is "very likely" its effect, with and without evidence from content. */
const CLOSE_HOURS = { withContent: 30, without: 24 };
/** Least probability against chance of "very likely", and of "possible". */
export const LEAST_POSTERIOR = { likely: 0.9, possible: 0.1 };
/** An onset may come this long before the written date: dates are rounded and news leaks. */
const TOO_EARLY_HOURS = 3;
/** A date without a time is a local day somewhere: it may begin this long before the UTC day. */
const ZONE_HOURS = 12;
/** Where a date is known less precisely than this (hours between after and by), its closeness is no evidence. */
const VAGUE_HOURS = 72;

export interface Evidence {
  readonly change: PolicyChange;
  readonly date: ChangeDate;
  readonly lagHours: number;
  /** Days from the day of the date to that of the onset, where that is known by its day alone. */
  readonly lagDays?: number;
  readonly placebo: PlaceboResult;
  /** Of the placebo test, multiplied by the number of dates tried. */
  readonly pValue: number;
  /** Whether other dates saw no rise as strong. It says that there was a spike, not that it comes from the change. */
  readonly significant: boolean;
  /** Probability that it is the cause, against chance: `posterior.ts`. */
  readonly posterior: number;
  readonly chance: Chance;
  readonly content: Content;
  readonly shared: readonly string[];
  /** Share of the touched category among the excess posts, and among usual ones. */
  readonly share?: { readonly excess: number; readonly usual: number };
  /** True where the change was noted after the alarm: its date was chosen for being close. */
  readonly chosen: boolean;
  /** Titles of what else happened near the onset. */
  readonly rivals: readonly string[];
  /** Those of the same or neighbouring days, with what the posts say for and against. */
  readonly contests: readonly Contest[];
  /** True where a rival is at least as likely the cause. */
  readonly outdone: boolean;
  /** True where the spike peaked soon after the date. */
  readonly grew: boolean;
  readonly control: ControlRise | undefined;
  /** Whether news or page views of the brand are counted at all. */
  readonly newsKnown: boolean;
  /** A news or page-view series that rose before the change's earliest date. */
  readonly moved: PriorRise | undefined;
}

/** Limits of the rule: hours after a date in which its effect would begin, and the p-value that rules chance out. */
export interface VerdictLimits {
  readonly windowHours: number;
  readonly significance: number;
}

/**
 * What must hold for "very likely", in the order in which it is read. Of other brands and of news, what is not known stands
 * against nothing; posts must be known to speak of what changed.
 */
export function checksOf(e: Evidence, { windowHours }: VerdictLimits): AttributionCheck[] {
  const wholeDay = isWholeDay(e.date);
  // A day without a time counts as its noon.
  const noon = wholeDay ? DAY_MS / 2 / HOUR_MS : 0;
  const supported = e.content === 'supports';
  const close = Math.min(windowHours, (supported ? CLOSE_HOURS.withContent : CLOSE_HOURS.without) - noon);
  const near = e.lagHours <= close && e.lagHours >= -TOO_EARLY_HOURS;
  const known = (is: boolean, holds: boolean) => (is ? met(holds) : 'unknown');
  return [
    { name: 'near', met: met(near), limit: close, ...(wholeDay ? { wholeDay } : {}) },
    { name: 'rare', met: met(e.posterior >= LEAST_POSTERIOR.likely), limit: LEAST_POSTERIOR.likely },
    { name: 'words', met: known(e.content !== 'unknown', supported) },
    { name: 'brand', met: known(e.control !== undefined, e.control?.explains !== true) },
    { name: 'alone', met: met(!e.outdone) },
    { name: 'dated', met: met((e.date.to - e.date.from) / HOUR_MS <= VAGUE_HOURS), limit: VAGUE_HOURS },
    { name: 'first', met: known(e.newsKnown, e.moved === undefined) },
  ];
}

function met(holds: boolean): 'yes' | 'no' {
  return holds ? 'yes' : 'no';
}

/** Whether a condition stands in the way of "very likely". */
export function isMissing({ name, met: is }: AttributionCheck): boolean {
  return is === 'no' || (name === 'words' && is === 'unknown');
}

/** "Very likely" where no condition is missing. */
export function verdictOf(e: Evidence, limits: VerdictLimits): Verdict {
  if (!checksOf(e, limits).some(isMissing)) return 'very likely';
  return isPossible(e, limits) ? 'possible' : 'not distinguishable';
}

function isPossible(e: Evidence, { windowHours, significance }: VerdictLimits): boolean {
  if (e.moved || e.lagHours > windowHours || e.pValue > 2 * significance) return false;
  if (e.lagHours >= -tooEarlyHours(e.date)) return e.posterior >= LEAST_POSTERIOR.possible;
  return e.grew && -e.lagHours <= windowHours && e.pValue <= significance;
}

/** How long before a date an onset still counts as after it. */
export function tooEarlyHours(date: ChangeDate): number {
  return TOO_EARLY_HOURS + (isWholeDay(date) ? ZONE_HOURS : 0);
}

function isWholeDay(date: ChangeDate): boolean {
  return date.kind !== 'observed' && date.to > date.from;
}
