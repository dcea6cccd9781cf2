/** Which sentences of a text are new or gone, and which of them are two wordings of the same one. */
import type { Sentence } from './text/sentences.ts';

/** Two sentences that share this part of their words are two wordings of one. */
const SIMILAR = 0.6;
/** With more changed sentences none is compared with the others; bounds the work. */
const MAX_COMPARED = 600;

export interface Alignment {
  readonly added: readonly Sentence[];
  readonly removed: readonly Sentence[];
  /** The other wording of an added or a removed sentence. */
  readonly counterparts: ReadonlyMap<string, Sentence>;
}

interface Words {
  readonly sentence: Sentence;
  readonly words: ReadonlySet<string>;
}

function wordsOf(sentences: readonly Sentence[]): Words[] {
  return sentences.map((sentence) => ({ sentence, words: new Set(sentence.key.split(' ')) }));
}

/** Jaccard index of two sets of words; 0 if their sizes alone rule out `SIMILAR`. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size < large.size * SIMILAR) return 0;
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return shared / (small.size + large.size - shared);
}

function nearest({ words }: Words, others: readonly Words[]): Sentence | undefined {
  let best: Sentence | undefined;
  let most = 0;
  for (const other of others) {
    const alike = similarity(words, other.words);
    if (alike > most) [best, most] = [other.sentence, alike];
  }
  return most >= SIMILAR ? best : undefined;
}

/** Compares the sentences of two texts by their keys. */
export function align(before: readonly Sentence[], after: readonly Sentence[]): Alignment {
  const keys = (list: readonly Sentence[]) => new Set(list.map(({ key }) => key));
  const [had, has] = [keys(before), keys(after)];
  const distinct = (list: readonly Sentence[]) => [...new Map(list.map((one) => [one.key, one])).values()];
  const added = distinct(after.filter(({ key }) => !had.has(key)));
  const removed = distinct(before.filter(({ key }) => !has.has(key)));
  const counterparts = new Map<string, Sentence>();
  if (Math.max(added.length, removed.length) <= MAX_COMPARED) {
    const [left, right] = [wordsOf(removed), wordsOf(added)];
    for (const [own, others] of [
      [left, right],
      [right, left],
    ] as const) {
      for (const one of own) {
        const other = nearest(one, others);
        if (other) counterparts.set(one.sentence.key, other);
      }
    }
  }
  return { added, removed, counterparts };
}
