/** What sites do wrong, one fault a request, in turn. */

export const FAULTS = [
  /** 429 with Retry-After. */
  'too-many',
  'server-error',
  'hang',
  'truncated',
  /** A page of HTML under 200. */
  'html',
  /** The site's own error object under 200. */
  'error-object',
  /** No entries in the middle of the list, with the next page's token. */
  'empty',
  /** The entries of the page before in place of its own. */
  'repeated',
  /** The page token is not known any more. */
  'reset',
  /** The connection breaks in the middle of the answer. */
  'kill',
  /** The page before comes once more with the page. */
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
  /** How often each was carried out. */
  readonly done: Map<Fault, number>;
  /** From now on all is well. */
  stop(): void;
}

/** A site that forgot all its page tokens again and again could not be read by anybody. */
const AT_MOST: Partial<Record<Fault, number>> = { reset: 3 };

/** Every `every`-th request meets the next fault of the list, round and round. */
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
