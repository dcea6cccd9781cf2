/** How often an outcry of a brand begins near a date of one of its changes when neither has to do with the other. */
import type { PolicyChange } from '../../domain/brand.ts';
import type { Incident } from '../../domain/incident.ts';
import { DAY_MS } from '../../domain/series.ts';

const YEAR_MS = 365 * DAY_MS;
/** Dates have no time, or are rounded to it. */
const DATE_HOURS = 24;

export interface ChanceRate {
  /** Outcries that began, and dates of changes that fell, in the twelve months up to this outcry. */
  readonly incidents: number;
  readonly dates: number;
  /** Outcries a year that begin as close to one of the dates. */
  readonly perYear: number;
}

/**
 * Outcries and dates laid out at random over a year: incidents × dates × hours that count as this close ÷ hours of a year
 * (the expected number of coincidences of two independent Poisson processes: Cox and Lewis 1966, chapter 8).
 */
export function chanceRate(
  { onset }: Pick<Incident, 'onset'>,
  others: readonly Pick<Incident, 'onset'>[],
  changes: readonly PolicyChange[],
  lagHours: number,
): ChanceRate | undefined {
  const to = onset + DAY_MS;
  const within = (at: number | undefined) => at !== undefined && at <= to && at > to - YEAR_MS;
  const incidents = 1 + others.filter((one) => within(one.onset)).length;
  const days = changes.flatMap((one) => {
    const dates = [one.announced, one.observed?.by, one.effective].filter(within);
    return [...new Set(dates.map((at) => Math.floor((at ?? 0) / DAY_MS)))];
  });
  if (days.length === 0) return undefined;
  const hours = Math.abs(lagHours) + DATE_HOURS;
  const perYear = (incidents * days.length * hours) / (YEAR_MS / DAY_MS) / 24;
  return { incidents, dates: days.length, perYear };
}
