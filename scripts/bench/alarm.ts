/** How long after its first posts an outburst alarms: by whole hours, and with the hour that is not over. */
import { seededRandom } from '../../src/domain/clock.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { searchSpikes } from '../../src/detect/spike/find-spikes.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { brandOf, cyclicCounts, TEST_START, WEEK } from '../../src/detect/spike/test-series.ts';

const HISTORY = 9 * WEEK;
const HOURS = 6;
const STEPS = 12;
const BRANDS = 40;
/** Mentions an hour, and by how much more than the others a series rises. */
const SERIES = {
  betrayal: { mean: 1, times: 3 },
  negative: { mean: 5, times: 2 },
  all: { mean: 20, times: 1 },
} as const;

export interface AlarmFigure {
  readonly height: number;
  /** Minutes, medians. */
  readonly wholeHours: number;
  readonly partialHour: number;
}

/** Counts of five minutes of a brand whose talk rises within an hour, from a moment of the first hour on. */
function outburst(height: number, start: number, random: () => number): Record<string, number[]> {
  const counts = Object.entries(SERIES).map(([name, { mean, times }]) => {
    const own = Array.from({ length: HOURS * STEPS }, (_, i) => {
      const risen = Math.min(1, Math.max(0, i / STEPS - start));
      return sampleCount((mean / STEPS) * (1 + (height * times - 1) * risen), 0.05, random);
    });
    return [name, own] as const;
  });
  return Object.fromEntries(counts);
}

/** Five-minute steps until the search alarms. */
function stepsToAlarm(
  history: Readonly<Record<string, number[]>>,
  fresh: Readonly<Record<string, number[]>>,
  partialHour: boolean,
): number {
  const from = TEST_START + HISTORY * HOUR_MS;
  for (let step = 1; step <= HOURS * STEPS; step += 1) {
    const endsInPartialHour = step % STEPS !== 0;
    if (!partialHour && endsInPartialHour) continue;
    const hours = Array.from({ length: Math.ceil(step / STEPS) }, (_, hour) => hour * STEPS);
    const series = Object.entries(history).map(([name, before]) => {
      const sum = (at: number) =>
        fresh[name]!.slice(at, Math.min(step, at + STEPS)).reduce((a, b) => a + b, 0);
      return [name, [...before, ...hours.map(sum)]] as [string, number[]];
    });
    const now = from + (step / STEPS) * HOUR_MS;
    const { spikes } = searchSpikes(brandOf(Object.fromEntries(series)), { now, endsInPartialHour });
    if (spikes.some(({ onset }) => onset >= from - HOUR_MS)) return step;
  }
  return Number.POSITIVE_INFINITY;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Outbursts of `height` times the usual talk, two and three times that in negative and betrayed posts. */
export function benchAlarm(height: number): AlarmFigure {
  const minutes = { whole: [] as number[], partialHour: [] as number[] };
  for (let seed = 1; seed <= BRANDS; seed += 1) {
    const random = seededRandom(seed * 77);
    const start = random();
    const past = Object.entries(SERIES).map(
      ([name, { mean }], i) => [name, cyclicCounts({ mean, hours: HISTORY, seed: seed * 10 + i })] as const,
    );
    const fresh = outburst(height, start, random);
    const after = (partialHour: boolean) =>
      (stepsToAlarm(Object.fromEntries(past), fresh, partialHour) / STEPS - start) * 60;
    minutes.whole.push(after(false));
    minutes.partialHour.push(after(true));
  }
  return { height, wholeHours: median(minutes.whole), partialHour: median(minutes.partialHour) };
}
