/** How often an outcry of a brand begins near a date of one of its changes when neither has to do with the other. */
import type { PolicyChange } from '../../domain/brand.ts';
import type { Incident } from '../../domain/incident.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';

const YEAR_MS = 365 * DAY_MS;
/** Dates have no time, or are rounded to it; one that is known within an interval counts with all of it. */
const DATE_HOURS = 24;

export interface ChanceRate {
  /** Outcries that began, and dates of changes that fell, in the twelve months up to this outcry. */
  readonly incidents: number;
  readonly dates: number;
  /** Outcries a year that begin as close to one of the dates. */
  readonly perYear: number;
}

/**
 * Outcries and dates laid out at random over a year: incidents × hours that count as this close to one of the dates ÷ hours of a year
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
  const widths = changes.flatMap(({ announced, observed, effective }) => {
    const seen = observed && { at: observed.by, hours: (observed.by - observed.after) / HOUR_MS };
    const dates = [announced, effective].map((at) => ({ at, hours: DATE_HOURS }));
    const known = [...dates, ...(seen ? [seen] : [])].filter((one) => within(one.at));
    return uniqueByDay(known).map(({ hours }) => Math.max(hours, DATE_HOURS));
  });
  if (widths.length === 0) return undefined;
  const hours = widths.reduce((sum, width) => sum + Math.abs(lagHours) + width, 0);
  const perYear = (incidents * hours * HOUR_MS) / YEAR_MS;
  return { incidents, dates: widths.length, perYear };
}

function uniqueByDay<T extends { readonly at: number | undefined }>(dates: readonly T[]): T[] {
  const day = ({ at = 0 }: T) => Math.floor(at / DAY_MS);
  return dates.filter((one, i) => dates.findIndex((other) => day(other) === day(one)) === i);
}
