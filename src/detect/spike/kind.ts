/**
 * Backlash or attention: does broken trust drive the spike, or do only more people talk?
 *
 * Two accounts of the same counts are weighed (a Bayes factor: Kass and Raftery 1995). Under *attention*
 * more people talk, about as they usually do. Under *backlash* the added posts speak of broken trust more
 * often than usual. The tone of the posts is weaker evidence, since a launch pleases and an outage angers.
 */
import { logGamma, logIncompleteBeta, logLowerGamma } from '../stats/special-functions.ts';
import type { SpikeKind } from '../../domain/spike.ts';

/** Counts of one brand over one stretch of time. `betrayal` is undefined where nobody scored it. */
export interface TrustCounts {
  readonly all: number;
  readonly negative: number;
  readonly betrayal?: number | undefined;
  /** Mentions expected in the same stretch without a spike; 0 where that is not known. */
  readonly expected?: number;
}

interface KindFinding {
  readonly kind: SpikeKind;
  /** Probability that broken trust drives the spike; even before any count is seen. */
  readonly probability: number;
  /** Usual shares, 0 to 1, that the spike was weighed against; absent where there was nothing to weigh. */
  readonly usual?: { readonly betrayal: number; readonly negative: number };
}

interface KindOptions {
  /** Probability from which a spike is called a backlash: of ten called so, nine are. */
  readonly certainty?: number;
}

/** Usual shares before any of the brand's own counts, with the weight of `PRIOR_MENTIONS` mentions. */
const PRIOR_SHARE = { betrayal: 0.03, negative: 0.3 };
const PRIOR_MENTIONS = 20;
/**
 * The brand's own mentions count for no more than this many: posts on one topic repeat each other, so the share of one
 * day differs by some percentage points from the usual one, however well that is known.
 */
const MOST_USUAL = 80;
/** At least this share of a spike's posts counts as added, even where the total hardly rose. */
const LEAST_ADDED = 0.1;
/** Share of spikes whose tone says nothing: about three posts of ten get the wrong sentiment. */
const TONE_UNREAD = 0.3;

/**
 * Weighs backlash against attention. `usual` are the brand's mentions before the spike. Small counts are weak evidence:
 * three posts of broken trust out of four weigh more than one out of one, and less than thirty out of forty.
 */
export function kindOf(spike: TrustCounts, usual: TrustCounts, options: KindOptions = {}): KindFinding {
  const { certainty = 0.9 } = options;
  const betrayal = Math.min(spike.betrayal ?? 0, spike.all);
  if (betrayal === 0) return { kind: 'attention', probability: 0 };
  const trust = usualShare(usual.betrayal ?? 0, usual.all, PRIOR_SHARE.betrayal);
  const tone = usualShare(usual.negative, usual.all, PRIOR_SHARE.negative);
  const added = Math.max(LEAST_ADDED, 1 - (spike.expected ?? 0) / spike.all);
  const logOdds =
    logRaised(betrayal, spike.all, trust.share, added) -
    logUsual(betrayal, spike.all, trust) +
    Math.log(toneOdds(Math.min(spike.negative, spike.all), spike.all, tone));
  const probability = 1 / (1 + Math.exp(-logOdds));
  return {
    kind: probability >= certainty ? 'backlash' : 'attention',
    probability,
    usual: { betrayal: trust.share, negative: tone.share },
  };
}

/** A share with the number of mentions that its certainty is worth. */
interface UsualShare {
  readonly share: number;
  readonly weight: number;
}

function usualShare(hits: number, total: number, prior: number): UsualShare {
  const share = (Math.min(hits, total) + prior * PRIOR_MENTIONS) / (total + PRIOR_MENTIONS);
  return { share, weight: Math.min(total, MOST_USUAL) + PRIOR_MENTIONS };
}

/** ln P(hits) under the usual share: beta-binomial, without the binomial coefficient. */
function logUsual(hits: number, total: number, { share, weight }: UsualShare): number {
  const a = share * weight;
  const b = weight - a;
  return logBeta(hits + a, total - hits + b) - logBeta(a, b);
}

/**
 * ln P(hits) where the added part of the posts raises the share, to anywhere between the usual one and all
 * of the added posts alike: a binomial with a uniform share, without the binomial coefficient.
 */
function logRaised(hits: number, total: number, usual: number, added: number): number {
  const high = Math.min(1, usual + added * (1 - usual));
  const mass = logBetweenShares(hits + 1, total - hits + 1, usual, high);
  return logBeta(hits + 1, total - hits + 1) + mass - Math.log(high - usual);
}

/**
 * Odds that the tone lends to a backlash, 0.3 to 1.7. Among attention the place of the negative share in
 * its usual distribution is uniform, for some please and some anger; among backlashes whose tone can be
 * read its density rises from 0 to 2.
 */
function toneOdds(negative: number, total: number, { share, weight }: UsualShare): number {
  const variance = total * share * (1 - share) * (1 + (total - 1) / (weight + 1));
  return TONE_UNREAD + (1 - TONE_UNREAD) * 2 * normalBelow((negative - total * share) / Math.sqrt(variance));
}

function normalBelow(z: number): number {
  return 0.5 + (Math.sign(z) * Math.exp(logLowerGamma(0.5, (z * z) / 2))) / 2;
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln of the part of Beta(a, b) between two shares, taken from the side that loses no digits. */
function logBetweenShares(a: number, b: number, low: number, high: number): number {
  const fromBelow = a / (a + b) > low;
  const [far, near] = fromBelow ? [high, low] : [1 - low, 1 - high];
  const tail = (x: number) =>
    fromBelow ? logIncompleteBeta(a, b, x / (1 - x)) : logIncompleteBeta(b, a, x / (1 - x));
  const most = tail(far);
  return most + Math.log1p(-Math.exp(tail(near) - most));
}
