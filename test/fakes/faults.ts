/** Faults of sites, one per request, in turn. */

export const FAULTS = [
  /** 429 with Retry-After. */
  'too-many',
  'server-error',
  'hang',
  'truncated',
  /** An HTML page with status 200. */
  'html',
  /** The site's own error object with status 200. */
  'error-object',
  /** No entries in the middle of the list, with the next page's token. */
  'empty',
  /** The entries of the previous page instead of its own. */
  'repeated',
  /** The page token is no longer known. */
  'reset',
  /** The connection breaks in the middle of the answer. */
  'kill',
  /** The previous page is repeated with the page. */
  'replayed',
  'disorder',
  /** Each entry twice. */
  'doubled',
] as const;

export type Fault = (typeof FAULTS)[number];

export interface FaultPlan {
  /** The fault of the next request to `site`; most have none. */
  next(): Fault | undefined;
  /** A fault that did not fit its request comes with the next one. */
  postpone(fault: Fault): void;
  /** How often each occurred. */
  readonly done: Map<Fault, number>;
  /** Ends all faults. */
  stop(): void;
}

/** A site that forgot all its page tokens again and again could not be read by anybody. */
const AT_MOST: Partial<Record<Fault, number>> = { reset: 3 };

/** Every `every`-th request gets the next fault of the list, cyclically. */
export function faultsInTurn(every: number, faults: readonly Fault[] = FAULTS): FaultPlan {
  const waiting: Fault[] = [];
  const done = new Map<Fault, number>();
  let requests = 0;
  let turn = 0;
  let stopped = false;
  return {
    done,
    next() {
      requests += 1;
      if (stopped || requests % every !== 0) return undefined;
      const fault = waiting.shift() ?? faults[turn++ % faults.length];
      return fault !== undefined && (done.get(fault) ?? 0) < (AT_MOST[fault] ?? 1_000) ? fault : undefined;
    },
    postpone: (fault) => void waiting.push(fault),
    stop() {
      stopped = true;
    },
  };
}
