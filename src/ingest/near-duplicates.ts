/** Finds the first of each mention's near-duplicates, in the ledger and among those that come with it. */
import { DAY_MS } from '../domain/series.ts';
import type { Tx } from '../store/store.ts';
import type { FoldKeys, InsertMention } from '../store/mentions/port.ts';
import { shareEnough, type Shingles, shinglesOf } from './fingerprint.ts';

/** A copy comes within this time of the first. */
export const FOLD_MS = 7 * DAY_MS;
/** Of several with the same key so many are looked at, the newest first. */
const CANDIDATES = 3;

interface First {
  readonly text: string;
  readonly exact: number;
  readonly publishedAt: number;
  /** Of its text, once somebody asked. */
  shingles?: Shingles;
  /** Where it is: in the ledger, or its place in the page. */
  readonly at: { readonly dupeOf: number } | { readonly copyOf: number };
}

/** Firsts by their keys, the newest last. */
function newIndex() {
  const byKey = new Map<number, First[]>();
  const keysOf = ({ exact, sketch }: FoldKeys) => [
    exact,
    // Apart from the others: no two kinds of keys are the same.
    ...(sketch === undefined ? [] : [-1 - sketch]),
  ];
  return {
    add(fold: FoldKeys, first: First): void {
      for (const key of keysOf(fold)) {
        const list = byKey.get(key);
        if (list) list.push(first);
        else byKey.set(key, [first]);
      }
    },
    /** The first that this is a copy of. */
    find(fold: FoldKeys, { text, publishedAt }: Pick<First, 'text' | 'publishedAt'>): First | undefined {
      let own: Shingles | undefined;
      for (const key of keysOf(fold)) {
        const list = byKey.get(key) ?? [];
        let left = CANDIDATES;
        for (let i = list.length - 1; i >= 0 && left > 0; i -= 1) {
          const one = list[i]!;
          if (one.publishedAt < publishedAt - FOLD_MS || one.publishedAt >= publishedAt + FOLD_MS) continue;
          left -= 1;
          // All the same words in the same order.
          if (one.exact === fold.exact) return one;
          own ??= shinglesOf(text);
          one.shingles ??= shinglesOf(one.text);
          if (shareEnough(one.shingles, own)) return one;
        }
      }
      return undefined;
    },
  };
}

/** The page, whose mentions have their fold keys, with the first of its near-duplicates where a mention has one. */
export async function foldPage(
  tx: { readonly mentions: Pick<Tx['mentions'], 'foldCandidates'> },
  page: readonly InsertMention[],
): Promise<InsertMention[]> {
  const asked = page.flatMap(({ fold, publishedAt }) => (fold ? [{ fold, publishedAt }] : []));
  if (asked.length === 0) return [...page];
  const index = newIndex();
  const inLedger = await tx.mentions.foldCandidates(asked, FOLD_MS);
  for (const { id, ...one } of inLedger.toReversed()) index.add(one, { ...one, at: { dupeOf: id } });
  return page.map((mention, i) => {
    const { fold } = mention;
    if (!fold) return mention;
    const first = index.find(fold, mention);
    if (!first) {
      const { text, publishedAt } = mention;
      index.add(fold, { text, exact: fold.exact, publishedAt, at: { copyOf: i } });
    }
    return first ? { ...mention, ...first.at } : mention;
  });
}
