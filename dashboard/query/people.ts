/** Who can own an incident. */
import { allows } from '../../src/domain/user.ts';
import type { Ctx } from '../deps.ts';

/** Names of the people who may see a brand and change its incidents, in order. */
export async function peopleOf(c: Ctx, brand: string): Promise<string[]> {
  const users = await c.var.deps.store.read.people.users();
  return users
    .filter(({ role, brands }) => allows(role, 'analyst') && (brands === null || brands.includes(brand)))
    .map(({ email }) => email)
    .toSorted();
}
