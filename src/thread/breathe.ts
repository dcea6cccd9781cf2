/** Long loops over what others sent let the event loop go on between two entries. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';

/** A fraction of what the event loop may stand still. */
const EVERY_MS = 20;

/**
 * Called between two pieces of work: gives all others a turn when the last one is long ago. In a transaction too: it holds
 * the lock a little longer.
 */
export function breather(everyMs: number = EVERY_MS): () => Promise<void> | undefined {
  let last = performance.now();
  async function breathe(): Promise<void> {
    await turnOfTheLoop();
    last = performance.now();
  }
  // Mostly there is nothing to wait for, and no promise is made.
  return () => (performance.now() - last < everyMs ? undefined : breathe());
}

/** Pause between two steps of work that nobody waits for. */
const PAUSE_MS = 5;

/** Takes one step of `work` after the other, with pauses; returns how to end it before its end. */
export function inIdleTurns(work: Iterator<void>): () => Promise<void> {
  const timer = setInterval(() => {
    if (work.next().done) clearInterval(timer);
  }, PAUSE_MS);
  timer.unref();
  return async () => clearInterval(timer);
}
