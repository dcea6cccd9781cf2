/** Posts for reading: near-duplicates are shown once, with their number. */
import { withoutQuotes } from '../../domain/quotation/quotes.ts';
import type { MentionFilter, MentionRow } from '../../store/mentions/port.ts';
import type { Reads } from '../../store/store.ts';

export interface PostGroup {
  /** The one of greatest reach. */
  readonly mention: MentionRow;
  /** How many say the same, this one included. */
  readonly duplicates: number;
}

/** Letters and digits of a text without addresses, handles and the mark of a repost. */
function essence(text: string): string {
  return withoutQuotes(text.slice(0, 2000))
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/^\s*rt\s+/, ' ')
    .replace(/@[\w.-]+/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Groups near-duplicates under the first of them, together with those that the database has grouped. */
export function groupDuplicates(mentions: readonly MentionRow[]): PostGroup[] {
  const groups = new Map<string, { mention: MentionRow; duplicates: number }>();
  for (const mention of mentions) {
    const key = essence(mention.text) || `#${mention.id}`;
    const first = groups.get(key);
    const duplicates = 1 + (mention.duplicates ?? 0);
    if (first) first.duplicates += duplicates;
    else groups.set(key, { mention, duplicates });
  }
  return [...groups.values()];
}

/** The posts of greatest reach in a stretch, near-duplicates grouped. */
export async function topPosts(
  reads: Reads,
  filter: Omit<MentionFilter, 'order' | 'limit' | 'offset'>,
  limit: number,
): Promise<PostGroup[]> {
  const mentions = await reads.mentions.list({ ...filter, order: 'reach', limit: limit * 3, grouped: true });
  return groupDuplicates(mentions).slice(0, limit);
}
