/** Limits what makes Outcry ask other sites or send messages on a person's word: tests and previews. */
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Per person in five minutes. */
const MOST = { test: 30, preview: 120 };
const WINDOW_S = 300;

export type Trial = keyof typeof MOST;

/** Who asks: a person, or a token by its name. */
interface Asker {
  readonly name: string;
  readonly userId?: number;
}

export interface TrialLimit {
  /** Counts one; seconds to wait where there were too many. */
  take(who: Asker | undefined, trial: Trial): Promise<number | undefined>;
}

export function createTrialLimit(): TrialLimit {
  const limiters = Object.fromEntries(
    Object.entries(MOST).map(([trial, points]) => [
      trial,
      new RateLimiterMemory({ points, duration: WINDOW_S, keyPrefix: trial }),
    ]),
  ) as Record<Trial, RateLimiterMemory>;
  return {
    async take(who, trial) {
      const key = who?.userId === undefined ? (who?.name ?? '') : `person ${who.userId}`;
      const { consumedPoints, msBeforeNext } = await limiters[trial].penalty(key);
      return consumedPoints > MOST[trial] ? Math.max(1, Math.ceil(msBeforeNext / 1_000)) : undefined;
    },
  };
}

/** The sentence for somebody who has to wait. */
export function waitText(seconds: number): string {
  return `Too many tests. Try again in ${seconds} seconds.`;
}
