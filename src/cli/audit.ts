/** What is done in the terminal, in the audit log. */
import type { Clock } from '../domain/clock.ts';
import type { Tx } from '../store/store.ts';
import { cutText } from '../domain/text.ts';

/** Whoever may run commands on the data folder. */
export const OPERATOR = 'command line';

/** Notes it in the same transaction. */
export function noteCommand(tx: Tx, clock: Clock, what: string, subject: string): Promise<void> {
  return tx.audit.add({ at: clock(), who: OPERATOR, what, subject: cutText(subject, 300) });
}
