/**
 * The hours that are still being counted: the partial hour, and hours before it for which a source is late. Pages show
 * their counts so far. Detection reads only the partial hour (`src/detect/spike/partial-hour.ts`).
 */
import { bucketStart, HOUR_MS } from '../../domain/series.ts';
import type { BucketCounts } from '../../store/counts/port.ts';
import type { ReportBucket, ReportWindow } from './window.ts';

/** A source that is later than this counts as out, so no more hours are ever open. */
const MOST = 6;

/** The open hours after `dataEnd`, or undefined where there are none or too many. */
export function openHours(dataEnd: number, now: number): { from: number; to: number } | undefined {
  const to = bucketStart(now, HOUR_MS) + HOUR_MS;
  const count = (to - dataEnd) / HOUR_MS;
  return count < 1 || count > MOST ? undefined : { from: dataEnd, to };
}

/** `window` with the open hours [from, to) after it: their `counts` so far, and no expected count. */
export function withOpenHours(
  window: ReportWindow,
  { from, to }: { readonly from: number; readonly to: number },
  counts: readonly BucketCounts[],
  now: number,
): ReportWindow {
  const found = new Map(counts.map((one) => [one.start, one]));
  const open = Array.from({ length: (to - from) / HOUR_MS }, (_, i): ReportBucket => {
    const start = from + i * HOUR_MS;
    const { all = 0, negative = 0, betrayal = 0 } = found.get(start) ?? {};
    return { start, total: all, negative, betrayal };
  });
  return {
    ...window,
    to: now,
    buckets: [...window.buckets, ...open],
    interval: [...window.interval, ...open.map(() => null)],
    negativeInterval: [...window.negativeInterval, ...open.map(() => null)],
    open: open.length,
  };
}
