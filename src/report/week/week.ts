/** A week of every brand in numbers: this week against the one before, its incidents, changes and messages. */
import type { Alert } from '../../domain/alert.ts';
import type { CompanyResponse, PolicyChange } from '../../domain/brand.ts';
import type { Incident } from '../../domain/incident.ts';
import { bucketStart, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Estimate, SpikePrecision } from '../../domain/spike.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import { loadBrandSeries } from '../../series/brand-series.ts';
import { changeDate, type DatedEvents, eventsOf } from '../../domain/dated-events.ts';
import { withKnownEvents } from '../../series/known-events.ts';
import { shareOf } from '../text/share.ts';

export const WEEK_MS = 7 * DAY_MS;

export interface WeekCounts {
  readonly all: number;
  readonly negative: number;
  readonly betrayal: number;
  /** Hours without data. */
  readonly missingHours: number;
}

export interface BrandWeek {
  readonly brand: BrandRow;
  readonly counts: WeekCounts;
  /** Undefined where the brand had no data then. */
  readonly before?: WeekCounts;
  readonly negativeShare?: Estimate;
  readonly betrayalShare?: Estimate;
  /** Negative mentions of each of the seven days; null where no hour of it is known. */
  readonly daily: readonly (number | null)[];
  /** Incidents that touch the week, the most severe first; `precision` of those that are known by day. */
  readonly incidents: readonly (Incident & { readonly precision?: SpikePrecision })[];
  readonly changes: readonly PolicyChange[];
  readonly responses: readonly CompanyResponse[];
  /** Decisions of the week to send a message. */
  readonly notified: readonly Alert[];
}

export interface Week {
  readonly from: number;
  readonly to: number;
  /** Brands with data in the week, most incidents first, then most mentions. */
  readonly brands: readonly BrandWeek[];
  /** Names of brands without data. */
  readonly down: readonly string[];
}

/** Monday 00:00 UTC of the week that holds `at`. 1 January 1970 was a Thursday. */
export function weekStart(at: number): number {
  const monday = 4 * DAY_MS;
  return bucketStart(at - monday, WEEK_MS) + monday;
}

/** The last whole week before `now`. */
export function lastWeek(now: number): number {
  return weekStart(now) - WEEK_MS;
}

type Hours = readonly (number | null)[];

function sum(hours: Hours): number {
  return hours.reduce<number>((total, hour) => total + (hour ?? 0), 0);
}

function countsOf(series: Readonly<Record<string, Hours>>, from: number, to: number): WeekCounts | undefined {
  const part = (name: string) => (series[name] ?? []).slice(Math.max(0, from), Math.max(0, to));
  const all = part('all');
  if (all.every((hour) => hour === null)) return undefined;
  return {
    all: sum(all),
    negative: sum(part('negative')),
    betrayal: sum(part('betrayal')),
    missingHours: to - from - all.length + all.filter((hour) => hour === null).length,
  };
}

function dailyOf(all: Hours, first: number): (number | null)[] {
  return Array.from({ length: 7 }, (_, day) => {
    const from = first + day * 24;
    const hours = all.slice(Math.max(0, from), Math.max(0, from + 24));
    return hours.every((hour) => hour === null) ? null : sum(hours);
  });
}

async function weekOf(
  reads: Reads,
  events: DatedEvents,
  brand: BrandRow,
  from: number,
  now: number,
): Promise<BrandWeek | undefined> {
  const to = from + WEEK_MS;
  const range = { from: from - WEEK_MS, to, codes: false } as const;
  const history = await loadBrandSeries(reads, brand, now, range);
  if (!history) return undefined;
  const first = (from - history.start) / HOUR_MS;
  const counts = countsOf(history.series, first, first + 168);
  if (!counts) return undefined;
  const before = countsOf(history.series, first - 168, first);
  const inside = (at: number | undefined) => at !== undefined && at >= from && at < to;
  const own = eventsOf(events, brand.slug);
  const negativeShare = shareOf(counts.negative, counts.all);
  const betrayalShare = shareOf(counts.betrayal, counts.all);
  const incidents = await reads.incidents.ofBrand(brand.id);
  const byDay = new Set(
    (await reads.spikes.list({ brandId: brand.id })).flatMap((one) =>
      one.precision === 'day' ? [`${one.incidentId} ${one.onset}`] : [],
    ),
  );
  return {
    brand,
    counts,
    ...(before ? { before } : {}),
    ...(negativeShare ? { negativeShare } : {}),
    ...(betrayalShare ? { betrayalShare } : {}),
    daily: dailyOf(history.series.negative ?? [], first),
    incidents: incidents
      .filter((one) => one.onset < to && (one.end ?? Infinity) > from)
      .map((one) => (byDay.has(`${one.id} ${one.onset}`) ? { ...one, precision: 'day' as const } : one))
      .toSorted((a, b) => b.severity - a.severity || a.onset - b.onset),
    changes: own.policyChanges.filter((one) => [changeDate(one), one.announced, one.effective].some(inside)),
    responses: own.responses.filter(({ at }) => inside(at)),
    notified: (await reads.alerts.ofBrand(brand.id)).filter((one) => one.send && inside(one.decidedAt)),
  };
}

/** Loads the week that begins at `from`, a Monday 00:00 UTC; of one brand where `slug` names it. */
export async function loadWeek(
  reads: Reads,
  events: DatedEvents,
  from: number,
  now: number,
  slug?: string,
): Promise<Week> {
  const brands: BrandWeek[] = [];
  const down: string[] = [];
  for (const brand of await reads.brands.all()) {
    if (slug !== undefined && brand.slug !== slug) continue;
    const known = await withKnownEvents(reads, events, now, brand.slug);
    const one = await weekOf(reads, known, brand, from, now);
    if (one) brands.push(one);
    else down.push(brand.name);
  }
  brands.sort((a, b) => b.incidents.length - a.incidents.length || b.counts.all - a.counts.all);
  return { from, to: from + WEEK_MS, brands, down };
}
