/** False incidents a year on made years in which nothing happens, and delays of alarms in made outbursts. */
import { EVENT_REACH_MS } from '../../src/detect/spike/event-scan.ts';
import { searchSpikes } from '../../src/detect/spike/find-spikes.ts';
import { REOPEN_MS } from '../../src/detect/spike/group-incidents.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { MADE_START, madeBrand, type MadeKind, madeYear } from './made-series.ts';
import type { TableRow } from './table-row.ts';

const YEARS = 6;
/** A year and the four weeks before it that a baseline needs. */
const DAYS = 393;
const GOALS: Partial<Record<MadeKind, string>> = {
  nb: '≤ .3',
  ar: '≤ .5',
  ar7: '≤ .7',
  holiday: '≤ .7',
  threadsBig: '≤ 1',
};
const CODES = ['over_collection', 'price_or_terms', 'deception', 'broken_promise', 'treatment'];

/** A row for each made series: incidents a year at 0.2, 5 and 50 posts an hour, and backlashes. */
export function madeYearRows(years = YEARS): TableRow[] {
  return (Object.keys(GOALS) as MadeKind[]).map((kind) => {
    const found = [0.2, 5, 50].map((mean) => {
      let incidents = 0;
      let backlashes = 0;
      for (let year = 0; year < years; year++) {
        const seed = 104_729 * year + Math.round(mean * 10) + kind.length;
        let end = Number.NEGATIVE_INFINITY;
        for (const spike of searchSpikes(withCodes(madeBrand(kind, mean, DAYS, seed), seed)).spikes) {
          if (spike.onset > end + REOPEN_MS) incidents++;
          if (spike.kind === 'backlash') backlashes++;
          end = Math.max(end, spike.end ?? Infinity);
        }
      }
      return `${(incidents / years).toFixed(1)} (${(backlashes / years).toFixed(1)})`;
    });
    return {
      measure: `false incidents (backlashes) a year, \`${kind}\`, 0.2 / 5 / 50 posts an hour, ${years} years each`,
      value: found.join(' / '),
      goal: `${GOALS[kind]} (≤ .3)`,
    };
  });
}

/** Posts of broken trust spread over some categories at random, and one in twenty of a failing service. */
function withCodes(brand: ReturnType<typeof madeBrand>, seed: number) {
  const random = seededRandom(seed + 11);
  const codes = CODES.map(() => new Array<number>(brand.length).fill(0));
  const failing = new Array<number>(brand.length).fill(0);
  for (let i = 0; i < brand.length; i++) {
    for (let k = brand.series.betrayal[i] ?? 0; k > 0; k--) {
      const counts = codes[Math.floor(random() * CODES.length)] as number[];
      counts[i] = (counts[i] ?? 0) + 1;
    }
    failing[i] = sampleCount(0.05 * (brand.series.all[i] ?? 0), 0, random);
  }
  const own = Object.fromEntries(CODES.map((code, k) => [code, codes[k] as number[]]));
  return { ...brand, series: { ...brand.series, ...own, service_failure: failing } };
}

/** Median and 95% of the minutes from the first excess post to the alarm, looked at each minute. */
export function delayRows(runs = 12): TableRow[] {
  const cases = [
    ['nb', 24, 226, 0.3, 'median ≤ 12, 95% ≤ 25'],
    ['ar', 24, 226, 0.3, 'median ≤ 25, 95% ≤ 75'],
    ['threadsBig', 24, 226, 0.3, 'median ≤ 25, 95% ≤ 75'],
    ['nb', 1, 12, 0.9, 'median ≤ 40'],
  ] as const;
  return cases.map(([kind, mean, peak, trust, goal]) => {
    const delays = Array.from({ length: runs }, (_, k) => delayOf(kind, mean, peak, trust, k + 1));
    delays.sort((a, b) => a - b);
    const at = (q: number) => (delays[Math.min(runs - 1, Math.floor(q * runs))] as number).toFixed(0);
    return {
      measure: `minutes from the first excess post to the alarm, ${mean} → ${peak} posts an hour, \`${kind}\`, ${runs} runs`,
      value: `median ${at(0.5)}, 95% ${at(0.95)}`,
      goal,
      rivals: '43 to 70 at 02209b3',
    };
  });
}

const HISTORY_DAYS = 60;
const LONGEST_HOURS = 6;

function delayOf(kind: MadeKind, mean: number, peak: number, trust: number, seed: number): number {
  const random = seededRandom(seed * 7 + 1);
  const usual = madeYear(kind, mean, HISTORY_DAYS, seed);
  const at = MADE_START + ((HISTORY_DAYS - 3) * 24 + 24 * random()) * HOUR_MS;
  const rise = times(() => sampleCount(peak - mean, 0.02, random), at, LONGEST_HOURS, random);
  const hour = Math.floor((at - MADE_START) / HOUR_MS);
  const quarter = usual.map((n) => sampleCount(0.25 * n, 0, random));
  const few = usual.map((n) => sampleCount(0.03 * n, 0, random));
  const before = times((h) => usual[hour - 4 + h] ?? 0, MADE_START + (hour - 4) * HOUR_MS, 12, random);
  const first = rise[0] ?? at;
  for (let now = first + MINUTE_MS; now < at + LONGEST_HOURS * HOUR_MS; now += MINUTE_MS) {
    const seen = rise.filter((t) => t <= now);
    const excess = {
      all: seen,
      negative: seen.filter((_, k) => k % 10 < 7),
      betrayal: seen.filter((_, k) => (k * 7) % 10 < 10 * trust),
    };
    const running = Math.floor((now - MADE_START) / HOUR_MS);
    const partial = before.filter((t) => t <= now && t >= MADE_START + running * HOUR_MS).length;
    const upTo = (counts: readonly number[], share: number, added: readonly number[]) => {
      const all = [...counts.slice(0, running), Math.round(share * partial)];
      for (const t of added) {
        const i = Math.floor((t - MADE_START) / HOUR_MS);
        all[i] = (all[i] ?? 0) + 1;
      }
      return all;
    };
    const series = {
      all: upTo(usual, 1, excess.all),
      negative: upTo(quarter, 0.25, excess.negative),
      betrayal: upTo(few, 0.03, excess.betrayal),
    };
    const recent = Object.fromEntries(
      Object.entries({
        ...excess,
        all: [...seen, ...before.filter((t) => t <= now)].sort((a, b) => a - b),
      }).map(([name, list]) => [name, list.filter((t) => t > now - EVENT_REACH_MS)]),
    );
    const brand = {
      brand: kind,
      source: 'all',
      start: MADE_START,
      widthMs: HOUR_MS,
      length: running + 1,
      series,
    };
    const { spikes } = searchSpikes(brand, { now, endsInPartialHour: true, recent });
    if (spikes.some(({ onset, end }) => onset > first - 3 * HOUR_MS && (end ?? Infinity) > first))
      return (now - first) / MINUTE_MS;
  }
  return Infinity;
}

function times(countOf: (hour: number) => number, from: number, hours: number, random: Random): number[] {
  return Array.from({ length: hours }, (_, h) =>
    Array.from({ length: countOf(h) }, () => from + (h + random()) * HOUR_MS),
  )
    .flat()
    .sort((a, b) => a - b);
}
