/**
 * Which sources of a brand give dates without times. Their posts of a day all stand at its 00:00 UTC, so they are judged
 * by day and the others by the hour.
 *
 * A day of a source is *dated* where at least half of its posts say only their day. A source is daily from the start where
 * its first day is dated, and changes after `SWITCH_DAYS` days with posts of the other kind in a row. So what it is on a
 * day depends on the days before it alone, and one odd import changes nothing.
 */
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { DatedDay } from '../store/counts/port.ts';
import type { Reads } from '../store/store.ts';

const SWITCH_DAYS = 7;
/** A source that goes back and forth more often is judged by day throughout: any source can be. */
const MOST_SWITCHES = 2;
/** A change of a source with a smaller share of the brand's mentions does not divide its series. */
const MATERIAL = 0.1;

/** A stretch of a brand in which the same sources are daily; the first begins at 0, the last ends at `Infinity`. */
export interface Cadence {
  readonly from: number;
  readonly to: number;
  /** Sources that are judged by day, in order of their names. */
  readonly daily: readonly string[];
}

/** A brand without daily sources. */
export const HOURLY: readonly Cadence[] = [{ from: 0, to: Infinity, daily: [] }];

interface SourceCadence {
  readonly startsDaily: boolean;
  /** Starts of the days from which it is the other kind; ascending. */
  readonly switches: readonly number[];
}

/** `days` in order of time. */
function cadenceOfSource(days: readonly DatedDay[]): SourceCadence {
  const dated = ({ all, dayPrecise }: DatedDay) => dayPrecise > 0 && 2 * dayPrecise >= all;
  const startsDaily = days[0] !== undefined && dated(days[0]);
  const switches: number[] = [];
  let daily = startsDaily;
  let others = 0;
  for (const day of days) {
    if (day.all <= 0) continue;
    others = dated(day) === daily ? 0 : others + 1;
    if (others < SWITCH_DAYS) continue;
    switches.push(day.day + DAY_MS);
    daily = !daily;
    others = 0;
  }
  return switches.length > MOST_SWITCHES ? { startsDaily: true, switches: [] } : { startsDaily, switches };
}

/**
 * The stretches of a brand. `days` are those of each source that ever gave a date without a time, in order of time;
 * `isMaterial` says whether a source brings so much that its change divides the series. What changes after `now` is not
 * known yet.
 */
export function cadencesOf(
  days: readonly DatedDay[],
  isMaterial: (source: string) => boolean,
  now = Infinity,
): readonly Cadence[] {
  const bySource = new Map<string, DatedDay[]>();
  for (const day of days) {
    const own = bySource.get(day.source);
    if (own) own.push(day);
    else bySource.set(day.source, [day]);
  }
  const sources = [...bySource].map(([source, own]) => {
    const found = cadenceOfSource(own);
    const everDaily = found.startsDaily || found.switches.length > 0;
    const divides = found.switches.length === 0 || isMaterial(source);
    return { source, ...(divides ? found : { startsDaily: everDaily, switches: [] }) };
  });
  const bounds = [...new Set(sources.flatMap(({ switches }) => switches))]
    .filter((at) => at <= now)
    .sort((a, b) => a - b);
  return [0, ...bounds].map((from, i) => {
    const isDaily = ({ startsDaily, switches }: SourceCadence) =>
      startsDaily !== (switches.filter((at) => at <= from).length % 2 === 1);
    const daily = sources.filter(isDaily).map(({ source }) => source);
    return { from, to: bounds[i] ?? Infinity, daily: daily.sort() };
  });
}

/** The stretches of a brand from `from` to `now`, ms; `HOURLY` for most brands, at the cost of one look into an index. */
export async function loadCadences(
  reads: Pick<Reads, 'counts'>,
  brandId: number,
  from: number,
  now: number,
): Promise<readonly Cadence[]> {
  // A date may be a day ahead of UTC.
  const to = now + DAY_MS;
  const days = await reads.counts.datesOnly({ brandId, from, to });
  if (days.length === 0) return HOURLY;
  const plain = cadencesOf(days, () => true, now);
  if (plain.length === 1) return plain;
  const counts = await reads.counts.bySource({ brandId, widthMs: HOUR_MS, from, to });
  const total = counts.reduce((sum, { all }) => sum + all, 0);
  const material = new Set(counts.filter(({ all }) => all >= MATERIAL * total).map(({ source }) => source));
  return cadencesOf(days, (source) => material.has(source), now);
}

/** The sources that are judged by day at a moment. */
export function dailyAt(cadences: readonly Cadence[], at: number): readonly string[] {
  return cadences.find(({ from, to }) => at >= from && at < to)?.daily ?? [];
}
