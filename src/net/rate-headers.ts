/**
 * What a site says about its limits: `Retry-After` (RFC 9110 section 10.2.3), `X-RateLimit-*` as Mastodon, Reddit
 * and others send it, `X-Rate-Limit-*` as X sends it, and the `RateLimit-*` fields of the IETF drafts.
 */
import type { Quota } from '../domain/source.ts';

const DAY_MS = 86_400_000;
/** Seconds since 1970 are larger than this, seconds from now smaller. */
const EPOCH_SECONDS = 1_000_000_000;
/** The wait after "too many requests" without a time. */
export const UNSAID_MS = 15 * 60_000;

type Headers = ReadonlyMap<string, string>;

/** A number of seconds from now, seconds since 1970, or a date. Undefined for anything else. */
function moment(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) {
    if (number < 0) return undefined;
    return number >= EPOCH_SECONDS ? number * 1000 : now + number * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : date;
}

/** How long `Retry-After` asks to wait, in ms: a second at least, a day at most; undefined if it is absent or not a time. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const at = moment(headers.get('retry-after'), now);
  return at === undefined ? undefined : Math.min(Math.max(at - now, 1_000), DAY_MS);
}

function first(headers: Headers, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = headers.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

function whole(value: string | undefined): number | undefined {
  const number = Number.parseFloat(value ?? '');
  return Number.isFinite(number) && number >= 0 ? Math.floor(number) : undefined;
}

/** What is left of a site's quota; undefined if the headers do not say. */
export function quotaOf(headers: Headers, now: number): Quota | undefined {
  const remaining = whole(
    first(headers, ['x-ratelimit-remaining', 'x-rate-limit-remaining', 'ratelimit-remaining']),
  );
  if (remaining === undefined) return undefined;
  const limit = whole(first(headers, ['x-ratelimit-limit', 'x-rate-limit-limit', 'ratelimit-limit']));
  const resetsAt = moment(
    first(headers, ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset']),
    now,
  );
  return {
    remaining,
    ...(limit === undefined ? {} : { limit }),
    ...(resetsAt === undefined ? {} : { resetsAt }),
  };
}
