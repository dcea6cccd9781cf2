/**
 * Waits for a condition. The limit only ends a test that hangs; it says nothing about how fast something should be, so
 * that a busy machine fails no test. Speed is measured by `npm run bench`.
 */

/** Long after anything that works has ended, in milliseconds. */
export const HANG_MS = 600_000;

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Polls every `everyMs` until `check` gives something other than undefined or false; throws `what` after `limitMs`. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined | false> | T | undefined | false,
  everyMs = 25,
  limitMs = HANG_MS,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`);
    await pause(everyMs);
  }
}
