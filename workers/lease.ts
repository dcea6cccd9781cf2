/** One process at a time reads a source: a lease in the database, renewed while reading. */
import type { StageContext } from './context.ts';

/** Another host takes over from one that vanished after this. */
export const LEASE_MS = 20_000;
const RENEW_MS = 5_000;

/**
 * Runs `work` while this process holds the lease of `source`; false if another process holds it. The signal of `work` is aborted when
 * the lease is lost, or could not be kept because the database did not answer. Throws what `work` throws.
 */
export async function withLease(
  ctx: Pick<StageContext, 'store' | 'clock' | 'processId' | 'log'>,
  source: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const take = () => {
    const now = ctx.clock();
    return ctx.store.tx((tx) => tx.sources.lease(source, ctx.processId, now, now + LEASE_MS));
  };
  if (!(await take())) return false;
  const lost = new AbortController();
  let keptAt = performance.now();
  let asking = false;
  const renew = async () => {
    if (asking) return;
    asking = true;
    const kept = await take().catch(() => undefined);
    asking = false;
    if (kept === true) keptAt = performance.now();
    if (kept === false || performance.now() - keptAt > LEASE_MS) {
      ctx.log.warn({ source }, 'another process reads this source now');
      lost.abort();
    }
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  try {
    await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(timer);
    await ctx.store.tx((tx) => tx.sources.release(source, ctx.processId)).catch(() => undefined);
  }
  return true;
}
