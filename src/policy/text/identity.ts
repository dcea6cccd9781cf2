/**
 * Which texts of a policy are the same: those with the same sentences, in any order. Trackers save a text again for a new
 * token in a link, "Updated 5 days ago" or a list in another order; a hash of the characters would call each a change.
 */
import { createHash } from 'node:crypto';
import { type Sentence, sentencesOf } from './sentences.ts';

/** Changes with the rules by which sentences are compared: hashes of other rules are computed again. */
const VERSION = 's1:';

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Equal for texts with the same sentences. A text without any is known by its characters. */
export function textIdentity(text: string): string {
  const keys = [...new Set(sentencesOf(text).map(({ key }) => key))].sort();
  return keys.length === 0 ? `${VERSION}${sha256(text)}` : `${VERSION}${sha256(keys.join('\n'))}`;
}

/** Whether a stored hash is one of `textIdentity` as it is now. */
export function isIdentity(hash: string): boolean {
  return hash.startsWith(VERSION);
}

/** Whether two texts have the same words in the same order, however they are cut into headings, points and sentences. */
export function sameWords(before: readonly Sentence[], after: readonly Sentence[]): boolean {
  const words = (sentences: readonly Sentence[]) => sentences.map(({ key }) => key).join(' ');
  return words(before) === words(after);
}
