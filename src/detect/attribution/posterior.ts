/**
 * The probability that a change is the cause of a spike beside it, against chance: prior odds × density of the lag if it is ÷
 * rate of the brand's spikes (both as point processes: Cox and Lewis 1966, chapter 8), × what the posts say. All changes and
 * spikes of the brand are one family: its own spikes give the rate, its changes share a prior, and of verdicts given from
 * a probability p on at most 1 − p are false on average however many pairs are tried (local false discovery rate: Efron,
 * Tibshirani, Storey and Tusher 2001).
 */
import { HOUR_MS, DAY_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';

/** Of changes that are noted one in ten causes an outcry, and those of a year cause two at most. Assumed. */
const CAUSES = { share: 0.1, perYear: 2 };
/** Lags of effects in hours: most begin within the day, some when the press or the weekend is over. Assumed. */
const LAGS = [
  { weight: 0.7, meanHours: 12 },
  { weight: 0.3, meanHours: 48 },
];
const YEAR_HOURS = 365 * 24;
/** Weight of the prior on the rate of spikes: one in a quarter of a year. */
const RATE_PRIOR = { spikes: 1, years: 0.25 };
/** Of spikes that a change caused, as many show in the excess what it touches. Assumed. */
const CONTENT_IF_CAUSE = 0.8;
/** Prior of the share of unrelated spikes that show it: Beta(½, 4½). */
const CONTENT_PRIOR = { hits: 0.5, of: 5 };

/** The brand's other spikes and changes within a year of the onset. */
export interface Family {
  /** Years that were watched, at most one. */
  readonly years: number;
  readonly spikes: readonly Pick<Spike, 'categories'>[];
  readonly changes: number;
}

export interface Chance {
  /** Spikes, this one with them, and changes, in the twelve months up to it. */
  readonly spikes: number;
  readonly changes: number;
  /** Pairs of an unrelated spike and change a year that lie as close as these do. */
  readonly pairsPerYear: number;
}

/** Share of effects that have begun so many hours after their cause. */
function begun(hours: number): number {
  if (hours <= 0) return 0;
  return LAGS.reduce((sum, { weight, meanHours }) => sum + weight * -Math.expm1(-hours / meanHours), 0);
}

/** Density per hour of an effect at `at` whose cause lies anywhere in [from, to] (ms). */
export function lagDensity(at: number, from: number, to: number): number {
  const hours = (to - from) / HOUR_MS;
  // The mean of the density over the interval is a difference of its distribution.
  return Math.max(0, begun((at - from) / HOUR_MS) - begun((at - to) / HOUR_MS)) / hours;
}

/** Odds for what the posts say: by the share of the brand's other spikes whose posts spoke of `touches` too. */
function contentOdds(
  content: 'supports' | 'contradicts' | 'unknown',
  touches: readonly string[],
  spikes: Family['spikes'],
): number {
  if (content === 'unknown') return 1;
  const hits = spikes.filter(({ categories }) =>
    categories.some(({ code }) => touches.includes(code)),
  ).length;
  const byChance = (hits + CONTENT_PRIOR.hits) / (spikes.length + CONTENT_PRIOR.of);
  return content === 'supports'
    ? Math.max(1, CONTENT_IF_CAUSE / byChance)
    : Math.min(1, (1 - CONTENT_IF_CAUSE) / (1 - byChance));
}

/** Probability that the change caused the spike, against chance; `density` is that of the lag, `dates` were tried. */
export function posteriorOf(
  density: number,
  dates: number,
  { years, spikes, changes }: Family,
  content: 'supports' | 'contradicts' | 'unknown',
  touches: readonly string[],
): number {
  const prior = Math.min(CAUSES.share, (CAUSES.perYear * years) / Math.max(1, changes)) / Math.max(1, dates);
  const rate = (spikes.length + RATE_PRIOR.spikes) / ((years + RATE_PRIOR.years) * YEAR_HOURS);
  const odds = ((prior / (1 - prior)) * density * contentOdds(content, touches, spikes)) / rate;
  return odds / (1 + odds);
}

/** Dates have no time, or are rounded to it. */
const LEAST_WIDTH_HOURS = DAY_MS / HOUR_MS;

/** How often unrelated spikes and changes of such a family lie as close: `lagHours` apart, a date `widthHours` wide. */
export function chanceOf({ spikes, changes }: Family, lagHours: number, widthHours: number): Chance {
  const all = spikes.length + 1;
  const hours = Math.abs(lagHours) + Math.max(widthHours, LEAST_WIDTH_HOURS);
  return { spikes: all, changes, pairsPerYear: (all * changes * hours) / YEAR_HOURS };
}
