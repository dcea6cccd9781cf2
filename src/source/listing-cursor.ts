/** The cursor of a connector: the state of its listings, as JSON. Times are ms since 1970 UTC. */
import type { BackfillRange } from './connector.ts';

/** The state of one listing: a query, a hashtag, a country. */
export interface ListingState {
  /** Everything published before this moment was read. */
  readonly done?: number;
  /** Publication of the newest entry so far: a complete pagination reaches it. */
  readonly newest?: number;
  /** A pagination in progress. */
  readonly pagination?: Pagination;
  /** Validators of the site for a conditional request. */
  readonly memo?: string;
}

export interface Pagination {
  /** Token of the next page; the first when absent. */
  readonly token?: string;
  readonly startedAt: number;
  /** It ends at an entry older than this. */
  readonly until: number;
  readonly newest?: number;
  readonly oldest?: number;
}

export type ListingStates = Readonly<Record<string, ListingState>>;

/** A cursor as release 0.1 wrote it: the same, under other names. */
interface CursorOf01 {
  readonly lanes?: Readonly<
    Record<string, Omit<ListingState, 'pagination'> & { readonly walk?: Pagination }>
  >;
}

function listingsIn(value: { listings?: ListingStates } & CursorOf01): ListingStates | undefined {
  if (typeof value.listings === 'object' && value.listings !== null) return value.listings;
  if (typeof value.lanes !== 'object' || value.lanes === null) return undefined;
  const entries = Object.entries(value.lanes).map(([name, { walk, ...state }]) => [
    name,
    walk ? { ...state, pagination: walk } : state,
  ]);
  return Object.fromEntries(entries) as ListingStates;
}

/** Text that is not a cursor gives an empty one: everything is read again; known mentions are not counted twice. */
export function parseListings(cursor: string | undefined): ListingStates {
  if (cursor === undefined) return {};
  try {
    return listingsIn(JSON.parse(cursor) as Parameters<typeof listingsIn>[0]) ?? {};
  } catch {
    return {};
  }
}

/** `round` is when the unfinished reading of all listings began. */
export function formatListings(listings: ListingStates, round?: number): string {
  return JSON.stringify({ listings, ...(round === undefined ? {} : { round }) });
}

/** When the interrupted round began; undefined if there was none. */
export function parseRound(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  try {
    const { round } = JSON.parse(cursor) as { round?: unknown };
    return typeof round === 'number' ? round : undefined;
  } catch {
    return undefined;
  }
}

/** All listings are complete before this moment; undefined until each was read once. */
export function completeUntil(listings: ListingStates, names: readonly string[]): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const done = listings[name]?.done;
    if (done === undefined) return undefined;
    least = Math.min(least, done);
  }
  return Number.isFinite(least) ? least : undefined;
}

/** The publication time that a backfill has reached in a listing. */
export function reachedOf(pagination: Pagination, range: BackfillRange): number {
  return Math.min(Math.max(pagination.oldest ?? range.to, range.from), range.to);
}

/** The same cursor without page tokens, which a site may have forgotten: every listing starts again at its first page. */
export function withoutTokens(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  let listings: ListingStates | undefined;
  try {
    listings = listingsIn(JSON.parse(cursor) as Parameters<typeof listingsIn>[0]);
  } catch {
    return cursor;
  }
  if (!listings) return cursor;
  const entries = Object.entries(listings).map(([name, { pagination, ...state }]) => {
    if (!pagination) return [name, state] as const;
    const { token: _forgotten, ...rest } = pagination;
    return [name, { ...state, pagination: rest }] as const;
  });
  return formatListings(Object.fromEntries(entries), parseRound(cursor));
}
