/** Limits sign-in attempts, across all dashboards of an installation. */
import { createHmac } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AppDeps } from '../deps.ts';
import type { LoginLimit } from './sign-in-limit.ts';

const QUARTER_S = 15 * 60;
const LINKS = 20;
const PASSWORDS = 10;

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

async function take(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return seconds(refused.msBeforeNext);
    throw refused;
  }
}

/**
 * At most 20 tries of links in 15 minutes from one address; of passwords 10, and 10 for one person. A process asks itself
 * first, so that who is refused costs the database nothing; then the database, which counts for all of them. Without a
 * `deviceKey` each process counts for itself.
 */
export function createLoginLimit({
  store,
  clock,
  deviceKey,
}: Pick<AppDeps, 'store' | 'clock' | 'deviceKey'>): LoginLimit {
  const links = new RateLimiterMemory({ points: LINKS, duration: QUARTER_S });
  const passwords = new RateLimiterMemory({ points: PASSWORDS, duration: QUARTER_S });

  /** The first that refuses, of all keys. */
  async function all(limiter: RateLimiterMemory, most: number, keys: readonly string[]) {
    for (const key of keys) {
      const wait = await take(limiter, key);
      if (wait !== undefined) return wait;
    }
    if (deviceKey === undefined) return undefined;
    const now = clock();
    const hashes = keys.map((key) =>
      createHmac('sha256', deviceKey).update(`try\0${key}`).digest('base64url'),
    );
    return store.tx(async (tx) => {
      for (const hash of hashes) {
        const { attempts, until } = await tx.people.countAttempt(hash, now, QUARTER_S * 1_000);
        if (attempts > most) return seconds(until - now);
      }
      return undefined;
    });
  }

  return {
    hit: (address) => all(links, LINKS, [`link ${address}`]),
    password({ address, email, known }) {
      const key = email.toLowerCase();
      return all(passwords, PASSWORDS, known ? [`device ${key}`] : [`from ${address}`, `to ${key}`]);
    },
  };
}
