/** Attention within one text, forward and back, in plain loops: a seventh of the work of a step. */

/** Queries, keys and values of all rows stand side by side, `width` numbers each. */
export interface Attended {
  readonly all: Float32Array;
  readonly width: number;
  readonly heads: number;
}

/** Writes what the rows of one text attend to into `out`; the shares of all heads come back for `attendBack`. */
export function attend(given: Attended, first: number, many: number, out: Float32Array): Float32Array {
  const { all, width, heads } = given;
  const size = width / heads;
  const scale = 1 / Math.sqrt(size);
  const shares = new Float32Array(heads * many * many);
  for (let head = 0; head < heads; head += 1)
    for (let i = 0; i < many; i += 1) {
      const query = (first + i) * 3 * width + head * size;
      const row = shares.subarray((head * many + i) * many, (head * many + i + 1) * many);
      let most = -Infinity;
      for (let j = 0; j < many; j += 1) {
        const key = (first + j) * 3 * width + width + head * size;
        row[j] = scale * dot(all, query, all, key, size);
        most = Math.max(most, row[j] as number);
      }
      let total = 0;
      for (let j = 0; j < many; j += 1) {
        row[j] = Math.exp((row[j] as number) - most);
        total += row[j] as number;
      }
      const to = (first + i) * width + head * size;
      for (let j = 0; j < many; j += 1) {
        row[j] = (row[j] as number) / total;
        addTimes(out, to, row[j] as number, all, (first + j) * 3 * width + 2 * width + head * size, size);
      }
    }
  return shares;
}

/** From the slope of `out` to that of queries, keys and values, which is added to `back`. */
export function attendBack(
  given: Attended,
  first: number,
  many: number,
  shares: Float32Array,
  slope: Float32Array,
  back: Float32Array,
): void {
  const { all, width, heads } = given;
  const size = width / heads;
  const scale = 1 / Math.sqrt(size);
  const pull = new Float32Array(many);
  for (let head = 0; head < heads; head += 1)
    for (let i = 0; i < many; i += 1) {
      const query = (first + i) * 3 * width + head * size;
      const from = (first + i) * width + head * size;
      const row = shares.subarray((head * many + i) * many, (head * many + i + 1) * many);
      let mean = 0;
      for (let j = 0; j < many; j += 1) {
        const value = (first + j) * 3 * width + 2 * width + head * size;
        pull[j] = dot(slope, from, all, value, size);
        mean += (pull[j] as number) * (row[j] as number);
        addTimes(back, value, row[j] as number, slope, from, size);
      }
      for (let j = 0; j < many; j += 1) {
        const key = (first + j) * 3 * width + width + head * size;
        const s = scale * (row[j] as number) * ((pull[j] as number) - mean);
        addTimes(back, query, s, all, key, size);
        addTimes(back, key, s, all, query, size);
      }
    }
}

function dot(a: Float32Array, from: number, b: Float32Array, at: number, many: number): number {
  let sum = 0;
  for (let k = 0; k < many; k += 1) sum += (a[from + k] as number) * (b[at + k] as number);
  return sum;
}

function addTimes(
  to: Float32Array,
  at: number,
  x: number,
  from: Float32Array,
  start: number,
  many: number,
): void {
  for (let k = 0; k < many; k += 1) to[at + k] = (to[at + k] as number) + x * (from[start + k] as number);
}
