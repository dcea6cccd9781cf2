/** Lines of the table: a measure for each reading with its standard error, the goal, and what packages reach. */
import { seeded } from '../train/chance.ts';
import type { Reading } from './readings.ts';

export interface Measure {
  readonly what: string;
  /** Of the issue that set it; left empty where there is none for what is measured here. */
  readonly goal?: string;
  readonly of: (reading: Reading) => string;
  /** What else there is to say: packages in the same run, parts of the measure. */
  readonly beside?: (both: Reading) => string;
}

const RESAMPLES = 200;
const SEED = 7;

/** The standard error of a measure over `count` texts by the bootstrap (Efron 1979), with 200 seeded resamples. */
export function standardError(count: number, measure: (places: readonly number[]) => number): number {
  const random = seeded(SEED);
  const values: number[] = [];
  for (let i = 0; i < RESAMPLES; i += 1) {
    const value = measure(Array.from({ length: count }, () => Math.floor(random() * count)));
    if (Number.isFinite(value)) values.push(value);
  }
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
}

/** A measure over `count` texts with its standard error, e.g. `72.0 ± 0.6`. */
export function withError(
  count: number,
  measure: (places: readonly number[]) => number,
  digits: number,
  factor = 1,
  unit = '',
): string {
  const all = Array.from({ length: count }, (_, i) => i);
  const value = (factor * measure(all)).toFixed(digits);
  return `${value}${unit} ± ${(factor * standardError(count, measure)).toFixed(digits)}`;
}

/** A share in per cent with its standard error. */
export function share(is: readonly boolean[], digits = 1): string {
  const part = (places: readonly number[]) => places.filter((i) => is[i]).length / places.length;
  return is.length === 0 ? 'none' : withError(is.length, part, digits, 100, '%');
}

export function header(): string {
  return '| measure | first reading | both readings | goal | beside |\n|---|---|---|---|---|';
}

export function lineOf(
  { what, goal, of, beside }: Measure,
  [first, both]: readonly [Reading, Reading],
): string {
  return `| ${what} | ${of(first)} | ${of(both)} | ${goal ?? '—'} | ${beside?.(both) ?? ''} |`;
}
