/** What-if exclusion: a brand's number without one author or one source, or with a muted one. */
import type { StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, HOUR_MS } from '../../domain/series.ts';
import type { SpikePrecision } from '../../domain/spike.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import type { MuteTarget } from '../../store/triage/port.ts';
import { multipleAt } from './summary.ts';
import { PRECEDING_MS } from '../../series/brand-series.ts';
import { isByDay, judgedCounts, loadShownCounts } from '../../series/judged-series.ts';
import { expectedOf } from '../incident/report.ts';
import { headlineSeries, mostSevere, precisionOf } from '../incident/measures.ts';
import { countOf, dayText, formatCount, multipleText, seriesText, timeText } from '../text/labels.ts';

export type Part = Pick<MuteTarget, 'source' | 'author'>;

export interface PartReport {
  readonly part: Part;
  /** Whether it is muted now: then the number changes when it counts again. */
  readonly muted: boolean;
  readonly series: 'negative' | 'all';
  /** `day`: the number is of the day before `at`. */
  readonly precision?: SpikePrecision;
  /** Observed ÷ expected over three hours (or the day) that end then; undefined where nothing can be expected. */
  readonly at: number;
  readonly now: number | undefined;
  /** The same without the part, or with it where it is muted. */
  readonly changed: number | undefined;
  /** Its mentions in those hours, of that series. */
  readonly mentions: number;
  /** Observed in those hours without the change. */
  readonly observed: number;
}

const SMOOTH = 3;

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

/** The hour that the number is about: the last one while the spike is open, else that of its peak. */
function lastIndex(history: BrandSeries, spike: StoredSpike | undefined): number {
  const last = history.length - 1;
  if (!spike || spike.end === undefined) return last;
  const peak = Math.round((spike.peakAt - history.start) / history.widthMs);
  return Math.max(0, Math.min(last, isByDay(history) ? peak : peak + 1));
}

/**
 * What the brand's number is with and without an author or a source: the multiple of normal over three hours, at the
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
  const smooth = isByDay(history) ? 1 : SMOOTH;
  const series = spike ? headlineSeries(spike) : 'negative';
  const { start, widthMs, length } = history;
  const range = { brandId: brand.id, widthMs, from: start, to: start + length * widthMs };
  const buckets = await reads.mentions.part({ ...range, ...part });
  const counts = new Map(buckets.map((bucket) => [bucket.start, bucket[series]]));
  const target = { brandId: brand.id, ...part };
  const whole = await reads.mutes.active({ brandId: brand.id, source: part.source });
  const muted = whole !== undefined || (await reads.mutes.active(target)) !== undefined;
  const last = lastIndex(history, spike);
  const first = Math.max(0, last - smooth + 1);
  const multiple = (of: BrandSeries) =>
    multipleAt(of.series[series] ?? [], expectedOf(of, series), first, last);
  const hours = Array.from({ length: last - first + 1 }, (_, i) => start + (first + i) * widthMs);
  return {
    part,
    muted,
    series,
    at: start + (last + 1) * widthMs,
    ...(isByDay(history) ? { precision: 'day' as const } : {}),
    now: multiple(history),
    changed: multiple(shifted(history, series, counts, muted ? 1 : -1)),
    mentions: hours.reduce((sum, hour) => sum + (counts.get(hour) ?? 0), 0),
    observed: hours.reduce((sum, hour) => sum + (history.series[series]?.[(hour - start) / widthMs] ?? 0), 0),
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
  const say = (value: number | undefined) =>
    value === undefined ? 'an unknown multiple' : multipleText(value);
  const where = `${seriesText(series).toLowerCase()}, ${precision === 'day' ? `on ${dayText(at - 1)}` : `over the 3 hours to ${timeText(at)}`}`;
  const share = muted
    ? `${countOf(mentions, 'mention')} more`
    : `${formatCount(mentions, 0)} of ${countOf(observed, 'mention')}`;
  return `${muted ? 'With' : 'Without'} ${what}: ${say(changed)} instead of ${say(now)} normal (${where}; ${share}).`;
}
