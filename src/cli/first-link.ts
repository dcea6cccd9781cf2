/** The sign-in link of the first start. */
import { createLoginLink } from '../../dashboard/auth/login-link.ts';
import type { Clock } from '../domain/clock.ts';
import type { Store } from '../store/store.ts';
import { OPERATOR } from './audit.ts';

const FIRST_USER = 'admin@localhost';

/**
 * A link for the first admin, who is added if there is nobody at all. Undefined as soon as anybody has ever signed in:
 * whoever reads the log of a later start gets nothing from it.
 */
export async function firstLink(store: Store, clock: Clock, publicUrl: string): Promise<string | undefined> {
  const wanted = await store.tx(async ({ people, audit }) => {
    if ((await people.users()).length === 0) {
      await people.addUser({ email: FIRST_USER, role: 'admin', at: clock() });
      await audit.add({ at: clock(), who: OPERATOR, what: 'added the first admin', subject: FIRST_USER });
      return true;
    }
    if (await people.everSignedIn()) return false;
    return (await people.userByEmail(FIRST_USER)) !== undefined;
  });
  return wanted ? createLoginLink(store, clock, FIRST_USER, publicUrl) : undefined;
}
