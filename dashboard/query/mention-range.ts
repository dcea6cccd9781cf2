/** Which stretch of time a list of mentions covers: from its address, or the newest days. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Reads } from '../../src/store/store.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';
import { readMoment } from './form.ts';

/** Stretches that end now. */
export const LASTS = { '24h': DAY_MS, '7d': 7 * DAY_MS, '30d': 30 * DAY_MS } as const;
export type Last = keyof typeof LASTS;

export interface Range {
  readonly from: number;
  readonly to: number;
  /** Whether the address names these times. */
  readonly fixed: boolean;
  readonly last?: Last | undefined;
  readonly incident?: Incident | undefined;
  /** Start of the mentions, if the list was shortened to the newest. */
  readonly since?: number | undefined;
}

/** Without a time range, a list covers the newest days with up to this many mentions. */
const MOST_NEWEST = 10_000;
const NEWEST_DAYS = [1, 7, 30, 90, 365];
/** Where the newest mention is older, the last days are those before it. */
const LONG_OVER_MS = 30 * DAY_MS;

/** Mentions of the brands in a stretch, also expired ones. */
async function countOf(reads: Reads, brands: readonly BrandRow[], from: number, to: number): Promise<number> {
  let sum = 0;
  for (const { id: brandId } of brands) {
    const counts = await reads.counts.bySource({ brandId, widthMs: HOUR_MS, from, to });
    sum += counts.reduce((all, one) => all + one.all, 0);
  }
  return sum;
}

/** Start of the longest period up to `end` with at most `MOST_NEWEST` mentions; at least the last day. */
async function newestFrom(
  reads: Reads,
  brands: readonly BrandRow[],
  end: number,
  first: number,
): Promise<number> {
  let from = end - DAY_MS;
  for (const days of NEWEST_DAYS) {
    const start = end - days * DAY_MS;
    if ((await countOf(reads, brands, Math.max(first, start), end)) > MOST_NEWEST)
      return Math.max(first, from);
    if (start <= first) return first;
    from = start;
  }
  return first;
}

/** First and last hour with mentions of the brands; the last week where there are none. */
async function spanOf(
  reads: Reads,
  brands: readonly BrandRow[],
  now: number,
): Promise<{ first: number; end: number }> {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { id } of brands) {
    const span = await reads.mentions.span(id);
    if (!span) continue;
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
  }
  const end = Math.ceil(((Number.isFinite(to) ? to : now) + 1) / HOUR_MS) * HOUR_MS;
  return { first: Number.isFinite(from) ? Math.floor(from / HOUR_MS) * HOUR_MS : end - 7 * DAY_MS, end };
}

/** `newest`: shortened to the newest days where the address names no times. */
export async function rangeOf(c: Ctx, brands: readonly BrandRow[], newest: boolean): Promise<Range> {
  const { store, clock } = c.var.deps;
  const now = clock();
  const { first, end } = await spanOf(store.read, brands, now);
  const [from, to] = [readMoment(c.req.query('from')), readMoment(c.req.query('to'))];
  const given = from !== undefined || to !== undefined;
  const last = given ? undefined : c.req.query('last');
  if (last !== undefined && Object.hasOwn(LASTS, last)) {
    const until = end < now - LONG_OVER_MS ? end : Math.max(now, end);
    return { from: until - LASTS[last as Last], to: until, fixed: false, last: last as Last };
  }
  const slug = given ? undefined : c.req.query('incident');
  const incident = slug === undefined ? undefined : await store.read.incidents.find(slug);
  if (incident && brands.some((brand) => brand.slug === incident.brand)) {
    return { from: incident.onset, to: incident.end ?? Math.max(now, end), fixed: false, incident };
  }
  // A search for words, annotations or one author covers all times.
  const marked = ['show', 'tag', 'author', 'q'].some((name) => c.req.query(name));
  const cut = newest && !marked && from === undefined;
  const start = cut ? await newestFrom(store.read, brands, Math.min(to ?? end, end), first) : first;
  return {
    from: from ?? start,
    to: to ?? end,
    fixed: given,
    since: cut && start > first ? first : undefined,
  };
}
