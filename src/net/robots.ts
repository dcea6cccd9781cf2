/**
 * robots.txt (RFC 9309), requested once a day per host. A missing file (4xx) allows everything; a host that fails (5xx,
 * too many requests, no answer) allows nothing until it answers, as section 2.3.1.4 requires.
 */
import type { Clock } from '../domain/clock.ts';
import { threadFile } from '../thread/start.ts';
import { type WorkThread, workThread } from '../thread/work-thread.ts';
import type { FetchedPage } from './guarded-fetch.ts';

const KEEP_MS = 86_400_000;
const KEEP_FAILURE_MS = 10 * 60_000;
/** RFC 9309 section 2.5: at least 500 KiB are read. */
const MAX_LENGTH = 512_000;

/** For one address. */
const LIMIT_MS = 2_000;
const MEGABYTES = 128;
const WAITING = 100;
/** Addresses per host whose answers are kept. */
const MOST_ANSWERS = 1_000;

/** What the thread is asked: may `agent` read `target`, by the rules in `text`, which is at `file`? */
export interface RobotsQuestion {
  readonly file: string;
  readonly text: string;
  readonly target: string;
  readonly agent: string;
}

interface Kept {
  readonly until: number;
  /** undefined if the host did not answer. */
  readonly allows: ((url: string) => Promise<Verdict>) | undefined;
}

type Verdict = 'yes' | 'no' | 'unreadable';

/**
 * Whether a page may be read; `unknown` if the host does not answer with its rules, `unreadable` if they take too long to
 * read: then it may not.
 */
export type RobotsCheck = (url: string, signal: AbortSignal) => Promise<Verdict | 'unknown'>;

let thread: WorkThread<RobotsQuestion, boolean> | undefined;

async function verdict(question: RobotsQuestion): Promise<Verdict> {
  thread ??= workThread({
    file: threadFile(import.meta.url, './robots-thread'),
    limitMs: LIMIT_MS,
    megabytes: MEGABYTES,
    waiting: WAITING,
  });
  try {
    return (await thread.run(question)) ? 'yes' : 'no';
  } catch {
    return 'unreadable';
  }
}

/** Answers for the rules in `text`, each address once. */
function rulesOf(file: string, text: string, agent: string): (target: string) => Promise<Verdict> {
  const answers = new Map<string, Promise<Verdict>>();
  return (target) => {
    const known = answers.get(target);
    if (known) return known;
    if (answers.size >= MOST_ANSWERS) answers.clear();
    const answer = verdict({ file, text, target, agent });
    answers.set(target, answer);
    return answer;
  };
}

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
    // Too many requests is no missing file: the answer is asked for again soon.
    if (page.status >= 500 || page.status === 429) return { until: now + KEEP_FAILURE_MS, allows: undefined };
    if (page.status !== 200) return { until: now + KEEP_MS, allows: async () => 'yes' };
    return { until: now + KEEP_MS, allows: rulesOf(url, page.body.slice(0, MAX_LENGTH), agent) };
  }

  return async (target, signal) => {
    const { origin } = new URL(target);
    let known = kept.get(origin);
    if (!known || known.until <= clock()) {
      known = await ask(origin, signal);
      kept.set(origin, known);
    }
    if (!known.allows) return 'unknown';
    return known.allows(target);
  };
}
