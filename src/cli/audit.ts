/** What is done in the terminal, in the audit log. */
import type { Clock } from '../domain/clock.ts';
import { OPERATOR } from '../import/note.ts';
import type { Tx } from '../store/store.ts';
import { cutText } from '../domain/text.ts';

export { OPERATOR };

/** Notes it in the same transaction. */
export function noteCommand(tx: Tx, clock: Clock, what: string, subject: string): Promise<void> {
  return tx.audit.add({ at: clock(), who: OPERATOR, what, subject: cutText(subject, 300) });
}
