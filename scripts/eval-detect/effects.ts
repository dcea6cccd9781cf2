/** What the effect of a date is worth: placebo windows and injected pulses on real daily counts, and simulated hours of known truth. */
import { seededRandom } from '../../src/domain/clock.ts';
import { DAY_MS, type CountSeries } from '../../src/domain/series.ts';
import { EffectInputError, windowEffect } from '../../src/detect/effect/effect.ts';
import { sampleCount } from '../../src/detect/stats/sampling.ts';
import { type DailyCounts, readDailyCounts } from './daily-counts.ts';
import { hourlyRows } from './effects-hourly.ts';
import type { TableRow } from './table-row.ts';

const BEFORE = 55;
const AFTER = 7;
const CONTROLS = ['Google', 'Apple', 'total_titles'];
/** Totals of the injected pulses, in multiples of the counts that a week brings; at least 20 counts. */
const PULSES = [1, 2, 5, 10];
const LEAST_PULSE = 20;

interface Window {
  readonly brand: string;
  readonly series: CountSeries;
  readonly controls: readonly { readonly name: string; readonly counts: readonly (number | null)[] }[];
}

/** Rows of the table: `bench` is the folder of bench data; every `stride`-th ordinary window of each brand is measured. */
export function effectRows(bench: string, stride = 4, seeds = 50): TableRow[] {
  const data = readDailyCounts(bench);
  return [...placeboRows(data, stride), ...hourlyRows(seeds)];
}

/** Undefined where the series is refused with a reason. */
function unlessRefused<T>(measure: () => T): T | undefined {
  try {
    return measure();
  } catch (error) {
    if (error instanceof EffectInputError) return undefined;
    throw error;
  }
}

function placeboRows(data: DailyCounts, stride: number): TableRow[] {
  const random = seededRandom(1);
  const cases = [...ordinaryWindows(data)].flatMap(([brand, starts]) =>
    starts.filter((_, k) => k % stride === 0).map((start) => ({ brand, start })),
  );
  const byBrand = new Map<string, { n: number; covered: number; widths: number[] }>();
  const injected = PULSES.map(() => ({ n: 0, covered: 0, found: 0, errors: [] as number[] }));
  let refused = 0;
  for (const { brand, start } of cases) {
    const window = cut(data, brand, start);
    const at = window.series.start + BEFORE * DAY_MS;
    const placebo = unlessRefused(() => windowEffect(window.series, { at, controls: window.controls }));
    if (!placebo) {
      refused++;
      continue;
    }
    const of = byBrand.get(brand) ?? { n: 0, covered: 0, widths: [] };
    byBrand.set(brand, of);
    of.n++;
    if (placebo.pValue >= 0.05) of.covered++;
    of.widths.push((placebo.excess.upper - placebo.excess.lower) / Math.max(1, placebo.predictive.mean));
    const history = window.series.counts.slice(0, BEFORE).filter((count) => count !== null);
    const week = (AFTER * history.reduce((a, b) => a + b, 0)) / history.length;
    for (const [p, multiple] of PULSES.entries()) {
      const pulse = pulseOf(Math.max(LEAST_PULSE, multiple * week), window.series, random);
      const counts = window.series.counts.map((count, i) =>
        count === null ? null : count + (pulse[i] ?? 0),
      );
      const truth = pulse.reduce((sum, more, i) => sum + (counts[i] === null ? 0 : more), 0);
      const given = { ...window.series, counts };
      const effect = unlessRefused(() => windowEffect(given, { at, controls: window.controls }));
      const sum = injected[p];
      if (!sum || !effect) continue;
      const { excess, pValue } = effect;
      sum.n++;
      if (excess.lower <= truth && excess.upper >= truth) sum.covered++;
      if (pValue < 0.05) sum.found++;
      sum.errors.push(Math.abs(excess.value / truth - 1));
    }
  }
  console.error(`placebo windows that are refused: ${refused} of ${cases.length}`);
  const all = [...byBrand.values()];
  const n = all.reduce((sum, of) => sum + of.n, 0);
  const covered = all.reduce((sum, of) => sum + of.covered, 0);
  return [
    {
      measure: `placebo windows (${n}): 95% interval holds 0`,
      value: percent(covered / n),
      goal: '93 to 97%',
      rivals: 'CausalImpact 67.9%',
    },
    {
      measure: 'placebo windows: p < 0.05',
      value: percent(1 - covered / n),
      goal: '≤ 5%',
      rivals: 'CausalImpact 35.7%',
    },
    ...[...byBrand].map(([brand, of]) => ({
      measure: `placebo windows, ${brand}: holds 0; median width ÷ expected`,
      value: `${percent(of.covered / of.n)}; ${median(of.widths).toFixed(2)}`,
    })),
    ...PULSES.map((multiple, p) => {
      const of = injected[p] ?? { n: 1, covered: 0, found: 0, errors: [] };
      return {
        measure: `injected pulse of ${multiple} × an ordinary week: median error; coverage; found`,
        value: `${percent(median(of.errors))}; ${percent(of.covered / of.n)}; ${percent(of.found / of.n)}`,
        goal: '≤ 10%; ≥ 93%',
        rivals: 'CausalImpact 18.5%; 69% (its pulse is not detected)',
      };
    }),
  ];
}

/** Starts of windows without an incident of the brand in the fortnight before them and in themselves. */
function ordinaryWindows(data: DailyCounts): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [brand, counts] of data.brands) {
    const events = data.incidents.filter((incident) => incident.brand === brand);
    const starts: number[] = [];
    for (let i = BEFORE; i + AFTER <= counts.length; i++) {
      if (counts.slice(i - BEFORE, i).filter((count) => count === null).length > 8) continue;
      if (counts.slice(i, i + AFTER).filter((count) => count === null).length > 1) continue;
      const at = data.start + i * DAY_MS;
      if (events.some((event) => event.at > at - 15 * DAY_MS && event.at < at + AFTER * DAY_MS)) continue;
      starts.push(i);
    }
    if (starts.length > 0) found.set(brand, starts);
  }
  return found;
}

function cut(data: DailyCounts, brand: string, at: number): Window {
  const slice = (counts: readonly (number | null)[]) => counts.slice(at - BEFORE, at + AFTER);
  const columns = new Map([...data.brands, ['total_titles', data.total] as const]);
  return {
    brand,
    series: {
      start: data.start + (at - BEFORE) * DAY_MS,
      widthMs: DAY_MS,
      counts: slice(columns.get(brand) ?? []),
    },
    controls: CONTROLS.filter((name) => name !== brand).map((name) => ({
      name,
      counts: slice(columns.get(name) ?? []),
    })),
  };
}

/** Counts of a pulse that halves every 1.5 days from the date, that many in all on average. */
function pulseOf(total: number, series: CountSeries, random: () => number): number[] {
  const weights = series.counts.map((_, i) => (i < BEFORE ? 0 : 0.5 ** ((i - BEFORE) / 1.5)));
  const whole = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => sampleCount((total * weight) / whole, 0, random));
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
