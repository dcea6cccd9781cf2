/**
 * Reads feeds and pages of sites in a thread, with limits of size, time and memory: whoever writes such a document must
 * not be able to stop the process.
 */
import { threadFile } from '../thread/start.ts';
import { WorkFailedError, type WorkThread, workThread } from '../thread/work-thread.ts';
import type { FeedEntry } from './feed/feed-entry.ts';

export interface Document {
  readonly kind: keyof Read;
  readonly text: string;
  /** The address that it was read from. */
  readonly at: string;
}

/** What is read from a document of each kind. */
export interface Read {
  readonly feed: FeedEntry[];
  readonly policy: string;
}

/** In characters. Fetching stops at 5 MB; the pages of long policies have about 500,000. */
const LONGEST: Readonly<Record<keyof Read, number>> = { feed: 5 * 1024 * 1024, policy: 1024 * 1024 };
const LIMIT_MS = 5_000;
const MEGABYTES = 256;
const WAITING = 100;
/** What the readers recurse into has more levels than the stack. */
const TOO_DEEP = /call stack/i;

/** The document is larger, deeper or more laborious than any of its kind. It is asked for again as after any failure. */
export class SourceDocumentError extends Error {
  override readonly name = 'SourceDocumentError';
}

let thread: WorkThread<Document, unknown> | undefined;

/**
 * What a document that was read from `at` says. Throws SourceDocumentError where it goes beyond the limits, and Error with the reason
 * of the reader where it is no such document.
 */
export async function readDocument<K extends keyof Read>(
  kind: K,
  text: string,
  at: string,
): Promise<Read[K]> {
  const most = LONGEST[kind];
  const { host } = new URL(at);
  if (text.length > most) {
    throw new SourceDocumentError(
      `the ${kind} of ${host} has ${text.length} characters; at most ${most} are read`,
    );
  }
  thread ??= workThread({
    file: threadFile(import.meta.url, './read-thread'),
    limitMs: LIMIT_MS,
    megabytes: MEGABYTES,
    waiting: WAITING,
  });
  try {
    return (await thread.run({ kind, text, at })) as Read[K];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof WorkFailedError && !TOO_DEEP.test(reason)) throw error;
    const why = TOO_DEEP.test(reason) ? 'is nested too deep' : reason;
    throw new SourceDocumentError(`the ${kind} of ${host} cannot be read: it ${why}`);
  }
}
