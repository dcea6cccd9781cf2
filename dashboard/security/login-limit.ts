/** Slows down whoever tries to sign in. Counts are kept in the process that serves. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface PasswordTry {
  readonly address: string;
  readonly email: string;
  /** A browser that has signed this person in before: it has tries of its own. */
  readonly known: boolean;
}

export interface LoginLimit {
  /** A try of a link. Seconds to wait, or undefined where the try is allowed. */
  hit(address: string): Promise<number | undefined>;
  /** A try of a password. Seconds to wait, or undefined where it may be looked at. */
  password(given: PasswordTry): Promise<number | undefined>;
}

const QUARTER_S = 15 * 60;

async function take(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** At most 20 tries of links in 15 minutes from one address; of passwords 10, and 10 for one person. */
export function createLoginLimit(): LoginLimit {
  const links = new RateLimiterMemory({ points: 20, duration: QUARTER_S });
  const passwords = new RateLimiterMemory({ points: 10, duration: QUARTER_S });
  return {
    hit: (address) => take(links, address),
    async password({ address, email, known }) {
      const key = email.toLowerCase();
      if (known) return take(passwords, `device ${key}`);
      return (await take(passwords, `from ${address}`)) ?? take(passwords, `to ${key}`);
    },
  };
}
