/** Finds the first of each mention's near-duplicates, in the database and in the same page. */
import { DAY_MS } from '../domain/series.ts';
import type { Tx } from '../store/store.ts';
import type { Fingerprint, InsertMention } from '../store/mentions/port.ts';
import { shareEnough, type Shingles, shinglesOf } from './fingerprint.ts';

/** A near-duplicate is published within this time of the first (ms). */
export const NEAR_DUPLICATE_MS = 7 * DAY_MS;
/** How many mentions with the same key are compared, newest first. */
const CANDIDATES = 3;

interface First {
  readonly text: string;
  readonly exact: number;
  readonly publishedAt: number;
  /** Of its text, computed when first needed. */
  shingles?: Shingles;
  /** Its id in the database, or its index in the page. */
  readonly at: { readonly duplicateOf: number } | { readonly copyOf: number };
}

/** First mentions by key, the newest last. */
function newIndex() {
  const byKey = new Map<number, First[]>();
  const keysOf = ({ exact, sketch }: Fingerprint) => [
    exact,
    // Negative, so that the two kinds of keys never collide.
    ...(sketch === undefined ? [] : [-1 - sketch]),
  ];
  return {
    add(fingerprint: Fingerprint, first: First): void {
      for (const key of keysOf(fingerprint)) {
        const list = byKey.get(key);
        if (list) list.push(first);
        else byKey.set(key, [first]);
      }
    },
    /** The first mention that this one duplicates. */
    find(
      fingerprint: Fingerprint,
      { text, publishedAt }: Pick<First, 'text' | 'publishedAt'>,
    ): First | undefined {
      let own: Shingles | undefined;
      for (const key of keysOf(fingerprint)) {
        const list = byKey.get(key) ?? [];
        let left = CANDIDATES;
        for (let i = list.length - 1; i >= 0 && left > 0; i -= 1) {
          const one = list[i]!;
          if (
            one.publishedAt < publishedAt - NEAR_DUPLICATE_MS ||
            one.publishedAt >= publishedAt + NEAR_DUPLICATE_MS
          )
            continue;
          left -= 1;
          // All the same words in the same order.
          if (one.exact === fingerprint.exact) return one;
          own ??= shinglesOf(text);
          one.shingles ??= shinglesOf(one.text);
          if (shareEnough(one.shingles, own)) return one;
        }
      }
      return undefined;
    },
  };
}

/** The page with links from near-duplicates to the first of them. Mentions must have their fingerprints. */
export async function linkNearDuplicates(
  tx: { readonly mentions: Pick<Tx['mentions'], 'nearDuplicateCandidates'> },
  page: readonly InsertMention[],
): Promise<InsertMention[]> {
  const asked = page.flatMap(({ fingerprint, publishedAt }) =>
    fingerprint ? [{ fingerprint, publishedAt }] : [],
  );
  if (asked.length === 0) return [...page];
  const index = newIndex();
  const inStore = await tx.mentions.nearDuplicateCandidates(asked, NEAR_DUPLICATE_MS);
  for (const { id, ...one } of inStore.toReversed()) index.add(one, { ...one, at: { duplicateOf: id } });
  return page.map((mention, i) => {
    const { fingerprint } = mention;
    if (!fingerprint) return mention;
    const first = index.find(fingerprint, mention);
    if (!first) {
      const { text, publishedAt } = mention;
      index.add(fingerprint, { text, exact: fingerprint.exact, publishedAt, at: { copyOf: i } });
    }
    return first ? { ...mention, ...first.at } : mention;
  });
}
