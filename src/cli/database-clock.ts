/**
 * The clock of an installation: where several hosts share a database, its clock counts. A host whose own clock is wrong
 * would take leases away from others, refuse posts as written in the future, and send what is not due.
 */
import { type Clock, systemClock } from '../domain/clock.ts';
import type { Store } from '../store/store.ts';

/** Below this hosts agree well enough, and a clock that is never moved cannot go backwards. */
const MOST_OFF_MS = 2_000;
const AGAIN_MS = 30_000;

interface DatabaseClock {
  readonly clock: Clock;
  /** Looks again whether the clocks agree; a database that does not answer changes nothing. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * A clock that is at most two seconds off the database's, looked at every 30 s. `onMoved` is told, in ms, by how much this
 * host's clock is put forward (or back, when negative) whenever that changes.
 */
export async function databaseClock(
  store: Pick<Store, 'clockAhead'>,
  onMoved: (ms: number) => void,
  own: Clock = systemClock,
): Promise<DatabaseClock> {
  let moved = 0;
  async function look(): Promise<void> {
    const ahead = await store.clockAhead(own).catch(() => undefined);
    if (ahead === undefined || Math.abs(ahead - moved) < MOST_OFF_MS) return;
    moved = Math.abs(ahead) < MOST_OFF_MS ? 0 : ahead;
    onMoved(moved);
  }
  await look();
  const timer = setInterval(() => void look(), AGAIN_MS);
  timer.unref();
  return { clock: () => own() + moved, look, stop: () => clearInterval(timer) };
}
