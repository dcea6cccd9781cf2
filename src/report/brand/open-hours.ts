/** The hours that are still being counted: a page that is kept open shows them, detection never sees them. */
import { bucketStart, HOUR_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';
import type { ReportBucket, ReportWindow } from './window.ts';

/** A source that lags longer than this is silent, so no more hours than these are ever open. */
const MOST = 6;

/**
 * The window with the hours from its end to `now` behind it: counts so far, and no expected count, because a part
 * of an hour cannot be held against a whole one. Windows of days are given back as they are.
 */
export async function withOpenHours(
  reads: Pick<Reads, 'counts'>,
  brandId: number,
  window: ReportWindow,
  now: number,
): Promise<ReportWindow> {
  const last = bucketStart(now, HOUR_MS);
  const count = (last - window.to) / HOUR_MS + 1;
  if (window.widthMs !== HOUR_MS || count < 1 || count > MOST) return window;
  const range = { brandId, widthMs: HOUR_MS, from: window.to, to: last + HOUR_MS };
  const found = new Map((await reads.counts.buckets(range)).map((one) => [one.start, one]));
  const open = Array.from({ length: count }, (_, i): ReportBucket => {
    const start = window.to + i * HOUR_MS;
    const { all = 0, negative = 0, betrayal = 0 } = found.get(start) ?? {};
    return { start, total: all, negative, betrayal };
  });
  return {
    ...window,
    to: now,
    buckets: [...window.buckets, ...open],
    interval: [...window.interval, ...open.map(() => null)],
    open: count,
  };
}
