/** Lets go of what has had its time: sessions and login links that are over. */
import { DAY_MS } from '../src/domain/series.ts';
import type { StageContext } from './context.ts';

const SESSION_IDLE_MS = DAY_MS / 2;
const SESSION_MAX_MS = 7 * DAY_MS;

export async function retain(ctx: Pick<StageContext, 'ledger' | 'clock'>): Promise<void> {
  const now = ctx.clock();
  await ctx.ledger.tx((tx) => tx.people.dropSessions(now - SESSION_IDLE_MS, now - SESSION_MAX_MS));
}
