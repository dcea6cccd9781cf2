/** Source outages around an incident. */
import { type Outage, outagesOf } from '../../detect/compare/outages.ts';
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';

/** As much as a comparison draws. */
const BEFORE_MS = 3 * DAY_MS;
const AFTER_MS = 14 * DAY_MS;

/** Silent stretches of each source of a brand, from three days before the onset to two weeks after it. */
export async function outagesAround(
  reads: Reads,
  brandId: number,
  series: BrandSeries,
  onset: number,
): Promise<Outage[]> {
  const { start, widthMs, length } = series;
  const end = start + length * widthMs;
  const [from, to] = [Math.max(start, onset - BEFORE_MS), Math.min(end, onset + AFTER_MS)];
  const range = { brandId, widthMs, from: start, to };
  const names = (await reads.counts.bySource(range)).map((one) => one.source).sort();
  const found: Outage[] = [];
  for (const source of names) {
    const counts = new Array<number>(Math.max(0, Math.ceil((to - start) / widthMs))).fill(0);
    for (const bucket of await reads.counts.buckets({ ...range, source })) {
      const at = (bucket.start - start) / widthMs;
      if (Number.isInteger(at) && at >= 0 && at < counts.length) counts[at] = bucket.all;
    }
    // Before its first mention a source was not read yet: that is no outage.
    const first = counts.findIndex((count) => count > 0);
    const heard = { start: start + first * widthMs, widthMs, counts: counts.slice(first) };
    if (first >= 0) found.push(...outagesOf(source, heard, Math.max(from, heard.start), to));
  }
  return found;
}
