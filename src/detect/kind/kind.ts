/**
 * Backlash, complaints or attention: what drives the excess posts of a spike, beyond the brand's usual ones?
 *
 * Three accounts of the same counts are weighed (Bayes factors: Kass and Raftery 1995). Under *attention* more people
 * talk, about as they usually do, or in another tone: a launch pleases, sad news does not. Under *backlash* a part of the
 * excess turns against the brand for what it did: such posts are often negative, and often read as broken trust, though
 * many are not. Under *complaints* a part speaks of a service that fails: as negative, and often read as such. So tone and
 * content decide together, and neither alone. How often such posts are read for what they are is not known exactly: the
 * accounts are averages over that (Gelman and Carpenter 2020).
 */
import type { SpikeKind } from '../../domain/spike.ts';
import { logBetaBinomial } from '../stats/beta-binomial.ts';
import { effectivePosts, logBinomial, type UsualShare } from './excess-share.ts';

/** Counts of one brand over one stretch of time. `betrayal` and `service` are undefined where nobody scored them. */
export interface TrustCounts {
  readonly all: number;
  readonly negative: number;
  readonly betrayal?: number | undefined;
  /** Posts that speak of a service that fails. */
  readonly service?: number | undefined;
  /** Mentions expected in the same stretch without a spike; 0 where that is not known. */
  readonly expected?: number;
}

export interface KindFinding {
  readonly kind: SpikeKind;
  /** Probability of a backlash. */
  readonly probability: number;
  /** Probability of each kind; absent where there was nothing to weigh. */
  readonly each?: Readonly<Record<SpikeKind, number>>;
  /** Probability that was asked for; absent where there was nothing to weigh. */
  readonly certainty?: number;
  /** Usual shares, 0 to 1, that the spike was weighed against; absent where there was nothing to weigh. */
  readonly usual?: { readonly betrayal: number; readonly negative: number };
}

interface KindOptions {
  /** Probability from which a spike is called more than attention. */
  readonly certainty?: number;
}

/**
 * Of five spikes called backlash or complaints, four are no mere talk. Among made years in which nothing happens this leaves
 * a tenth of a backlash a year (`npm run eval:detect`); with 0.9 it is half of that, and outcries are found days later.
 */
export const CERTAINTY = 0.8;
/** Where both are left, a backlash has to be this many times as likely as complaints: its mail goes to the executive. */
const BEFORE_COMPLAINTS = 2;
/** How often a spike of a brand is of each kind before any post is read: most are talk. */
const PRIOR: Readonly<Record<SpikeKind, number>> = { attention: 0.5, backlash: 0.3, complaints: 0.2 };
/** Usual shares before any of the brand's own counts, with the weight of `PRIOR_MENTIONS` mentions. */
const PRIOR_SHARE = { betrayal: 0.03, negative: 0.3, service: 0.02 };
const PRIOR_MENTIONS = 20;
/**
 * The brand's own mentions count for no more than this many: posts on one topic repeat each other, so the share of one
 * day differs by some percentage points from the usual one, however well that is known.
 */
const MOST_USUAL = 200;
/** Tone differs from topic to topic by more than that. */
const TONE_WEIGHT = 12;
/** Share of attention whose tone is another than usual: it pleases or amuses, now and then it is sad. Beta(angry, not). */
const OTHER_TONE = 0.5;
const TONE_OF_TALK = [1, 2.5] as const;
/** At least this share of a spike's posts counts as added, even where the total hardly rose. */
export const LEAST_ADDED = 0.1;
/** Least share of the excess that conduct, or a failing service, drives in a backlash or in complaints. */
const LEAST_DRIVEN = 0.25;
/**
 * How often a post of a driven part is read for what it is: Beta(hits, misses). A quarter of posts about conduct, a third of
 * those about a failing service, and it differs much from topic to topic: angry people seldom name what was broken. Six of ten
 * are read as negative; headlines less often. Of complaints a few are read as broken trust.
 */
const READ = {
  betrayal: [1, 3],
  service: [1, 2],
  negative: [3, 2],
  mistaken: [1, 15],
} as const;
/** Share of backlashes in which a service fails too. */
const FAILS_TOO = 0.25;

/**
 * Weighs the three kinds. `usual` are the brand's mentions before the spike. Small counts are weak evidence: three posts of
 * broken trust out of four weigh more than one out of one, and less than thirty out of forty.
 */
export function kindOf(spike: TrustCounts, usual: TrustCounts, options: KindOptions = {}): KindFinding {
  const { certainty = CERTAINTY } = options;
  if (spike.betrayal === undefined || spike.all === 0) return { kind: 'attention', probability: 0 };
  const trust = usualShare(usual.betrayal ?? 0, usual.all, PRIOR_SHARE.betrayal);
  const tone = usualShare(usual.negative, usual.all, PRIOR_SHARE.negative);
  const logs = accountsOf(spike, { trust, tone, failing: failingOf(spike, usual) });
  const most = Math.max(...Object.values(logs));
  const weigh = (kind: SpikeKind) => Math.exp(logs[kind] - most);
  const sum = weigh('attention') + weigh('backlash') + weigh('complaints');
  const each = {
    backlash: weigh('backlash') / sum,
    complaints: weigh('complaints') / sum,
    attention: weigh('attention') / sum,
  };
  return {
    kind: chosen(each, certainty),
    probability: each.backlash,
    each,
    certainty,
    usual: { betrayal: trust.share, negative: tone.share },
  };
}

/** In one backlash of ten no theme of conduct stands out: mostly they are small, and readings that err at random look alike. */
const WITHOUT_THEME = 0.1;

/** The finding where no theme of conduct stands out among the excess. */
export function withoutTheme(found: KindFinding): KindFinding {
  const { each, certainty } = found;
  if (!each || certainty === undefined) return found;
  const backlash = each.backlash * WITHOUT_THEME;
  const sum = backlash + each.complaints + each.attention;
  const left = {
    backlash: backlash / sum,
    complaints: each.complaints / sum,
    attention: each.attention / sum,
  };
  return { ...found, kind: chosen(left, certainty), probability: left.backlash, each: left };
}

function chosen(each: Readonly<Record<SpikeKind, number>>, certainty: number): SpikeKind {
  if (each.attention > 1 - certainty) return 'attention';
  return each.backlash >= BEFORE_COMPLAINTS * each.complaints ? 'backlash' : 'complaints';
}

interface Usual {
  readonly trust: UsualShare;
  readonly tone: UsualShare;
  /** Undefined where failing services were not counted. */
  readonly failing: UsualShare | undefined;
}

function usualShare(hits: number, total: number, prior: number): UsualShare {
  const seen = Math.min(hits, total);
  const kept = Math.min(1, MOST_USUAL / Math.max(1, total));
  const share = (seen + prior * PRIOR_MENTIONS) / (total + PRIOR_MENTIONS);
  return { share, hits: seen * kept + prior * PRIOR_MENTIONS, weight: total * kept + PRIOR_MENTIONS };
}

function failingOf(spike: TrustCounts, usual: TrustCounts): UsualShare | undefined {
  if (spike.service === undefined) return undefined;
  return usualShare(usual.service ?? 0, usual.all, PRIOR_SHARE.service);
}

/** ln of prior × likelihood of each kind. */
function accountsOf(spike: TrustCounts, { trust, tone, failing }: Usual): Record<SpikeKind, number> {
  const n = effectivePosts(spike.all);
  const scaled = (count: number) => (Math.min(count, spike.all) * n) / spike.all;
  const [angry, broken, down] = [spike.negative, spike.betrayal ?? 0, spike.service ?? 0].map(scaled) as [
    number,
    number,
    number,
  ];
  const added = Math.max(LEAST_ADDED, 1 - (spike.expected ?? 0) / spike.all);
  const asUsual = {
    trust: ordinary(broken, n, trust),
    failing: failing ? ordinary(down, n, failing) : 0,
  };
  const raised = (hits: number, usual: UsualShare, read: readonly [number, number]) =>
    averageOver(read, (rate) => {
      return (driven: number) =>
        logBinomial(
          hits,
          n,
          added * (driven * rate + (1 - driven) * usual.share) + (1 - added) * usual.share,
        );
    });
  const anger = raised(angry, tone, READ.negative);
  const trustRaised = raised(broken, trust, READ.betrayal);
  const trustMistaken = raised(broken, trust, READ.mistaken);
  const failingRaised = failing ? raised(down, failing, READ.service) : () => 0;
  const overDriven = (log: (driven: number) => number) => logMean(DRIVEN.map(log));
  return {
    attention:
      Math.log(PRIOR.attention) + asUsual.trust + asUsual.failing + toneOfAttention(angry, n, added, tone),
    backlash:
      Math.log(PRIOR.backlash) +
      overDriven((driven) => {
        const failsToo = logSum([
          Math.log(1 - FAILS_TOO) + asUsual.failing,
          Math.log(FAILS_TOO) + failingRaised(driven),
        ]);
        return anger(driven) + trustRaised(driven) + failsToo;
      }),
    complaints: failing
      ? Math.log(PRIOR.complaints) +
        overDriven((driven) => anger(driven) + failingRaised(driven) + trustMistaken(driven))
      : Number.NEGATIVE_INFINITY,
  };
}

/** Under the usual share, which differs a little from topic to topic. */
function ordinary(hits: number, n: number, usual: UsualShare): number {
  return logBetaBinomial(hits, n, usual.hits, usual.weight - usual.hits);
}

function toneOfAttention(angry: number, n: number, added: number, tone: UsualShare): number {
  const same = logBetaBinomial(angry, n, tone.share * TONE_WEIGHT, (1 - tone.share) * TONE_WEIGHT);
  const other = averageOver(TONE_OF_TALK, (rate) => () => {
    return logBinomial(angry, n, added * rate + (1 - added) * tone.share);
  })(1);
  return logSum([Math.log(1 - OTHER_TONE) + same, Math.log(OTHER_TONE) + other]);
}

/** Shares of the excess that are driven, evenly spaced. */
const DRIVEN = Array.from({ length: 9 }, (_, i) => LEAST_DRIVEN + ((1 - LEAST_DRIVEN) * (i + 0.5)) / 9);
/** Rates at which posts are read for what they are, evenly spaced. */
const RATES = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50);

/** The mean over the rates, weighed by Beta(a, b), of a likelihood. */
function averageOver(
  [a, b]: readonly [number, number],
  logOf: (rate: number) => (driven: number) => number,
): (driven: number) => number {
  const prior = RATES.map((rate) => (a - 1) * Math.log(rate) + (b - 1) * Math.log1p(-rate));
  const norm = logSum(prior);
  const logs = RATES.map(logOf);
  return (driven) => logSum(logs.map((log, i) => (prior[i] as number) - norm + log(driven)));
}

function logMean(logs: readonly number[]): number {
  return logSum(logs) - Math.log(logs.length);
}

function logSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  let sum = 0;
  for (const log of logs) sum += Math.exp(log - most);
  return most + Math.log(sum);
}
