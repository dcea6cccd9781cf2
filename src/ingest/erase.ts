/** Honours deletions: erases text that a source deleted from the database and from mails written to files. */
import { authorPseudonym } from '../ops/secrets.ts';
import type { Tx } from '../store/store.ts';
import type { Erased } from '../store/mentions/port.ts';

/** A deletion: one mention, or all mentions of an author who left. */
export type Deletion = { readonly externalId: string } | { readonly authorId: string };

/** Erases in the transaction that stores the page. Returns how many mentions lost their text. */
export async function eraseDeleted(
  ctx: { readonly pseudonymKey: string },
  tx: Tx,
  source: string,
  deletions: readonly Deletion[],
  now: number,
): Promise<number> {
  if (deletions.length === 0) return 0;
  const ids = deletions.flatMap((one) => ('externalId' in one ? [one.externalId] : []));
  const results: Erased[] = [await tx.mentions.erase(source, ids, now)];
  for (const one of deletions) {
    if (!('authorId' in one)) continue;
    const pseudonym = authorPseudonym(ctx.pseudonymKey, source, one.authorId);
    results.push(await tx.mentions.eraseAuthor(source, pseudonym, now));
  }
  const places = results.flatMap((result) => result.places);
  if (places.length > 0) await tx.outbox.writeAgain(places, now);
  return results.reduce((sum, { erased }) => sum + erased, 0);
}
