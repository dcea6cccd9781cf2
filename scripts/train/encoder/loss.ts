/** What the heads should have said: three classes of sentiment, then packs and codes, each on its own. */
import type { Rows } from './products.ts';

export interface Target {
  /** 0, 1, 2, or −1 not known. */
  readonly sentiment: number;
  /** For each head after sentiment: 1, 0, or −1 not known. */
  readonly others: Int8Array;
  readonly weight: number;
}

const CLASSES = 3;

/** The sum of the losses (cross entropy); writes its slope by logit to `slopes`. */
export function lossOf(
  logits: Rows,
  headCount: number,
  targets: readonly Target[],
  slopes: Float32Array,
): number {
  let loss = 0;
  slopes.fill(0);
  targets.forEach(({ sentiment, others, weight }, t) => {
    const at = t * logits.columns;
    if (sentiment >= 0) {
      const three = Array.from(logits.numbers.subarray(at, at + CLASSES));
      const most = Math.max(...three);
      const total = three.reduce((sum, x) => sum + Math.exp(x - most), 0);
      three.forEach((x, c) => {
        const p = Math.exp(x - most) / total;
        slopes[at + c] = weight * (p - (c === sentiment ? 1 : 0));
        if (c === sentiment) loss -= weight * Math.log(p);
      });
    }
    for (let h = CLASSES; h < headCount; h += 1) {
      const target = others[h - CLASSES] as number;
      if (target < 0) continue;
      const x = logits.numbers[at + h] as number;
      slopes[at + h] = weight * (1 / (1 + Math.exp(-x)) - target);
      loss += weight * (Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0) - target * x);
    }
  });
  return loss;
}

/** Logits that say of every text how often each thing is so, as far as it is known. */
export function usualLogits(targets: readonly Target[], headCount: number): Float32Array {
  const logits = new Float32Array(headCount);
  const odds = (is: (target: Target) => boolean, known: (target: Target) => boolean) => {
    const all = targets.filter(known);
    const so = all.filter(is).length;
    return Math.log((so + 1) / (all.length - so + 1));
  };
  for (let h = 0; h < headCount; h += 1)
    logits[h] =
      h < CLASSES
        ? Math.log(1 + targets.filter(({ sentiment }) => sentiment === h).length)
        : odds(
            ({ others }) => others[h - CLASSES] === 1,
            ({ others }) => (others[h - CLASSES] as number) >= 0,
          );
  const most = Math.max(...logits.subarray(0, CLASSES));
  for (let c = 0; c < CLASSES; c += 1) logits[c] = (logits[c] as number) - most;
  return logits;
}
