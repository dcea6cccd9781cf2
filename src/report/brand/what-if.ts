/** What-if exclusion: a brand's number without one author or one source, or with a muted one. */
import type { StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, HOUR_MS } from '../../domain/series.ts';
import type { SpikePrecision } from '../../domain/spike.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import type { MuteTarget } from '../../store/triage/port.ts';
import { PRECEDING_MS } from '../../series/brand-series.ts';
import { isByDay, judgedCounts, loadShownCounts } from '../../series/judged-series.ts';
import { countsOf, expectedOf } from '../incident/report.ts';
import { type Multiple, multipleOf, sizeOf } from '../incident/size.ts';
import { headlineSeries, mostSevere, precisionOf } from '../incident/measures.ts';
import { countOf, dayText, formatCount, seriesText, timesText, timeText } from '../text/labels.ts';

export type Part = Pick<MuteTarget, 'source' | 'author'>;

export interface PartReport {
  readonly part: Part;
  /** Whether it is muted now: then the number changes when it counts again. */
  readonly muted: boolean;
  readonly series: 'negative' | 'all';
  /** `day`: the number is of the day. */
  readonly precision?: SpikePrecision;
  /** Start of the hour (or day) that the multiples are of; they are undefined where nothing can be expected. */
  readonly at: number;
  readonly now: Multiple | undefined;
  /** The same without the part, or with it where it is muted. */
  readonly changed: Multiple | undefined;
  /** Its mentions in that hour, of that series. */
  readonly mentions: number;
  /** Observed in that hour without the change. */
  readonly observed: number;
}

/** The brand's series with the part's counts added (+1) or taken out (−1); missing hours stay missing. */
function shifted(
  history: BrandSeries,
  name: 'negative' | 'all',
  part: ReadonlyMap<number, number>,
  by: 1 | -1,
): BrandSeries {
  const counts = (history.series[name] ?? []).map((count, i) => {
    const start = history.start + i * history.widthMs;
    return count === null ? null : Math.max(0, count + by * (part.get(start) ?? 0));
  });
  return { ...history, series: { ...history.series, [name]: counts } };
}

/** The multiple that the headline has: of the last bucket while the spike is open, else of its peak. */
function headlineMultiple(judged: BrandSeries, series: string, spike: StoredSpike | undefined) {
  const [counts, expected] = [countsOf(judged, series), expectedOf(judged, series)];
  if (spike?.end !== undefined) return sizeOf(counts, expected, spike).peak;
  const last = judged.length - 1;
  return multipleOf(judged.start + last * judged.widthMs, counts.counts[last], expected[last]);
}

/**
 * What the brand's number is with and without an author or a source: the multiple of normal of one hour (`size.ts`), at the
 * peak of the most severe of its last spikes or now, each against its own normal. Undefined while the brand has no
 * counted mention. Costs the mentions of the part.
 */
export async function partReport(
  reads: Reads,
  brand: BrandRow,
  now: number,
  part: Part,
): Promise<PartReport | undefined> {
  const spikes = await reads.spikes.list({ brandId: brand.id });
  const open = spikes.filter((spike) => spike.end === undefined);
  const latest = spikes.toSorted((a, b) => b.onset - a.onset)[0];
  const spike = mostSevere(open) ?? mostSevere(spikes.filter((one) => one.incidentId === latest?.incidentId));
  const newest = (await reads.counts.span(brand.id, HOUR_MS))?.last;
  const from = Math.min(spike?.onset ?? now, newest ?? now) - PRECEDING_MS;
  const shown = await loadShownCounts(reads, brand, now, { from });
  if (!shown) return undefined;
  const end = shown.history.start + shown.history.length * shown.history.widthMs;
  const judgedAt = { at: spike?.onset ?? end - 1, precision: precisionOf(spike) };
  const { judged: history } = await judgedCounts(reads, brand, now, shown, judgedAt);
  const series = spike ? headlineSeries(spike) : 'negative';
  const { start, widthMs, length } = history;
  const range = { brandId: brand.id, widthMs, from: start, to: start + length * widthMs };
  const buckets = await reads.mentions.part({ ...range, ...part });
  const counts = new Map(buckets.map((bucket) => [bucket.start, bucket[series]]));
  const target = { brandId: brand.id, ...part };
  const whole = await reads.mutes.active({ brandId: brand.id, source: part.source });
  const muted = whole !== undefined || (await reads.mutes.active(target)) !== undefined;
  const before = headlineMultiple(history, series, spike);
  const changed = shifted(history, series, counts, muted ? 1 : -1);
  const at = before?.at ?? start + (length - 1) * widthMs;
  return {
    part,
    muted,
    series,
    at,
    ...(isByDay(history) ? { precision: 'day' as const } : {}),
    now: before,
    changed: headlineMultiple(changed, series, spike),
    mentions: counts.get(at) ?? 0,
    observed: before?.observed ?? 0,
  };
}

/** `Without this author: 8.9× instead of 9.4× normal`, with where and how many. */
export function partSentence({
  part,
  muted,
  now,
  changed,
  series,
  at,
  precision,
  mentions,
  observed,
}: PartReport): string {
  const what = part.author === undefined ? `the source ${part.source}` : 'this author';
  const say = (value: Multiple | undefined) =>
    value === undefined ? 'an unknown multiple' : timesText(value);
  const where = `${seriesText(series).toLowerCase()}, ${precision === 'day' ? `on ${dayText(at)}` : `in the hour from ${timeText(at)}`}`;
  const share = muted
    ? `${countOf(mentions, 'mention')} more`
    : `${formatCount(mentions, 0)} of ${countOf(observed, 'mention')}`;
  return `${muted ? 'With' : 'Without'} ${what}: ${say(changed)} instead of ${say(now)} normal (${where}; ${share}).`;
}
