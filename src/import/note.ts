/** What is done with imports, in the audit log. */
import type { Clock } from '../domain/clock.ts';
import { cutText } from '../domain/text.ts';
import type { Tx } from '../store/store.ts';

/** Whoever may run commands on the data folder. */
export const OPERATOR = 'command line';

/** Notes it in the same transaction; `who` is the operator by default. */
export function noteImport(
  tx: Tx,
  clock: Clock,
  who: string | undefined,
  what: string,
  subject: string,
): Promise<void> {
  return tx.audit.add({ at: clock(), who: who ?? OPERATOR, what, subject: cutText(subject, 300) });
}
