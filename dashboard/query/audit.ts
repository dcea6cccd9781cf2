/** Which entries of the audit log an address asks for. */
import type { Ctx } from '../deps.ts';

export function auditSearch(c: Ctx): { search?: string } {
  const search = c.req.query('search')?.trim().slice(0, 100);
  return search ? { search } : {};
}
