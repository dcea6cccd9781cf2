/** Where the lanes of a source stand: the connector's cursor, as JSON. Times are ms since 1970 UTC. */
import type { BackfillRange } from './connector.ts';

/** One list that a source is read by: a query, a hashtag, a country. */
export interface ListingState {
  /** Everything published before this moment was handed over. */
  readonly done?: number;
  /** Publication of the newest entry so far: reading on must meet it again. */
  readonly newest?: number;
  /** A walk from new to old that is under way. */
  readonly pagination?: Pagination;
  /** What the site wants back for a conditional request. */
  readonly memo?: string;
}

export interface Pagination {
  /** Page to go on with; the first when absent. */
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

/** Damaged or foreign text is an empty cursor: everything is read again, and known mentions are not counted twice. */
export function parseListings(cursor: string | undefined): ListingStates {
  if (cursor === undefined) return {};
  try {
    return listingsIn(JSON.parse(cursor) as Parameters<typeof listingsIn>[0]) ?? {};
  } catch {
    return {};
  }
}

/** `round` is when the reading of all lanes began that is not through yet. */
export function formatListings(listings: ListingStates, round?: number): string {
  return JSON.stringify({ listings, ...(round === undefined ? {} : { round }) });
}

/** When the round began that broke off; undefined where none did. */
export function parseRound(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  try {
    const { round } = JSON.parse(cursor) as { round?: unknown };
    return typeof round === 'number' ? round : undefined;
  } catch {
    return undefined;
  }
}

/** Before this moment all lanes are complete; undefined while one of them is not through once. */
export function completeUntil(listings: ListingStates, names: readonly string[]): number | undefined {
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const done = listings[name]?.done;
    if (done === undefined) return undefined;
    least = Math.min(least, done);
  }
  return Number.isFinite(least) ? least : undefined;
}

/** How far a backfill has come in a lane that stands at `walk`. */
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
