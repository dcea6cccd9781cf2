/**
 * One listing, page by page, from its newest entry down to a known one. Sites answer with empty pages, cached pages
 * and pages they have shown before; such a page is requested again. A token the site no longer accepts is replaced.
 */
import type { Clock } from '../domain/clock.ts';
import { safeJson } from '../domain/safe-json.ts';
import type { MissingRange, Quota } from '../domain/source.ts';
import { type BackfillRange, SourceShapeError, SourceStatusError } from './connector.ts';
import type { ListingState, Pagination } from './listing-cursor.ts';

export interface ListingRequest {
  readonly listing: string;
  /** The first page when undefined. */
  readonly token: string | undefined;
  /** Nothing older than this is wanted (ms). */
  readonly since: number;
  /** Nothing from this moment on is wanted; for backfills. */
  readonly before?: number;
  readonly memo?: string;
  readonly signal: AbortSignal;
}

export interface ListingPage<Raw> {
  readonly entries: readonly Raw[];
  /** Token of the next, older page; absent at the end of the list. */
  readonly next?: string;
  readonly memo?: string;
  /** The site says that nothing has changed (304). */
  readonly unchanged?: boolean;
  readonly quota?: Quota;
}

export interface ListingSpec<Raw> {
  readonly listings: readonly string[];
  readonly fetchPage: (request: ListingRequest) => Promise<ListingPage<Raw>>;
  /** Publication time in ms; undefined where the entry does not say. */
  readonly timeOf: (raw: Raw) => number | undefined;
  readonly idOf: (raw: Raw) => string | undefined;
  /** A token of the page that continues below this publication time, if the site can be asked by time. */
  readonly tokenBelow?: (time: number) => string;
  readonly clock: Clock;
  /** How much of what was read is read again, because sites show posts late (ms). */
  readonly overlapMs: number;
  /** How far back the first read goes (ms). */
  readonly firstReachMs: number;
  /** How far back the site's list goes at all (ms); no limit when absent. */
  readonly reachMs?: number;
  /** The list shows only its newest entries: one that ends before a known entry has a gap. */
  readonly capped?: boolean;
  /** Once it has shown an entry it always shows some: an empty list is a refusal of the site. */
  readonly neverEmpty?: boolean;
}

/** Requests for one page before an implausible answer is accepted. */
const ATTEMPTS = 3;
const EMPTY_IN_A_ROW = 3;
/** Replacements of a token in one pagination. */
const RESTARTS = 2;

export interface Step<Raw> {
  readonly page: ListingPage<Raw>;
  /** Of the listing after this page; without a pagination once the listing is through. */
  readonly state: ListingState;
  readonly missing: readonly MissingRange[];
}

/** Pages of `listing` from where `start` left off. Ends when the listing is through or `signal` is aborted. */
export async function* paginate<Raw>(
  spec: ListingSpec<Raw>,
  listing: string,
  start: ListingState,
  signal: AbortSignal,
  range?: BackfillRange,
): AsyncGenerator<Step<Raw>> {
  let pagination = start.pagination ?? begin(spec, start, range);
  let state = start;
  let previous = '';
  let empties = 0;
  let restarts = 0;
  while (!signal.aborted) {
    const request = requestFor(listing, state, pagination, signal, range);
    let page: ListingPage<Raw>;
    try {
      page = await fetchPlausible(spec, request, state, pagination, previous);
    } catch (error) {
      if (!isForgotten(pagination, error) || restarts >= RESTARTS) throw error;
      restarts += 1;
      pagination = withNewToken(spec, pagination);
      previous = '';
      continue;
    }
    empties = page.entries.length === 0 ? empties + 1 : 0;
    previous = idsOf(spec, page);
    pagination = widened(pagination, timesOf(spec, page));
    if (isLast(spec, page, pagination) || empties >= EMPTY_IN_A_ROW) {
      const missing = missingRanges(spec, state, pagination, page, range);
      yield { page, state: finished(state, pagination, page), missing };
      return;
    }
    pagination = { ...pagination, token: page.next! };
    state = { ...state, pagination };
    yield { page, state, missing: [] };
  }
}

/** Not by spreading: a page may have more entries than a call has arguments. */
const newestOf = (times: readonly number[]) =>
  times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
const oldestOf = (times: readonly number[]) =>
  times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

function timesOf<Raw>(spec: ListingSpec<Raw>, page: ListingPage<Raw>): number[] {
  return page.entries.flatMap((raw) => spec.timeOf(raw) ?? []);
}

/** To recognise a page that was shown before. */
function idsOf<Raw>(spec: ListingSpec<Raw>, page: ListingPage<Raw>): string {
  return safeJson(
    page.entries.map((raw) => spec.idOf(raw) ?? ''),
    Number.POSITIVE_INFINITY,
  );
}

/** A new pagination: over `range`, or down to what was read before. */
function begin<Raw>(
  spec: ListingSpec<Raw>,
  state: ListingState,
  range: BackfillRange | undefined,
): Pagination {
  const now = spec.clock();
  if (range) return { startedAt: range.to, until: range.from };
  const reach = now - (spec.reachMs ?? Number.POSITIVE_INFINITY);
  const known =
    state.done === undefined
      ? now - spec.firstReachMs
      : Math.min(state.done - spec.overlapMs, state.newest ?? Number.POSITIVE_INFINITY);
  return { startedAt: now, until: Math.max(known, reach) };
}

function requestFor(
  listing: string,
  { memo }: ListingState,
  { token, until: since }: Pagination,
  signal: AbortSignal,
  range: BackfillRange | undefined,
): ListingRequest {
  return {
    listing,
    token,
    since,
    signal,
    ...(range ? { before: range.to } : {}),
    ...(memo === undefined ? {} : { memo }),
  };
}

/** A page, requested again while the answer looks like a fault of the site. */
async function fetchPlausible<Raw>(
  spec: ListingSpec<Raw>,
  request: ListingRequest,
  state: ListingState,
  pagination: Pagination,
  previous: string,
): Promise<ListingPage<Raw>> {
  for (let attempt = 1; ; attempt += 1) {
    const page = await spec.fetchPage(request);
    if (page.unchanged || request.signal.aborted) return page;
    if (attempt >= ATTEMPTS) return orRefusal(spec, page, request, state);
    if (!isImplausible(spec, page, request, state, pagination, previous)) return page;
  }
}

/** The page, unless it is the empty first page of a list that is known to have entries. Throws SourceShapeError then. */
function orRefusal<Raw>(
  { neverEmpty }: ListingSpec<Raw>,
  page: ListingPage<Raw>,
  { token, listing }: ListingRequest,
  { newest }: ListingState,
): ListingPage<Raw> {
  if (!neverEmpty || page.entries.length > 0 || token !== undefined || newest === undefined) return page;
  throw new SourceShapeError(`the list "${listing}" is empty although it had entries before`);
}

function isImplausible<Raw>(
  spec: ListingSpec<Raw>,
  page: ListingPage<Raw>,
  { token }: ListingRequest,
  { newest, done }: ListingState,
  { until, oldest = Number.POSITIVE_INFINITY }: Pagination,
  previous: string,
): boolean {
  const times = timesOf(spec, page);
  // The listing goes down to an entry that is known.
  const meetsKnown = newest !== undefined && newest >= until;
  if (page.entries.length === 0) {
    // An empty first page may be right when nothing is known; one answer is not enough to tell.
    return token !== undefined || meetsKnown || page.next !== undefined || done === undefined;
  }
  // A first page without the newest known entry is an old copy, unless that entry was deleted.
  const stale = token === undefined && newest !== undefined && times.length > 0 && newestOf(times) < newest;
  const repeated = idsOf(spec, page) === previous;
  const short = page.next === undefined && meetsKnown && Math.min(oldest, oldestOf(times)) > newest;
  return stale || repeated || short;
}

/** Whether the site has rejected a page token that it gave out itself. */
function isForgotten({ token }: Pagination, error: unknown): boolean {
  return (
    token !== undefined && error instanceof SourceStatusError && error.status >= 400 && error.status < 429
  );
}

/** Continues by time if the site can be asked by time, else from the top down to the same end. */
function withNewToken<Raw>(spec: ListingSpec<Raw>, pagination: Pagination): Pagination {
  const { token: rejected, ...rest } = pagination;
  const below = rest.oldest === undefined ? undefined : spec.tokenBelow?.(rest.oldest);
  return below === undefined || below === rejected ? rest : { ...rest, token: below };
}

function widened(pagination: Pagination, times: readonly number[]): Pagination {
  if (times.length === 0) return pagination;
  return {
    ...pagination,
    newest: Math.max(pagination.newest ?? Number.NEGATIVE_INFINITY, newestOf(times)),
    oldest: Math.min(pagination.oldest ?? Number.POSITIVE_INFINITY, oldestOf(times)),
  };
}

function isLast<Raw>(spec: ListingSpec<Raw>, page: ListingPage<Raw>, { token, until }: Pagination): boolean {
  if (page.unchanged || page.next === undefined || page.next === token) return true;
  const times = timesOf(spec, page);
  return times.length > 0 && times.every((time) => time < until);
}

/** The state of a listing whose pagination is through. */
function finished<Raw>(state: ListingState, pagination: Pagination, page: ListingPage<Raw>): ListingState {
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

/** What can no longer be read: entries older than the site shows, or pushed out of a capped list. */
function missingRanges<Raw>(
  spec: ListingSpec<Raw>,
  { done, newest }: ListingState,
  { until, oldest }: Pagination,
  page: ListingPage<Raw>,
  range: BackfillRange | undefined,
): MissingRange[] {
  if (range) return [];
  if (spec.reachMs !== undefined && done !== undefined && until > done) {
    return [{ from: done, to: until, reason: 'further back than the site shows' }];
  }
  if (!spec.capped || page.unchanged || newest === undefined) return [];
  if (oldest === undefined || oldest <= newest) return [];
  return [{ from: newest + 1, to: oldest, reason: 'the list shows only its newest entries' }];
}
