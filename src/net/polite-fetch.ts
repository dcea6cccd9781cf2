/**
 * Guarded fetch that obeys robots.txt for pages, a rate limit per host and the pauses that hosts request, with a
 * User-Agent that names a contact.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../domain/clock.ts';
import {
  type FetchedPage,
  FetchRefusedError,
  guardedFetch,
  type GuardedFetchOptions,
} from './guarded-fetch.ts';
import { createHostLimits, type HostLimits, POLITE, type Rate } from './host-limits.ts';
import { quotaOf, retryAfterMs, UNSAID_MS } from './rate-headers.ts';
import { RetryLaterError } from './retry-later.ts';
import { createRobots } from './robots.ts';

/** A longer wait for a turn is a pause: the source is read again later. */
const MAX_WAIT_MS = 20_000;

export interface PoliteRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly signal: AbortSignal;
  /** A documented API has its own rules; anything else is a page, and robots.txt applies. */
  readonly api?: boolean;
  readonly rate?: Rate;
}

export type PoliteFetch = (url: string, request: PoliteRequest) => Promise<FetchedPage>;

export interface PoliteOptions {
  readonly clock: Clock;
  /** Address or URL of the people behind the requests. */
  readonly contact: string;
  readonly allowPrivate?: boolean;
  /** For one answer; 10 s when absent. */
  readonly timeoutMs?: number;
  /** Waits for a turn; replaced in tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly limits?: HostLimits;
}

/** The User-Agent header: the program and its operator's contact. */
export function userAgent(contact: string): string {
  return `Outcry/0.1 (+${contact})`;
}

/** A network error that names the host. Refusals by our own rules and aborts by the caller are unchanged. */
async function answerOf(host: string, signal: AbortSignal, url: string, options: GuardedFetchOptions) {
  try {
    return await guardedFetch(url, options);
  } catch (error) {
    if (signal.aborted || error instanceof FetchRefusedError || !(error instanceof Error)) throw error;
    const cause = error.cause as (Error & { code?: string }) | undefined;
    if (cause instanceof FetchRefusedError) throw cause;
    if (error.name === 'TimeoutError') throw new Error(`${host} did not answer in time`, { cause: error });
    throw new Error(`${host} does not answer (${cause?.code ?? cause?.message ?? error.message})`, {
      cause: error,
    });
  }
}

/**
 * The fetch function of all connectors; one per process, so that its limits hold for all of them. It throws
 * RetryLaterError if a host requests a pause (429, 503, an empty quota), FetchRefusedError if robots.txt or the address
 * policy forbids the request, and Error with the host for network errors.
 */
export function createPoliteFetch(options: PoliteOptions): PoliteFetch {
  const { clock, allowPrivate = false } = options;
  const wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  const agent = userAgent(options.contact);
  const limits = options.limits ?? createHostLimits(clock);

  async function ask(url: string, request: PoliteRequest): Promise<FetchedPage> {
    const { host } = new URL(url);
    const paused = limits.pausedMs(host);
    if (paused > 0) throw new RetryLaterError(`${host} asked for a pause`, paused);
    const turn = limits.waitMs(host, request.rate ?? POLITE);
    if (turn > MAX_WAIT_MS) throw new RetryLaterError(`too many requests to ${host} for now`, turn);
    if (turn > 0) await wait(turn, request.signal);
    const page = await answerOf(host, request.signal, url, {
      allowPrivate,
      signal: request.signal,
      headers: { ...request.headers, 'user-agent': agent },
      ...(request.method ? { method: request.method } : {}),
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    });
    heed(host, page);
    return page;
  }

  function heed(host: string, page: FetchedPage): void {
    const now = clock();
    const quota = quotaOf(page.headers, now);
    const asked = retryAfterMs(page.headers, now);
    if (page.status === 429 || page.status === 503) {
      const resets = quota?.remaining === 0 ? quota.resetsAt : undefined;
      const afterMs = asked ?? (resets === undefined ? UNSAID_MS : Math.max(resets - now, 1_000));
      limits.pause(host, now + afterMs);
      throw new RetryLaterError(`${host} answered ${page.status}`, afterMs);
    }
    if (quota?.remaining === 0 && quota.resetsAt !== undefined) limits.pause(host, quota.resetsAt);
  }

  const robots = createRobots(
    'Outcry',
    (url, signal) => guardedFetch(url, { allowPrivate, signal, headers: { 'user-agent': agent } }),
    clock,
  );

  return async (url, request) => {
    const may = request.api ? 'yes' : await robots(url, request.signal);
    const { host } = new URL(url);
    if (may === 'no') throw new FetchRefusedError(`robots.txt of ${host} does not allow this page`);
    if (may === 'unreadable') {
      throw new FetchRefusedError(
        `robots.txt of ${host} takes too long to read, so none of its pages are read`,
      );
    }
    if (may === 'unknown') throw new Error(`${host} does not answer with its robots.txt`);
    return ask(url, request);
  };
}
