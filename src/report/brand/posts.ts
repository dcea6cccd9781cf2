/** Posts for reading: near-copies are shown once, with their number. */
import type { MentionFilter, MentionRow } from '../../store/mentions/port.ts';
import type { Reads } from '../../store/store.ts';

export interface FoldedPost {
  /** The one of greatest reach. */
  readonly mention: MentionRow;
  /** How many say the same, this one included. */
  readonly copies: number;
}

/** Letters and digits of a text without addresses, handles and the mark of a repost. */
export function essence(text: string): string {
  return text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/^\s*rt\s+/, ' ')
    .replace(/@[\w.-]+/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Folds copies into the first of them, with those that the ledger folded already. */
export function foldCopies(mentions: readonly MentionRow[]): FoldedPost[] {
  const folded = new Map<string, { mention: MentionRow; copies: number }>();
  for (const mention of mentions) {
    const key = essence(mention.text) || `#${mention.id}`;
    const first = folded.get(key);
    const copies = 1 + (mention.copies ?? 0);
    if (first) first.copies += copies;
    else folded.set(key, { mention, copies });
  }
  return [...folded.values()];
}

/** The posts of greatest reach in a stretch, copies folded. */
export async function topPosts(
  reads: Reads,
  filter: Omit<MentionFilter, 'order' | 'limit' | 'offset'>,
  limit: number,
): Promise<FoldedPost[]> {
  const mentions = await reads.mentions.list({ ...filter, order: 'reach', limit: limit * 3, fold: true });
  return foldCopies(mentions).slice(0, limit);
}
