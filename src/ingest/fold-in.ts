/** Finds the first of a mention's near-duplicates, in the ledger and among those that came with it. */
import { DAY_MS } from '../domain/series.ts';
import type { Tx } from '../store/ledger.ts';
import type { InsertMention } from '../store/ports/mentions.ts';
import { areNearDuplicates, foldKeys } from './fold.ts';

/** A copy comes within this time of the first. */
export const FOLD_MS = 7 * DAY_MS;

/** One for each transaction: it remembers what it has not seen in the ledger yet. */
export function createFolder(tx: Pick<Tx, 'mentions'>) {
  return {
    /** The mention with its fold keys, and with the first of its near-duplicates where there is one. */
    async fold(mention: InsertMention): Promise<InsertMention> {
      const fold = foldKeys(mention.text);
      if (!fold) return mention;
      const { publishedAt } = mention;
      const candidates = await tx.mentions.foldCandidates(fold, publishedAt - FOLD_MS, publishedAt + FOLD_MS);
      const first = candidates.find(({ text }) => areNearDuplicates(text, mention.text));
      return { ...mention, fold, ...(first ? { dupeOf: first.id } : {}) };
    },
  };
}
