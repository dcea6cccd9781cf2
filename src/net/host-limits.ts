/**
 * How often a host is asked: a token bucket each (Turner, "New Directions in Communications", 1986), and the
 * pauses that hosts ask for. Kept in memory: after a restart a bucket is full again and no more.
 */
import type { Clock } from '../domain/clock.ts';

export interface Rate {
  /** Requests that a host takes in a minute over a long time. */
  readonly perMinute: number;
  /** Requests at once. */
  readonly burst: number;
}

export const POLITE: Rate = { perMinute: 30, burst: 5 };

interface Bucket {
  tokens: number;
  at: number;
}

export interface HostLimits {
  /** Takes a turn at `host` and says how long to wait before it, in ms. */
  waitMs(host: string, rate: Rate): number;
  /** Nobody asks `host` before `until`. */
  pause(host: string, until: number): void;
  /** How long the host still wants to be left alone, in ms; 0 when it does not. */
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
