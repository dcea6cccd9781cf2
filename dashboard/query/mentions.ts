/** Filters of mentions: from an address to a database filter, and back. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import type { Reads } from '../../src/store/store.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { MentionFilter } from '../../src/store/mentions/port.ts';
import type { Ctx } from '../deps.ts';
import { isoTime, link } from '../views/parts.tsx';
import { readMoment } from './form.ts';
import { wholeQuery } from './numbers.ts';

/** Lists by what people did. */
export const SHOWN = ['bookmarked', 'corrected', 'muted'] as const;
export type Shown = (typeof SHOWN)[number];

export interface MentionQuery {
  readonly brand: BrandRow;
  readonly from: number;
  readonly to: number;
  readonly only: 'betrayal' | 'negative' | undefined;
  readonly category: string | undefined;
  readonly source: string | undefined;
  readonly show: Shown | undefined;
  readonly tag: string | undefined;
  /** Words in text or title. */
  readonly search: string | undefined;
  /** What the search found; the newest, if there are more than `MOST_FOUND`. */
  readonly among: readonly number[] | undefined;
  readonly more: boolean;
  /** Pseudonym of an author. */
  readonly author: string | undefined;
  readonly order: 'reach' | 'newest';
  /** From 1. */
  readonly page: number;
  /** Start of the brand's mentions, if the list was shortened to the newest. */
  readonly since?: number | undefined;
}

/** Mentions of a search that a list looks at: the newest that it finds. */
export const MOST_FOUND = 5_000;
/** UTF-16 units of a search. */
const MOST_SEARCH = 200;

export const PAGE_SIZE = 50;
const MOST_PAGES = 2000;

/** Without a time range, a list covers the newest days with up to this many mentions. */
const MOST_NEWEST = 10_000;
const NEWEST_DAYS = [1, 7, 30, 90, 365];

/** Start of the longest period up to `end` with at most `MOST_NEWEST` mentions; at least the last day. */
async function newestFrom(reads: Reads, brandId: number, end: number, first: number): Promise<number> {
  let from = end - DAY_MS;
  for (const days of NEWEST_DAYS) {
    const start = end - days * DAY_MS;
    const range = { brandId, widthMs: HOUR_MS, from: Math.max(first, start), to: end };
    const counts = await reads.counts.bySource(range);
    if (counts.reduce((sum, { all }) => sum + all, 0) > MOST_NEWEST) return Math.max(first, from);
    if (start <= first) return first;
    from = start;
  }
  return first;
}

/**
 * Reads the filters. Without times: all of the brand's mentions, or with `newest` the newest days (`MOST_NEWEST`).
 */
export async function mentionQuery(
  c: Ctx,
  brand: BrandRow,
  { newest = false, most = MOST_FOUND }: { readonly newest?: boolean; readonly most?: number } = {},
): Promise<MentionQuery> {
  const { store, clock } = c.var.deps;
  const now = clock();
  const span = await store.read.mentions.span(brand.id);
  const end = Math.ceil(((span?.to ?? now) + 1) / HOUR_MS) * HOUR_MS;
  const first = Math.floor((span?.from ?? end - 7 * DAY_MS) / HOUR_MS) * HOUR_MS;
  // A search for words, annotations or one author covers all times.
  const marked = ['show', 'tag', 'author', 'q'].some((name) => c.req.query(name));
  const cut = newest && !marked && readMoment(c.req.query('from')) === undefined;
  const to = readMoment(c.req.query('to')) ?? end;
  const start = cut && span ? await newestFrom(store.read, brand.id, Math.min(to, end), first) : first;
  const only = c.req.query('only');
  const from = readMoment(c.req.query('from')) ?? start;
  const search = c.req.query('q')?.trim().slice(0, MOST_SEARCH) || undefined;
  const found =
    search === undefined
      ? undefined
      : await store.read.search.find({ text: search, brandIds: [brand.id], from, to, most });
  return {
    brand,
    from,
    to,
    only: only === 'betrayal' || only === 'negative' ? only : undefined,
    category: c.req.query('category')?.slice(0, 100) || undefined,
    source: c.req.query('source')?.slice(0, 200) || undefined,
    show: SHOWN.find((one) => one === c.req.query('show')),
    search,
    among: search === undefined ? undefined : (found?.ids ?? []),
    more: found?.more ?? false,
    tag: c.req.query('tag')?.slice(0, 100) || undefined,
    author: c.req.query('author')?.slice(0, 200) || undefined,
    order: c.req.query('order') === 'newest' ? 'newest' : 'reach',
    page: wholeQuery(c, 'page', { from: 1, to: MOST_PAGES, otherwise: 1 }),
    since: start > first ? first : undefined,
  };
}

/** The same as a database filter; `who` selects the bookmarks. */
export function filterOf(query: MentionQuery, limit: number, who = ''): MentionFilter {
  const { brand, from, to, only, category, source, order, show, tag, author } = query;
  return {
    brandId: brand.id,
    from,
    to,
    only,
    category,
    source,
    tag,
    author,
    ...(query.among ? { among: query.among } : {}),
    order,
    ...(show === 'muted' ? { muted: true } : {}),
    ...(show === 'corrected' ? { corrected: true } : {}),
    ...(show === 'bookmarked' ? { bookmarkedBy: who } : {}),
    limit,
    offset: (query.page - 1) * PAGE_SIZE,
  };
}

/** The filters as fields of an address, without the page. */
export function queryFields(query: MentionQuery): Record<string, string | undefined> {
  const { brand, from, to, only, category, source, show, tag, author, search, order } = query;
  const times = { from: isoTime(from), to: isoTime(to) };
  return { brand: brand.slug, ...times, only, category, source, show, tag, author, q: search, order };
}

/** The list address that a form returns to; the unfiltered list if the given one is not valid. */
export function backOf(given: unknown): string {
  const ok =
    typeof given === 'string' && given.length < 2_000 && /^\/mentions(\/\d+)?(\?[!-~]*)?$/.test(given);
  return ok ? given : '/mentions';
}

/** The address of this list and page. */
export function hereOf(query: MentionQuery): string {
  return link('/mentions', { ...queryFields(query), page: query.page === 1 ? undefined : query.page });
}
