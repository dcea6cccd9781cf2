/** Time and chance, injected everywhere, so that tests and replays decide both. */

/** Milliseconds since 1970 UTC. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** A uniform number in [0, 1). */
export type Random = () => number;

/**
 * A seeded generator (mulberry32, Tommy Ettinger 2017, public domain): 32 bits of state, same
 * numbers on every machine. For simulation and bootstrap, never for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
