/**
 * Reads lists that show the newest first, completely. A walk goes from the newest entry down to one that was
 * handed over before; only then does the lane's `done` move, so a break in the middle loses nothing: the walk's
 * place is in the cursor, saved with each page. Pages that are empty or repeated are asked for again.
 */
import type { Clock } from '../domain/clock.ts';
import type { MissingRange, Quota } from '../domain/source.ts';
import { type BackfillRange, type SourcePage, SourceStatusError } from './connector.ts';
import {
  completeUntil,
  formatListings,
  type ListingState,
  type ListingStates,
  parseListings,
  parseRound,
  reachedOf,
  type Pagination,
} from './listing-cursor.ts';

export interface ListingRequest {
  readonly listing: string;
  /** The first page when undefined. */
  readonly token: string | undefined;
  /** Nothing older than this is wanted (ms). */
  readonly since: number;
  /** Nothing from this moment on is wanted: for backfills. */
  readonly before?: number;
  readonly memo?: string;
  readonly signal: AbortSignal;
}

export interface ListingPage<Raw> {
  readonly entries: readonly Raw[];
  /** Token of the next, older page; absent at the end of the list. */
  readonly next?: string;
  readonly memo?: string;
  /** The site says that nothing changed (304). */
  readonly unchanged?: boolean;
  readonly quota?: Quota;
}

export interface ListingSpec<Raw> {
  readonly listings: readonly string[];
  readonly fetchPage: (request: ListingRequest) => Promise<ListingPage<Raw>>;
  /** Publication time in ms; undefined where the entry does not say. */
  readonly timeOf: (raw: Raw) => number | undefined;
  readonly idOf: (raw: Raw) => string | undefined;
  /** A token of the page that goes on below this publication time, where the site can be asked by time. */
  readonly tokenBelow?: (time: number) => string;
  readonly clock: Clock;
  /** How much of what was read is read again: sites show posts late. */
  readonly overlapMs: number;
  /** How far back the first read goes. */
  readonly firstReachMs: number;
  /** How far back the site's list goes at all; no limit when absent. */
  readonly reachMs?: number;
  /** The list shows only so many of the newest: one that ends before a known entry has a hole. */
  readonly capped?: boolean;
}

/** Tries for a page that is empty or repeated where it should not be. */
const TRIES = 3;
const EMPTY_IN_A_ROW = 3;
const RESTARTS = 2;

interface Step<Raw> {
  readonly page: ListingPage<Raw>;
  readonly state: ListingState;
  readonly missing: readonly MissingRange[];
}

export function listingReader<Raw>(spec: ListingSpec<Raw>) {
  function bound(state: ListingState, now: number): number {
    const reach = now - (spec.reachMs ?? Number.POSITIVE_INFINITY);
    if (state.done === undefined) return Math.max(now - spec.firstReachMs, reach);
    const known = Math.min(state.done - spec.overlapMs, state.newest ?? Number.POSITIVE_INFINITY);
    return Math.max(known, reach);
  }

  function times(page: ListingPage<Raw>): number[] {
    return page.entries.flatMap((raw) => spec.timeOf(raw) ?? []);
  }

  /** Asks again while the answer looks like a slip of the site. */
  async function fetchGood(
    request: ListingRequest,
    state: ListingState,
    pagination: Pagination,
    previous: string,
  ): Promise<ListingPage<Raw>> {
    for (let attempt = 1; ; attempt += 1) {
      const page = await spec.fetchPage(request);
      if (page.unchanged || attempt >= TRIES || request.signal.aborted) return page;
      const known = state.newest !== undefined && state.newest >= pagination.until;
      // Nothing at all may be right where the lane is read for the first time; once is not enough to say so.
      const further = page.next !== undefined || state.done === undefined;
      const empty = page.entries.length === 0 && (request.token !== undefined || known || further);
      // A first page without the newest that is known is an old copy, or that one was taken away.
      const stale =
        request.token === undefined &&
        state.newest !== undefined &&
        times(page).length > 0 &&
        Math.max(...times(page)) < state.newest;
      const repeated = page.entries.length > 0 && idsOf(page) === previous;
      const oldest = Math.min(pagination.oldest ?? Number.POSITIVE_INFINITY, ...times(page));
      const short = page.next === undefined && known && oldest > (state.newest ?? 0);
      if (!empty && !stale && !repeated && !short) return page;
    }
  }

  function idsOf(page: ListingPage<Raw>): string {
    return JSON.stringify(page.entries.map((raw) => spec.idOf(raw) ?? ''));
  }

  /** One lane, page by page; the last step has no walk any more, unless `signal` ended it. */
  async function* paginate(
    listing: string,
    start: ListingState,
    signal: AbortSignal,
    range?: BackfillRange,
  ): AsyncGenerator<Step<Raw>> {
    const now = spec.clock();
    const fresh = (): Pagination => ({
      startedAt: range?.to ?? now,
      until: range?.from ?? bound(start, now),
    });
    let pagination = start.pagination ?? fresh();
    let state = start;
    let previous = '';
    let empties = 0;
    let restarts = 0;
    while (!signal.aborted) {
      const request: ListingRequest = {
        listing,
        token: pagination.token,
        since: pagination.until,
        signal,
        ...(range ? { before: range.to } : {}),
        ...(state.memo === undefined ? {} : { memo: state.memo }),
      };
      let page: ListingPage<Raw>;
      try {
        page = await fetchGood(request, state, pagination, previous);
      } catch (error) {
        const forgotten = error instanceof SourceStatusError && error.status >= 400 && error.status < 429;
        if (!forgotten || pagination.token === undefined || restarts >= RESTARTS) throw error;
        // The site does not know its token any more: by time where it can, else from the top down to the same end.
        restarts += 1;
        const { token: _gone, ...rest } = pagination;
        const below = pagination.oldest === undefined ? undefined : spec.tokenBelow?.(pagination.oldest);
        pagination = below === undefined || below === pagination.token ? rest : { ...rest, token: below };
        previous = '';
        continue;
      }
      const seen = times(page);
      empties = page.entries.length === 0 ? empties + 1 : 0;
      previous = idsOf(page);
      pagination = { ...pagination, ...extremes(pagination, seen) };
      const old = seen.length > 0 && seen.every((time) => time < pagination.until);
      const stuck = page.next !== undefined && page.next === pagination.token;
      const ended = page.unchanged || page.next === undefined || stuck || old || empties >= EMPTY_IN_A_ROW;
      if (ended) {
        yield {
          page,
          state: closed(state, pagination, page),
          missing: holes(state, pagination, page, range),
        };
        return;
      }
      pagination = { ...pagination, token: page.next! };
      state = { ...state, pagination };
      yield { page, state, missing: [] };
    }
  }

  function extremes(pagination: Pagination, seen: readonly number[]): Pick<Pagination, 'newest' | 'oldest'> {
    if (seen.length === 0) return {};
    return {
      newest: Math.max(pagination.newest ?? Number.NEGATIVE_INFINITY, ...seen),
      oldest: Math.min(pagination.oldest ?? Number.POSITIVE_INFINITY, ...seen),
    };
  }

  function closed(state: ListingState, pagination: Pagination, page: ListingPage<Raw>): ListingState {
    const { pagination: _over, ...rest } = state;
    const newest = Math.max(state.newest ?? 0, pagination.newest ?? 0);
    const memo = page.memo ?? (page.unchanged ? state.memo : undefined);
    return {
      ...rest,
      done: pagination.startedAt,
      ...(newest > 0 ? { newest } : {}),
      ...(memo === undefined ? {} : { memo }),
    };
  }

  /** What nobody saw: entries that a capped list has pushed out, or that are older than the site shows. */
  function holes(
    state: ListingState,
    pagination: Pagination,
    page: ListingPage<Raw>,
    range: BackfillRange | undefined,
  ): MissingRange[] {
    // Away for longer than the site's list goes back.
    if (!range && spec.reachMs !== undefined && state.done !== undefined && pagination.until > state.done) {
      return [{ from: state.done, to: pagination.until, reason: 'further back than the site shows' }];
    }
    if (!spec.capped || range || page.unchanged || state.newest === undefined) return [];
    if (pagination.oldest === undefined || pagination.oldest <= state.newest) return [];
    return [
      { from: state.newest + 1, to: pagination.oldest, reason: 'the list shows only its newest entries' },
    ];
  }

  async function* read(cursor: string | undefined, signal: AbortSignal): AsyncGenerator<SourcePage<Raw>> {
    const saved = parseListings(cursor);
    let listings: ListingStates = Object.fromEntries(
      spec.listings.map((listing) => [listing, saved[listing] ?? {}]),
    );
    const begun = parseRound(cursor);
    // A round that broke off goes on with the lanes it has not come to: else the last would never have their turn.
    const left = spec.listings.filter(
      (listing) => begun === undefined || !((listings[listing]!.done ?? -1) >= begun),
    );
    const turn = left.length > 0 ? left : spec.listings;
    const round = left.length > 0 && begun !== undefined ? begun : spec.clock();
    for (const listing of turn) {
      for await (const { page, state, missing } of paginate(listing, listings[listing]!, signal)) {
        listings = { ...listings, [listing]: state };
        const until = completeUntil(listings, spec.listings);
        const over = listing === turn.at(-1) && !state.pagination;
        yield {
          entries: page.entries,
          cursor: over ? formatListings(listings) : formatListings(listings, round),
          ...(until === undefined ? {} : { completeUntil: until }),
          ...(missing.length === 0 ? {} : { missing }),
          ...(page.quota ? { quota: page.quota } : {}),
          ...(over ? {} : { more: true }),
        };
      }
    }
  }

  async function* backfill(
    range: BackfillRange,
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SourcePage<Raw>> {
    let listings = parseListings(cursor);
    for (const [i, listing] of spec.listings.entries()) {
      if (listings[listing]?.done !== undefined) continue;
      for await (const { page, state } of paginate(listing, listings[listing] ?? {}, signal, range)) {
        listings = { ...listings, [listing]: state };
        const inside = state.pagination ? reachedOf(state.pagination, range) : range.from;
        const share = (i + (range.to - inside) / (range.to - range.from)) / spec.listings.length;
        yield {
          entries: page.entries.filter((raw) => within(spec.timeOf(raw), range)),
          cursor: formatListings(listings),
          reached: Math.round(range.to - share * (range.to - range.from)),
          ...(page.quota ? { quota: page.quota } : {}),
          ...(state.pagination ? { more: true } : {}),
        };
      }
    }
  }

  return { read, backfill };
}

/** An entry that does not say its time is kept: its check says what is wrong with it. */
function within(time: number | undefined, { from, to }: BackfillRange): boolean {
  return time === undefined || (time >= from && time < to);
}
