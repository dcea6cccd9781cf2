/** Backlash or attention: does broken trust drive the spike, or only fame? */
import type { SpikeKind } from '../domain/spike.ts';
import { logIncompleteBeta } from './special-functions.ts';

/** Counts of one brand over one stretch of time. `betrayal` is undefined where nobody scored it. */
export interface TrustCounts {
  readonly all: number;
  readonly negative: number;
  readonly betrayal?: number | undefined;
}

export interface KindFinding {
  readonly kind: SpikeKind;
  /** Probability that the share of broken trust passed the bar. */
  readonly probability: number;
  /** One sentence in plain words. */
  readonly because: string;
}

export interface KindOptions {
  /** The bar is the larger of this share and `times` the brand's usual share. */
  readonly leastShare?: number;
  readonly times?: number;
  /** Certainty needed to speak of a backlash. */
  readonly certainty?: number;
}

/** Prior of a brand's usual share before any of its own counts: about 3 % with the weight of 20 mentions. */
const PRIOR_SHARE = 0.03;
const PRIOR_MENTIONS = 20;
/** Where more than this share of a spike speaks of broken trust, trust drives it, whatever is usual. */
const MOST_BAR = 0.4;

/**
 * Compares the share of broken trust in the spike with the brand's own usual share. The spike's share
 * has a beta posterior (Jeffreys' prior), so three betrayed posts of four speak louder than one of one,
 * and neither as loud as thirty of forty.
 */
export function kindOf(spike: TrustCounts, usual: TrustCounts, options: KindOptions = {}): KindFinding {
  const { leastShare = 0.08, times = 2, certainty = 0.8 } = options;
  if (spike.betrayal === undefined)
    return attention(0, 'Broken trust was not measured, so this counts as attention.');
  const betrayal = Math.min(spike.betrayal, spike.all);
  if (betrayal === 0) return attention(0, `None of ${mentions(spike.all)} speaks of broken trust.`);
  const usualShare =
    (Math.min(usual.betrayal ?? 0, usual.all) + PRIOR_SHARE * PRIOR_MENTIONS) / (usual.all + PRIOR_MENTIONS);
  const bar = Math.min(MOST_BAR, Math.max(leastShare, times * usualShare));
  const probability = shareAbove(betrayal, spike.all, bar);
  const said = `${percent(betrayal / spike.all)} of ${mentions(spike.all)} speak of broken trust, usually ${percent(usualShare)}`;
  if (probability >= certainty) return { kind: 'backlash', probability, because: `${said}.` };
  const doubt =
    probability >= 0.5 ? 'too few to be sure that trust drives it' : 'not enough to drive the spike';
  return attention(probability, `${said}: ${doubt}.`);
}

/** P(share > bar) after seeing `hits` of `total`, under Jeffreys' prior Beta(½, ½). */
export function shareAbove(hits: number, total: number, bar: number): number {
  const logAtMost = logIncompleteBeta(hits + 0.5, total - hits + 0.5, bar / (1 - bar));
  return -Math.expm1(logAtMost);
}

function attention(probability: number, because: string): KindFinding {
  return { kind: 'attention', probability, because };
}

function mentions(n: number): string {
  return n === 1 ? '1 mention' : `${n} mentions`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)} %`;
}
