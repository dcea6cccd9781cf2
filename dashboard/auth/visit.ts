/** When a person was here before: what "since you were here" means. */
import { MINUTE_MS } from '../../src/domain/series.ts';
import type { Visits } from '../../src/store/people/port.ts';
import type { Ctx } from '../deps.ts';

/** After this long without a page a new visit begins. */
export const VISIT_BREAK_MS = 30 * MINUTE_MS;
/** Noted no more often than this. */
const NOTE_MS = MINUTE_MS;

/** Whether this request is a page that somebody opens, and is to be noted. A page that refreshes itself is no visit. */
export function notesVisit(c: Ctx, { at }: Visits, now: number): boolean {
  const opened = c.req.method === 'GET' && (c.req.header('accept') ?? '').includes('text/html');
  const refreshed = c.req.query('fragment') !== undefined || c.req.query('fresh') !== undefined;
  return opened && !refreshed && (at === undefined || now - at >= NOTE_MS);
}

/** The end of the visit before this one; the same before and after the first page of a visit is noted. */
export function lastVisitOf({ at, before }: Visits, now: number): number | undefined {
  return at !== undefined && now - at > VISIT_BREAK_MS ? at : before;
}
