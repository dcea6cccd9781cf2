/** The texts that are most like each text, by cosine. An index of features keeps it from comparing all with all. */
import type { Space } from './features.ts';

export interface Neighbour {
  readonly at: number;
  /** Cosine, 0 to 1. */
  readonly like: number;
}

const MOST = 10;
/** Below, two texts share no more than a common word. */
const LEAST_LIKE = 0.08;
/** A feature of a larger share of the texts tells none apart, and comparing by it costs most. */
const COMMON = 0.1;

/** At most ten neighbours of each text, the nearest first. */
export function neighboursOf({ size, of }: Space): Neighbour[][] {
  const texts: number[][] = Array.from({ length: size }, () => []);
  const weighed: number[][] = Array.from({ length: size }, () => []);
  for (const [i, { ids, weights }] of of.entries())
    for (let j = 0; j < ids.length; j += 1) {
      texts[ids[j]!]!.push(i);
      weighed[ids[j]!]!.push(weights[j]!);
    }
  const common = Math.max(20, of.length * COMMON);
  const sums = new Float64Array(of.length);
  return of.map(({ ids, weights }, i) => {
    const touched: number[] = [];
    for (let j = 0; j < ids.length; j += 1) {
      const others = texts[ids[j]!]!;
      if (others.length > common) continue;
      const theirs = weighed[ids[j]!]!;
      const own = weights[j]!;
      for (let k = 0; k < others.length; k += 1) {
        const other = others[k]!;
        if (sums[other] === 0) touched.push(other);
        sums[other]! += own * theirs[k]!;
      }
    }
    const near: Neighbour[] = [];
    for (const other of touched) {
      const like = sums[other]!;
      sums[other] = 0;
      if (other !== i && like >= LEAST_LIKE) near.push({ at: other, like });
    }
    near.sort((a, b) => b.like - a.like || a.at - b.at);
    return near.slice(0, MOST);
  });
}
