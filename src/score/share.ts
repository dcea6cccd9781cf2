/**
 * Estimates the true share of negative posts from the share classified as negative. Classification errors flatten every
 * change; known error rates correct for that (Rogan & Gladen 1978; "adjusted count", Forman 2008).
 */

/** Results of the classifier on labelled posts. */
export interface ErrorRates {
  /** Negative posts, and how many of them were classified as negative. */
  readonly negatives: number;
  readonly hits: number;
  /** Other posts, and how many of them were classified as negative. */
  readonly others: number;
  readonly falseCalls: number;
}

export interface CorrectedShare {
  /** 0 to 1, as are the bounds of the 95% interval. */
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

const Z = 1.96;

/**
 * Corrects the share of `called` posts classified as negative among `all`. The interval includes the sampling error of
 * the share and of the error rates (delta method); without posts it is 0 to 1. Throws `RangeError` if the error rates
 * show a classifier no better than chance.
 */
export function correctedShare(called: number, all: number, rates: ErrorRates): CorrectedShare {
  const hit = rates.hits / rates.negatives;
  const slip = rates.falseCalls / rates.others;
  const gap = hit - slip;
  if (!(gap > 0)) throw new RangeError('the error rates are no better than chance');
  if (all === 0) return { share: 0.5, lower: 0, upper: 1 };
  const seen = called / all;
  const share = clip((seen - slip) / gap);
  // Agresti–Coull: two more posts of each class, so that the variance is not zero at 0% and 100%.
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
