/**
 * Watches the event loop: while it stands still, nothing is answered. The longest block is a metric, and a long one is
 * logged with what was under way.
 */
import type { Log } from './log.ts';

/** Longer than this nothing may block the event loop. */
export const LONGEST_BLOCK_MS = 250;
const TICK_MS = 20;
/** At most one line in the log for so long. */
const BETWEEN_MS = 5_000;

export interface EventLoopWatch {
  /** Runs `work` under a name for the log, such as a stage or a route. */
  during<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Milliseconds of the longest block since the last call. */
  longest(): number;
  /** The process is ready: from now on blocks count. Before, modules are loaded, which takes up to a second. */
  ready(): void;
  stop(): void;
}

interface WatchParts {
  readonly log: Pick<Log, 'warn'>;
  readonly limitMs?: number;
  /** Blocks do not count until `ready` is called. */
  readonly starting?: boolean;
  readonly now?: () => number;
}

/** Starts to watch the event loop of this process. */
export function watchEventLoop({
  log,
  limitMs = LONGEST_BLOCK_MS,
  starting = false,
  now = () => performance.now(),
}: WatchParts): EventLoopWatch {
  const active = new Map<string, number>();
  /** Everything that was under way since the last tick, also what is over. */
  let recent = new Set<string>();
  let longest = 0;
  let expected = now() + TICK_MS;
  let nextAt = 0;
  let counts = !starting;
  const timer = setInterval(() => {
    const at = now();
    const blocked = at - expected;
    expected = at + TICK_MS;
    if (!counts) return;
    longest = Math.max(longest, blocked);
    const names = [...recent];
    recent = new Set(active.keys());
    if (blocked < limitMs || at < nextAt) return;
    nextAt = at + BETWEEN_MS;
    log.warn(
      { ms: Math.round(blocked), during: names.slice(0, 10).join(', ') || 'unknown' },
      'the event loop stood still',
    );
  }, TICK_MS);
  timer.unref();
  return {
    async during(name, work) {
      active.set(name, (active.get(name) ?? 0) + 1);
      recent.add(name);
      try {
        return await work();
      } finally {
        const left = (active.get(name) ?? 1) - 1;
        if (left > 0) active.set(name, left);
        else active.delete(name);
      }
    },
    longest() {
      const found = longest;
      longest = 0;
      return found;
    },
    ready() {
      expected = now() + TICK_MS;
      counts = true;
    },
    stop: () => clearInterval(timer),
  };
}
