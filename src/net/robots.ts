/**
 * robots.txt (RFC 9309), requested once a day per host. A missing file (4xx) allows everything; a host that fails (5xx,
 * no answer) allows nothing until it answers, as section 2.3.1.4 requires.
 */
import robotsParser from 'robots-parser';
import type { Clock } from '../domain/clock.ts';
import type { FetchedPage } from './guarded-fetch.ts';

const KEEP_MS = 86_400_000;
const KEEP_FAILURE_MS = 10 * 60_000;
/** RFC 9309 section 2.5: at least 500 KiB are read. */
const MAX_LENGTH = 512_000;

type Parse = (url: string, text: string) => { isAllowed(url: string, agent?: string): boolean | undefined };

interface Kept {
  readonly until: number;
  /** undefined if the host did not answer. */
  readonly allows: ((url: string) => boolean) | undefined;
}

/** Whether a page may be read; `unknown` if the host does not answer with its rules: then it may not. */
export type RobotsCheck = (url: string, signal: AbortSignal) => Promise<'yes' | 'no' | 'unknown'>;

/** `agent` is the product name of the User-Agent header, e.g. `Outcry`. */
export function createRobots(
  agent: string,
  fetch: (url: string, signal: AbortSignal) => Promise<FetchedPage>,
  clock: Clock,
): RobotsCheck {
  const kept = new Map<string, Kept>();

  async function ask(origin: string, signal: AbortSignal): Promise<Kept> {
    const url = `${origin}/robots.txt`;
    const now = clock();
    let page: FetchedPage;
    try {
      page = await fetch(url, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      return { until: now + KEEP_FAILURE_MS, allows: undefined };
    }
    if (page.status >= 500) return { until: now + KEEP_FAILURE_MS, allows: undefined };
    if (page.status !== 200) return { until: now + KEEP_MS, allows: () => true };
    const rules = (robotsParser as unknown as Parse)(url, page.body.slice(0, MAX_LENGTH));
    return { until: now + KEEP_MS, allows: (target) => rules.isAllowed(target, agent) !== false };
  }

  return async (target, signal) => {
    const { origin } = new URL(target);
    let known = kept.get(origin);
    if (!known || known.until <= clock()) {
      known = await ask(origin, signal);
      kept.set(origin, known);
    }
    if (!known.allows) return 'unknown';
    return known.allows(target) ? 'yes' : 'no';
  };
}
