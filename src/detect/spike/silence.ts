/** Days without a single count that cannot be chance: the source gave nothing, and missing is not zero. */
import { DAY_MS } from '../../domain/series.ts';
import type { History } from './clean-history.ts';

/** ln P of a stretch without counts, below which it is taken as missing: one in a hundred thousand. */
const BEYOND_CHANCE = Math.log(1e-5);
/** Of the counts of a day, where nothing is known yet of how they spread. */
const DISPERSION = 0.3;
/** A silence that lasts longer is the new level. */
const LONGEST_DAYS = 10;

/**
 * The usable buckets of [from, to) without such silences; `usable` itself where there are none. A silence is a run of a day
 * or more, judged by the mean of the other buckets, so days that follow each other are judged together. One that lasts
 * until `to` may be the new level: only when posts return was it a gap.
 */
export function withoutSilences({ clean, usable, widthMs }: History, from: number, to: number): Uint8Array {
  const perDay = Math.max(1, Math.round(DAY_MS / widthMs));
  const runs: { from: number; to: number; buckets: number }[] = [];
  let run: { from: number; to: number; buckets: number } | undefined;
  let counted = 0;
  let buckets = 0;
  for (let i = from; i < to; i++) {
    if (usable[i] !== 1) continue;
    buckets++;
    if ((clean[i] ?? 0) > 0) {
      counted += clean[i] ?? 0;
      run = undefined;
      continue;
    }
    if (run) {
      run.to = i + 1;
      run.buckets++;
    } else {
      run = { from: i, to: i + 1, buckets: 1 };
      runs.push(run);
    }
  }
  const ended = runs.filter((one) => one !== run);
  const long = ended.filter((one) => one.buckets >= perDay && one.buckets <= LONGEST_DAYS * perDay);
  const beyond = long.filter((one) => {
    const daily = (counted / Math.max(perDay, buckets - one.buckets)) * perDay;
    const days = one.buckets / perDay;
    return (-days * Math.log1p(DISPERSION * daily)) / DISPERSION < BEYOND_CHANCE;
  });
  if (beyond.length === 0) return usable;
  const heard = usable.slice();
  for (const one of beyond) heard.fill(0, one.from, one.to);
  return heard;
}
