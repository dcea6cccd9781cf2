/**
 * The share of negative posts behind the share that was called negative. A classifier that misses some and calls
 * others falsely flattens every change; its known error rates undo that (Rogan & Gladen 1978; "adjusted count",
 * Forman 2008).
 */

/** How the classifier did on posts whose truth is known. */
export interface ErrorRates {
  /** Truly negative posts, and how many of them were called negative. */
  readonly negatives: number;
  readonly hits: number;
  /** Other posts, and how many of them were called negative. */
  readonly others: number;
  readonly falseCalls: number;
}

export interface CorrectedShare {
  /** 0 to 1, as are the ends of the 95% interval. */
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

const Z = 1.96;

/**
 * `called` of `all` posts were called negative. The interval holds the chance of the sample and that of the error
 * rates (delta method). Without posts it is 0 to 1. Throws `RangeError` for rates that tell nothing apart.
 */
export function correctedShare(called: number, all: number, rates: ErrorRates): CorrectedShare {
  const hit = rates.hits / rates.negatives;
  const slip = rates.falseCalls / rates.others;
  const gap = hit - slip;
  if (!(gap > 0)) throw new RangeError('the error rates tell nothing apart');
  if (all === 0) return { share: 0.5, lower: 0, upper: 1 };
  const seen = called / all;
  const share = clip((seen - slip) / gap);
  // A sample of all or none has a variance too: Agresti and Coull's two posts more of each.
  const near = (called + 2) / (all + 4);
  const ofSample = (near * (1 - near)) / (all + 4);
  const ofRates =
    (share ** 2 * hit * (1 - hit)) / rates.negatives + ((1 - share) ** 2 * slip * (1 - slip)) / rates.others;
  const half = (Z * Math.sqrt(ofSample + ofRates)) / gap;
  const middle = (seen - slip) / gap;
  return { share, lower: clip(middle - half), upper: clip(middle + half) };
}

function clip(x: number): number {
  return Math.min(1, Math.max(0, x));
}
