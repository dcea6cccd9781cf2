/**
 * A mention has one score, and a correction of it counts for all its brands. So only somebody who may see all of them makes
 * one or undoes it.
 */
import type { CorrectionWrites } from './triage/port.ts';
import type { Tx } from './store.ts';

type Unlimited = Pick<Tx, 'mentions' | 'corrections'>;

export function scopedCorrections(tx: Unlimited, brandIds: ReadonlySet<number>): CorrectionWrites {
  const isTheirs = async (mentionId: number | undefined) => {
    const mention = mentionId === undefined ? undefined : await tx.mentions.one(mentionId);
    return mention === undefined || mention.brandIds.every((id) => brandIds.has(id));
  };
  return {
    mentionOf: (id) => tx.corrections.mentionOf(id),
    add: async (mentionId, revision, given) =>
      (await isTheirs(mentionId)) ? tx.corrections.add(mentionId, revision, given) : 'others',
    undo: async (id, revision, by) =>
      (await isTheirs(await tx.corrections.mentionOf(id))) ? tx.corrections.undo(id, revision, by) : 'others',
  };
}
