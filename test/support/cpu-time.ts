/** Processor time of work, which other programs on the machine hardly change. */

/** Milliseconds of processor time of this process while `work` runs. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Shorter times, in milliseconds, are noise. Quadratic work on thousands of things takes longer. */
const NOISE_MS = 10;

/** Between linear (8) and quadratic (64). */
export const LINEAR = 24;

const ROUNDS = 3;

/**
 * How many times as much processor time `work` takes for eight times the size: about 8 where time is linear, 64 where
 * it is quadratic. The best of three of each, so that a garbage collection counts for nothing; measured again where it
 * is over `LINEAR`, because caches shared with other programs slow a run too, and quadratic work is over it each time.
 */
export function growth(work: (size: number) => unknown, size: number): number {
  const best = (n: number) => Math.min(...[1, 2, 3].map(() => cpuMs(() => work(n))));
  work(size); // compiled before it is measured
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS && least >= LINEAR; round += 1) {
    least = Math.min(least, best(size * 8) / Math.max(best(size), NOISE_MS));
  }
  return least;
}
