/**
 * What a site says about its limits: `Retry-After` (RFC 9110 section 10.2.3), `X-RateLimit-*` as Mastodon, Reddit
 * and others send it, `X-Rate-Limit-*` as X sends it, the `RateLimit-*` fields of the IETF drafts up to 6, the one
 * `RateLimit` of 7 to 9 (`limit=100, remaining=0, reset=30`) and of 10 (`"default";r=0;t=30`).
 */
import type { Quota } from '../domain/source.ts';

const DAY_MS = 86_400_000;
/** Seconds since 1970 are larger than this, seconds from now smaller. */
const EPOCH_SECONDS = 1_000_000_000;
/** The wait after "too many requests" without a time. */
export const UNSAID_MS = 15 * 60_000;

type Headers = ReadonlyMap<string, string>;

/** Seconds in the units that sites write behind a number. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ...['', 's', 'sec', 'secs', 'second', 'seconds'].map((unit) => [unit, 1] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes'].map((unit) => [unit, 60] as const),
  ...['h', 'hour', 'hours'].map((unit) => [unit, 3600] as const),
  ['ms', 0.001],
]);

/** `120`, `120s`, `1.5 min`: seconds; undefined for anything else. */
function seconds(text: string): number | undefined {
  const match = /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*([a-z]{0,7})\s*$/i.exec(text);
  const unit = match && UNITS.get(match[2]!.toLowerCase());
  return unit ? Number(match[1]) * unit : undefined;
}

/**
 * A number of seconds from now, seconds since 1970, or a date. Of a header that came twice, `60, 120`, the longest.
 * Undefined for anything else.
 */
function moment(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const numbers = value.split(',').map(seconds);
  if (numbers.every((number) => number !== undefined)) {
    const number = Math.max(...numbers);
    return number >= EPOCH_SECONDS ? number * 1000 : now + number * 1000;
  }
  if (/^[-\d.,\s]*$/.test(value)) return undefined;
  // HTTP dates have one form (RFC 9110 section 5.6.7); a wrong one costs a wait of a day at most.
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

/** Members of a structured field (RFC 9651): `"default";r=0;t=30`, `remaining=0`. */
const MEMBER = /(?:"[^"]*"|[\w*:/.-]+)(?:=\d+)?(?:\s*;\s*\w+=(?:"[^"]*"|[\w.-]+))*/g;

interface Limits {
  readonly remaining: string | undefined;
  readonly limit: string | undefined;
  readonly reset: string | undefined;
}

const parameter = (text: string, name: string) =>
  new RegExp(`(?:^|[;\\s,])${name}=(\\d+)`, 'i').exec(text)?.[1];

/** What the one `RateLimit` field says; of several policies, the one with the least left. */
function oneField(headers: Headers): Limits {
  const value = headers.get('ratelimit')?.slice(0, 2_000) ?? '';
  const remaining = parameter(value, 'remaining');
  if (remaining !== undefined)
    return { remaining, limit: parameter(value, 'limit'), reset: parameter(value, 'reset') };
  const least = (value.match(MEMBER) ?? [])
    .flatMap((member) => {
      const left = parameter(member, 'r');
      return left === undefined ? [] : [{ left, member }];
    })
    .toSorted((a, b) => Number(a.left) - Number(b.left))[0];
  if (!least) return { remaining: undefined, limit: undefined, reset: undefined };
  const name = /^("[^"]*"|[\w*:/.-]+)/.exec(least.member)?.[1];
  const policies = headers.get('ratelimit-policy')?.slice(0, 2_000).match(MEMBER) ?? [];
  const policy = policies.find((one) => name !== undefined && one.startsWith(name)) ?? '';
  return { remaining: least.left, limit: parameter(policy, 'q'), reset: parameter(least.member, 't') };
}

/** What is left of a site's quota; undefined if the headers do not say. */
export function quotaOf(headers: Headers, now: number): Quota | undefined {
  const one = oneField(headers);
  const said = (name: string) =>
    first(headers, [`x-ratelimit-${name}`, `x-rate-limit-${name}`, `ratelimit-${name}`]);
  const remaining = whole(said('remaining') ?? one.remaining);
  if (remaining === undefined) return undefined;
  const limit = whole(said('limit') ?? one.limit);
  const resetsAt = moment(said('reset') ?? one.reset, now);
  return {
    remaining,
    ...(limit === undefined ? {} : { limit }),
    ...(resetsAt === undefined ? {} : { resetsAt }),
  };
}
