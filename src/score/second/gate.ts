/** Which texts the first reading leaves open: only these are read a second time. */
import type { Sentiment } from '../../domain/scoring.ts';

/*
 * Measured on four writers that nothing learnt from and on streams of reviews and tweets: with everything read twice F1 is .842
 * and macro-recall 65.3, with these gates .83 and 63, and 14 to 40% of a stream is read twice.
 */
/** Below the first probability broken trust is as good as ruled out, above the second as good as certain. */
const BETRAYAL = { from: 0.16, to: 0.96 };
/** The tone is open where its two likeliest labels lie closer than this. */
const MARGIN = 0.13;

/** `chance` is the probability of broken trust before phrases lower it. */
export function isOpen(chance: number, { p }: Sentiment): boolean {
  if (chance >= BETRAYAL.from && chance <= BETRAYAL.to) return true;
  const [first, second] = [p.negative, p.neutral, p.positive].sort((a, b) => b - a) as [number, number];
  return first - second < MARGIN;
}
