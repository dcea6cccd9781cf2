/** Slows down whoever tries login tokens. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface LoginLimit {
  /** Seconds to wait, or undefined where the try is allowed. */
  hit(address: string): Promise<number | undefined>;
}

/** At most 20 tries in 15 minutes from one address. */
export function createLoginLimit(): LoginLimit {
  const limiter = new RateLimiterMemory({ points: 20, duration: 15 * 60 });
  return {
    async hit(address) {
      try {
        await limiter.consume(address);
        return undefined;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
  };
}
