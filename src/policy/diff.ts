/**
 * Which sentences a new text adds and removes. Texts are compared as bags of sentences: one that only moved, or
 * whose section has another number, is neither. Linear: rewritten policies of megabytes are no trouble.
 */
import { type Sentence, sentencesOf } from './sentences.ts';

export interface TextDiff {
  /** In the order of the new text. */
  readonly added: readonly Sentence[];
  /** In the order of the old text. */
  readonly removed: readonly Sentence[];
  /** Sentences that both texts have. */
  readonly kept: number;
}

/** Sentences of the one bag that the other lacks. */
function without(sentences: readonly Sentence[], others: readonly Sentence[]): Sentence[] {
  const left = new Map<string, number>();
  for (const { key } of others) left.set(key, (left.get(key) ?? 0) + 1);
  return sentences.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

export function diffSentences(before: readonly Sentence[], after: readonly Sentence[]): TextDiff {
  const added = without(after, before);
  return { added, removed: without(before, after), kept: after.length - added.length };
}

/** Sentences added and removed between two texts. */
export function diffTexts(before: string, after: string): TextDiff {
  return diffSentences(sentencesOf(before), sentencesOf(after));
}
