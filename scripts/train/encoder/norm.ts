/** A row less its mean, over its deviation (Ba et al. 2016, "Layer Normalization"), forward and back. */
const LEAST_VARIANCE = 1e-6;

export interface Gain {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
}

/** Writes `gain · even + bias` to `out`, and keeps what `evenBack` needs in `even` and `spreads`. */
export function evenRows(
  from: Float32Array,
  { gain, bias }: Gain,
  out: Float32Array,
  even: Float32Array,
  spreads: Float32Array,
): void {
  const width = gain.length;
  for (let at = 0; at < from.length; at += width) {
    let mean = 0;
    for (let d = 0; d < width; d += 1) mean += from[at + d] as number;
    mean /= width;
    let variance = 0;
    for (let d = 0; d < width; d += 1) variance += ((from[at + d] as number) - mean) ** 2;
    const spread = 1 / Math.sqrt(variance / width + LEAST_VARIANCE);
    spreads[at / width] = spread;
    for (let d = 0; d < width; d += 1) {
      const x = ((from[at + d] as number) - mean) * spread;
      even[at + d] = x;
      out[at + d] = x * (gain[d] as number) + (bias[d] as number);
    }
  }
}

/** Adds the slope of `from` to `back`. */
export function evenBack(
  slope: Float32Array,
  { gain }: Gain,
  even: Float32Array,
  spreads: Float32Array,
  back: Float32Array,
): void {
  const width = gain.length;
  for (let at = 0; at < slope.length; at += width) {
    let mean = 0;
    let along = 0;
    for (let d = 0; d < width; d += 1) {
      const s = (slope[at + d] as number) * (gain[d] as number);
      mean += s;
      along += s * (even[at + d] as number);
    }
    mean /= width;
    along /= width;
    const spread = spreads[at / width] as number;
    for (let d = 0; d < width; d += 1) {
      const s = (slope[at + d] as number) * (gain[d] as number);
      back[at + d] = (back[at + d] as number) + spread * (s - mean - (even[at + d] as number) * along);
    }
  }
}
