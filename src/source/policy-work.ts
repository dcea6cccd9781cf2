/**
 * Reads policies in a thread of their own: the sentences of a text of 2 MB take seconds, and whoever writes a policy must
 * not be able to stop the process.
 */
import { type CandidateChange, candidateOf, type Texts } from '../policy/candidate.ts';
import type { SnapshotChange } from '../policy/snapshot-change.ts';
import { threadFile } from '../thread/start.ts';
import { WorkFailedError, WorkLimitError, type WorkThread, workThread } from '../thread/work-thread.ts';
import { SourceDocumentError } from './read-document.ts';

export type PolicyQuestion =
  | { readonly kind: 'identity' | 'keys'; readonly text: string }
  | { readonly kind: 'candidate'; readonly change: SnapshotChange; readonly texts: Texts };

/** Two texts of 2 MB without a common sentence take about 3 s on one core. */
const LIMIT_MS = 30_000;
const MEGABYTES = 512;
const WAITING = 1_000;

let thread: WorkThread<PolicyQuestion, unknown> | undefined;

function ask<T>(question: PolicyQuestion): Promise<T> {
  thread ??= workThread({
    file: threadFile(import.meta.url, './policy-thread'),
    limitMs: LIMIT_MS,
    megabytes: MEGABYTES,
    waiting: WAITING,
  });
  return thread.run(question) as Promise<T>;
}

const isBeyond = (error: unknown) => error instanceof WorkLimitError || error instanceof WorkFailedError;

/** `textIdentity` of a text. Throws SourceDocumentError for one that takes too long. */
export async function policyIdentity(text: string): Promise<string> {
  try {
    return await ask<string>({ kind: 'identity', text });
  } catch (error) {
    if (!isBeyond(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new SourceDocumentError(`the policy of ${text.length} characters cannot be read: it ${why}`);
  }
}

/** Keys of a text's sentences; undefined for one that takes too long. */
export async function policyKeys(text: string): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set(await ask<string[]>({ kind: 'keys', text }));
  } catch (error) {
    if (isBeyond(error)) return undefined;
    throw error;
  }
}

/**
 * A change as a candidate; undefined where its texts say the same. Where they take too long, the candidate says that the
 * texts are not at hand.
 */
export async function policyCandidate(
  change: SnapshotChange,
  texts: Texts,
): Promise<CandidateChange | undefined> {
  try {
    return await ask<CandidateChange | undefined>({ kind: 'candidate', change, texts });
  } catch (error) {
    if (isBeyond(error)) return candidateOf(change);
    throw error;
  }
}
