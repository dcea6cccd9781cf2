/** Filters of mentions: from an address to a database filter, and back. */
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { MentionFilter } from '../../src/store/mentions/port.ts';
import type { Ctx } from '../deps.ts';
import { isoTime, link } from '../views/parts.tsx';
import { type ChosenBrands, EVERY } from './mention-brands.ts';
import { ignoredMoment, ignoredPage, ignoredText } from './ignored.ts';
import { LASTS, type Range, rangeOf } from './mention-range.ts';
import { wholeQuery } from './numbers.ts';

const ONLY = ['betrayal', 'negative'] as const;
const ORDERS = ['reach', 'newest'] as const;
/** Lists by what people did. */
export const SHOWN = ['bookmarked', 'corrected', 'muted'] as const;
export type Shown = (typeof SHOWN)[number];

export interface MentionQuery extends Range {
  /** At least one. */
  readonly brands: readonly BrandRow[];
  /** Whether the address asks for all brands. */
  readonly every: boolean;
  readonly only: (typeof ONLY)[number] | undefined;
  readonly category: string | undefined;
  readonly source: string | undefined;
  readonly show: Shown | undefined;
  readonly tag: string | undefined;
  /** Words in text or title. */
  readonly search: string | undefined;
  /** What the search found; the newest, if there are more than `MOST_FOUND`. */
  readonly among: readonly number[] | undefined;
  readonly more: boolean;
  /** Whether the search holds a word. */
  readonly readable: boolean;
  /** Pseudonym of an author. */
  readonly author: string | undefined;
  readonly order: (typeof ORDERS)[number];
  /** From 1. */
  readonly page: number;
}

/** Mentions of a search that a list looks at: the newest that it finds. */
export const MOST_FOUND = 3_000;
/** UTF-16 units of a search. */
export const MOST_SEARCH = 200;

export const PAGE_SIZE = 50;
const MOST_PAGES = 2000;

/** Reads the filters. `newest`: the newest days, where the address names no times; otherwise all. */
export async function mentionQuery(
  c: Ctx,
  { brands, every }: ChosenBrands,
  { newest = false, most = MOST_FOUND }: { readonly newest?: boolean; readonly most?: number } = {},
): Promise<MentionQuery> {
  const range = await rangeOf(c, brands, newest);
  const search = c.req.query('q')?.trim().slice(0, MOST_SEARCH) || undefined;
  const { from, to } = range;
  const brandIds = brands.map(({ id }) => id);
  const { find } = c.var.deps.store.read.search;
  const found = search === undefined ? undefined : await find({ text: search, brandIds, from, to, most });
  return {
    ...range,
    brands,
    every,
    only: ONLY.find((one) => one === c.req.query('only')),
    category: c.req.query('category')?.slice(0, 100) || undefined,
    source: c.req.query('source')?.slice(0, 200) || undefined,
    show: SHOWN.find((one) => one === c.req.query('show')),
    search,
    among: search === undefined ? undefined : (found?.ids ?? []),
    more: found?.more ?? false,
    readable: found !== undefined,
    tag: c.req.query('tag')?.slice(0, 100) || undefined,
    author: c.req.query('author')?.slice(0, 200) || undefined,
    order: ORDERS.find((one) => one === c.req.query('order')) ?? 'reach',
    page: wholeQuery(c, 'page', { from: 1, to: MOST_PAGES, otherwise: 1 }),
  };
}

/** What the address says and the list does not do. */
export function ignoredFilters(c: Ctx): (string | undefined)[] {
  return [
    ignoredMoment(c, 'from'),
    ignoredMoment(c, 'to'),
    ignoredText(c, 'last', Object.keys(LASTS)),
    ignoredText(c, 'only', ONLY),
    ignoredText(c, 'show', SHOWN),
    ignoredText(c, 'order', ORDERS),
    ignoredPage(c),
  ];
}

/** The same as a database filter; `who` selects the bookmarks. */
export function filterOf(query: MentionQuery, limit: number, who = ''): MentionFilter {
  const { brands, from, to, only, category, source, order, show, tag, author } = query;
  return {
    brandId: brands[0]!.id,
    ...(brands.length > 1 ? { brandIds: brands.map(({ id }) => id) } : {}),
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

/** Fields of an address; a brand each for several. */
export type Fields = Record<string, string | readonly string[] | undefined>;

/** Fixed times for an address. */
export const timesOf = ({ from, to }: MentionQuery): Fields => ({ from: isoTime(from), to: isoTime(to) });

/** The filters as fields of an address, without the page. Times that nobody fixed are not in it. */
export function queryFields(query: MentionQuery): Fields {
  const { only, category, source, show, tag, author, search, order, last, incident } = query;
  const times = query.fixed ? timesOf(query) : { last, incident: incident?.slug };
  const brand = query.every ? EVERY : query.brands.map(({ slug }) => slug);
  return { brand, ...times, only, category, source, show, tag, author, q: search, order };
}

/** The address of a list with these fields. */
export function listLink(fields: Fields, path = '/mentions'): string {
  const { brand, ...rest } = fields;
  const [first, ...others] = typeof brand === 'string' ? [brand] : (brand ?? []);
  const address = link(path, {
    ...(first === undefined ? {} : { brand: first }),
    ...(rest as Record<string, string>),
  });
  return others.reduce((text, slug) => `${text}&brand=${encodeURIComponent(slug)}`, address);
}

/** The list address that a form returns to; the unfiltered list if the given one is not valid. */
export function backOf(given: unknown): string {
  const ok =
    typeof given === 'string' && given.length < 2_000 && /^\/mentions(\/\d+)?(\?[!-~]*)?$/.test(given);
  return ok ? given : '/mentions';
}

/** The address of this list and page. */
export function hereOf(query: MentionQuery): string {
  return listLink({ ...queryFields(query), page: query.page === 1 ? undefined : String(query.page) });
}
