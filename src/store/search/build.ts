/** Collects the words of a part. */
import { PART_SIZE } from './slots.ts';
import { type Entry, keyOf, writePages } from './pages.ts';
import type { BuiltPart, Indexed } from './port.ts';
import { wordsOfMention } from './split.ts';

/** The word of a mention that says its brand; no text has it. */
export const brandWord = (brandId: number): string => `\u0001${brandId.toString(36)}`;

export const partOf = (id: number): number => Math.floor(id / PART_SIZE);

/** All that the index knows of a mention. */
export const indexWords = (mention: Omit<Indexed, 'publishedAt' | 'id'>): Set<string> =>
  new Set([...wordsOfMention(mention), ...mention.brandIds.map(brandWord)]);

export interface PartBuilder {
  /** Takes the next mention, by id. */
  add(mention: Indexed): void;
  build(): BuiltPart;
}

export function partBuilder(part: number): PartBuilder {
  const slots = new Map<string, number[]>();
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    add({ id, publishedAt, brandIds, ...said }) {
      const slot = id - part * PART_SIZE;
      const note = (word: string) => {
        const list = slots.get(word);
        if (!list) slots.set(word, [slot]);
        else if (list.at(-1) !== slot) list.push(slot);
      };
      for (const word of wordsOfMention(said)) note(word);
      for (const brandId of brandIds) note(brandWord(brandId));
      from = Math.min(from, publishedAt);
      to = Math.max(to, publishedAt);
    },
    build() {
      const entries: Entry[] = [...slots].map(([word, list]) => ({ word: keyOf(word), slots: list }));
      entries.sort((a, b) => (a.word < b.word ? -1 : 1));
      return { pages: writePages(entries), span: from <= to ? { from, to } : undefined };
    },
  };
}
