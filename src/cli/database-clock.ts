/**
 * The clock of an installation. Hosts that share a database use its clock: a host whose own clock is wrong would take
 * leases from others, refuse posts as written in the future, and send mail too soon.
 */
import { type Clock, systemClock } from '../domain/clock.ts';
import type { Store } from '../store/store.ts';

/** Smaller differences are ignored, because a clock that is never adjusted cannot go backwards. */
const MOST_OFF_MS = 2_000;
const AGAIN_MS = 30_000;

interface DatabaseClock {
  readonly clock: Clock;
  /** Compares the clocks again; a database that does not answer changes nothing. */
  look(): Promise<void>;
  stop(): void;
}

/**
 * A clock that is at most two seconds off the database's, compared every 30 s. When the correction changes, `onMoved` gets
 * it in ms: positive where this host's clock is slow.
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
