/**
 * Rate limits per host: a token bucket each (Turner, "New Directions in Communications", 1986), and the pauses that
 * hosts request. Kept in memory: after a restart buckets are full and pauses forgotten.
 */
import type { Clock } from '../domain/clock.ts';

export interface Rate {
  /** Requests per minute in the long run. */
  readonly perMinute: number;
  /** Requests in a row without waiting. */
  readonly burst: number;
}

export const POLITE: Rate = { perMinute: 30, burst: 5 };

interface Bucket {
  tokens: number;
  at: number;
}

export interface HostLimits {
  /** Reserves a request to `host`. Returns how long to wait before it, in ms. */
  waitMs(host: string, rate: Rate): number;
  /** Blocks requests to `host` before `until` (ms since 1970 UTC). */
  pause(host: string, until: number): void;
  /** What is left of a pause of the host, in ms; 0 without one. */
  pausedMs(host: string): number;
}

export function createHostLimits(clock: Clock): HostLimits {
  const buckets = new Map<string, Bucket>();
  const pauses = new Map<string, number>();
  return {
    waitMs(host, rate) {
      const now = clock();
      const perMs = rate.perMinute / 60_000;
      const bucket = buckets.get(host) ?? { tokens: rate.burst, at: now };
      const refilled = Math.min(rate.burst, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
      buckets.set(host, { tokens: refilled - 1, at: now });
      return refilled >= 1 ? 0 : Math.ceil((1 - refilled) / perMs);
    },
    pause(host, until) {
      pauses.set(host, Math.max(until, pauses.get(host) ?? 0));
    },
    pausedMs(host) {
      return Math.max(0, (pauses.get(host) ?? 0) - clock());
    },
  };
}
