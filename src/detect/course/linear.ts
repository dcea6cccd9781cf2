/** A course near given parameters as a linear problem: what the counts say of how far the parameters are off the prior. */
import { HOUR_MS } from '../../domain/series.ts';
import type { Course } from '../spike/course.ts';
import { type Clock, curveOf, cycleOf, LEVEL, PARAMETERS, type Prior, slopesAt, withCycle } from './shape.ts';

/** One row for each bucket; later, where little changes within hours, for several buckets together. */
export interface Linear {
  readonly n: number;
  readonly size: number;
  /** The row of each bucket; −1 where it is missing. */
  readonly rowOf: Int32Array;
  /** Buckets between the middles of a row and the one before. */
  readonly steps: Float64Array;
  /** Buckets in each row. */
  readonly widths: Float64Array;
  readonly values: Float64Array;
  /** A row of `size` slopes, one for each parameter. */
  readonly slopes: Float64Array;
  /** Ordinary count and posts above it, at the parameters, and the sums of their squares by bucket. */
  readonly expected: Float64Array;
  readonly expectedSquares: Float64Array;
  readonly excess: Float64Array;
  readonly excessSquares: Float64Array;
}

/** Hours from the onset after which buckets are put together, and how many hours. */
const ALONE_HOURS = 72;
const TOGETHER_HOURS = 6;

/** Missing buckets are in no row. */
export function linearised(course: Course, prior: Prior, clock: Clock, parameters: Float64Array): Linear {
  const size = PARAMETERS;
  const length = course.counts.length;
  const cycle = cycleOf(course.expected);
  const curve = withCycle(curveOf(parameters, clock, length), parameters, cycle);
  const of = (n: number) => new Float64Array(n);
  const rows = {
    n: 0,
    size,
    rowOf: new Int32Array(length).fill(-1),
    steps: of(length),
    widths: of(length),
    values: of(length),
    slopes: of(length * size),
    expected: of(length),
    expectedSquares: of(length),
    excess: of(length),
    excessSquares: of(length),
  };
  const slope = of(size);
  const off = parameters.map((p, j) => p - (prior.mean[j] ?? 0));
  const level = Math.max(0.05, 1 + (parameters[LEVEL] ?? 0));
  const powers = parameters.map(Math.exp);
  const hours = course.widthMs / HOUR_MS;
  const alone = ALONE_HOURS / hours;
  const together = Math.max(1, Math.round(TOGETHER_HOURS / hours));
  let [block, first, last, before] = [-1, 0, 0, -1];
  const close = () => {
    if (block < 0) return;
    rows.steps[rows.n] = (first + last) / 2 - before;
    before = (first + last) / 2;
    rows.n++;
  };
  for (let i = 0; i < length; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    const place = i < alone ? i : Math.floor(alone + (i - alone) / together);
    if (place !== block) {
      close();
      [block, first] = [place, i];
    }
    last = i;
    rows.rowOf[i] = rows.n;
    const usual = course.expected[i] ?? 0;
    const above = curve[i] ?? 0;
    slopesAt(i, above, usual, cycle[i] ?? 0, powers, clock, slope);
    let value = count - usual * level - above;
    const at = rows.n * size;
    for (let j = 0; j < size; j++) {
      value += (slope[j] ?? 0) * (off[j] ?? 0);
      rows.slopes[at + j] = (rows.slopes[at + j] ?? 0) + (slope[j] ?? 0);
    }
    add(rows.values, rows.n, value);
    add(rows.widths, rows.n, 1);
    add(rows.expected, rows.n, usual * level);
    add(rows.expectedSquares, rows.n, (usual * level) ** 2);
    add(rows.excess, rows.n, above);
    add(rows.excessSquares, rows.n, above ** 2);
  }
  close();
  return rows;
}

function add(to: Float64Array, i: number, value: number): void {
  to[i] = (to[i] ?? 0) + value;
}
