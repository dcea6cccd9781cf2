/** Fits the last step on texts that the models below have not seen. */
import type { TaxonomyPack } from '../../src/domain/taxonomy.ts';
import { lexiconOver } from '../../src/score/lexicon/table.ts';
import {
  CODE_HEAD,
  PACK_HEAD,
  SENTIMENTS,
  TRAINED_CODES,
  TRAINED_PACKS,
} from '../../src/score/model/heads.ts';
import type { Model } from '../../src/score/model/model.ts';
import { modelReader, type Readable } from '../../src/score/model/reader.ts';
import {
  blend,
  codeInputs,
  logistic,
  packInputs,
  phraseSigns,
  sentimentInputs,
  softmax,
  type StackWeights,
} from '../../src/score/model/stack.ts';
import { readPhrases } from '../../src/score/phrases.ts';
import { compileTaxonomy } from '../../src/score/taxonomy-compile.ts';
import { valence } from '../../src/score/valence.ts';
import { type DenseExample, fitDense } from './logistic-fit.ts';
import type { Prepared } from './prepare.ts';

interface Seen {
  readonly text: Prepared;
  readonly packs: readonly (readonly number[])[];
  readonly codes: readonly (readonly number[])[];
  readonly linear: readonly number[];
  readonly conv: readonly number[];
  readonly valence: number;
}

/** The share of ordinary tweets that may be called broken trust, at the most. */
const MOST_FALSE = 0.001;
const THRESHOLDS = Array.from({ length: 61 }, (_, i) => (30 + i) / 100);
/** One standard error of F1 on the held-out own texts (the one-standard-error rule: Breiman et al. 1984). */
const AS_GOOD = 0.015;

export interface StackFit {
  readonly stack: StackWeights;
  readonly confusion: readonly (readonly number[])[];
}

export function fitStack(
  model: Readable & Pick<Model, 'valences'>,
  packs: readonly TaxonomyPack[],
  held: readonly Prepared[],
): StackFit {
  const seen = look(model, packs, held);
  const packBlends = TRAINED_PACKS.map((_, k) => {
    const known = seen.filter(({ text }) => text.row.packs[k] !== -1);
    return fitDense(
      known.map((s) => ({
        inputs: s.packs[k] as number[],
        target: s.text.row.packs[k] as number,
        weight: 1,
      })),
      2,
    )[0]!;
  });
  const trust = (s: Seen) => packBlends.map((b, k) => logistic(blend(b, s.packs[k] as number[])));
  const either = (s: Seen) => 1 - trust(s).reduce((none, p) => none * (1 - p), 1);
  const codeBlends = fitCodes(seen);
  const sentiment = fitSentiment(seen, either);
  const threshold = pickThreshold(seen, either);
  const codeThreshold = pickCodeThreshold(seen, codeBlends);
  const stack = { sentiment, packs: packBlends, codes: codeBlends, threshold, codeThreshold };
  return { stack, confusion: confusionOf(seen, either, stack) };
}

function look(
  model: Readable & Pick<Model, 'valences'>,
  packs: readonly TaxonomyPack[],
  held: readonly Prepared[],
): Seen[] {
  const reader = modelReader(model);
  const taxonomy = compileTaxonomy(packs);
  const lexicon = lexiconOver(model.valences);
  const packCodes = TRAINED_PACKS.map(
    (name) => new Set(packs.find((pack) => pack.name === name)?.categories.map(({ code }) => code)),
  );
  return held.map((text) => {
    const raw = reader.read(text.read, text.names);
    reader.readCodes();
    const { hits, context } = readPhrases(taxonomy, text.read.tokens, (a, b) => [a, b]);
    const tags = new Set(context.map(({ code }) => code));
    const best = Math.max(raw.conv[PACK_HEAD] as number, raw.conv[PACK_HEAD + 1] as number);
    return {
      text,
      packs: packCodes.map((codes, k) =>
        packInputs(
          raw.linear[PACK_HEAD + k] as number,
          raw.conv[PACK_HEAD + k] as number,
          phraseSigns(hits, codes),
        ),
      ),
      codes: TRAINED_CODES.map((code, k) => {
        const signs = phraseSigns(hits, new Set([code]));
        const said = tags.has(code) ? { ...signs, strong: 1 } : signs;
        return codeInputs(raw.conv[CODE_HEAD + k] as number, said, best);
      }),
      linear: Array.from(raw.linear),
      conv: Array.from(raw.conv),
      valence: valence(text.read, text.names, lexicon),
    };
  });
}

/** One set of weights for all codes, with a bias each: most codes are too rare for weights of their own. */
function fitCodes(seen: readonly Seen[]) {
  const own = seen.filter(({ text }) => text.row.origin === 'own');
  const examples: DenseExample[] = own.flatMap((s) =>
    TRAINED_CODES.map((code, k) => ({
      inputs: [...(s.codes[k] as number[]), ...TRAINED_CODES.map((_, j) => (j === k ? 1 : 0))],
      target: s.text.row.codes?.includes(code) ? 1 : 0,
      weight: 1,
    })),
  );
  const { bias, weights } = fitDense(examples, 2)[0]!;
  const width = weights.length - TRAINED_CODES.length;
  return TRAINED_CODES.map((_, k) => ({
    bias: bias + (weights[width + k] as number),
    weights: weights.slice(0, width),
  }));
}

/** Classes weigh alike, so that the largest probability is the fairest call. */
function fitSentiment(seen: readonly Seen[], either: (s: Seen) => number) {
  const mass = [0, 0, 0];
  const weightOf = (s: Seen) => (s.text.row.origin === 'tweet' ? 1 : 0.5);
  const known = seen.filter(({ text }) => text.row.sentiment >= 0 && text.row.origin !== 'sage');
  for (const s of known) mass[s.text.row.sentiment] = (mass[s.text.row.sentiment] as number) + weightOf(s);
  return fitDense(
    known.map((s) => ({
      inputs: sentimentInputs(s.linear, s.conv, s.valence, either(s)),
      target: s.text.row.sentiment,
      weight: weightOf(s) / (mass[s.text.row.sentiment] as number),
    })),
    SENTIMENTS.length,
  );
}

/**
 * The highest threshold with an F1 on own texts within a standard error of the best, at which ordinary tweets stay out: among
 * equals the one with fewer false alarms.
 */
function pickThreshold(seen: readonly Seen[], either: (s: Seen) => number): number {
  const tweets = seen.filter(({ text }) => text.row.origin === 'tweet').map(either);
  const own = seen.filter(({ text }) => text.row.origin === 'own');
  const truth = own.map(({ text }) => text.row.packs.includes(1));
  const scores = own.map(either);
  const options = THRESHOLDS.filter(
    (threshold) => tweets.filter((p) => p >= threshold).length <= MOST_FALSE * tweets.length,
  ).map((threshold) => ({
    threshold,
    f1: f1Of(
      scores.map((p) => p >= threshold),
      truth,
    ),
  }));
  const best = Math.max(...options.map(({ f1 }) => f1));
  return options.findLast(({ f1 }) => f1 >= best - AS_GOOD)?.threshold ?? 0.5;
}

function pickCodeThreshold(seen: readonly Seen[], blends: StackWeights['codes']): number {
  const own = seen.filter(({ text }) => text.row.origin === 'own');
  const scores = own.flatMap((s) => blends.map((b, k) => logistic(blend(b, s.codes[k] as number[]))));
  const truth = own.flatMap(({ text }) =>
    TRAINED_CODES.map((code) => text.row.codes?.includes(code) ?? false),
  );
  let best = { threshold: 0.5, f1: -1 };
  for (let threshold = 0.1; threshold < 0.7; threshold += 0.01) {
    const f1 = f1Of(
      scores.map((p) => p >= threshold),
      truth,
    );
    if (f1 > best.f1) best = { threshold: Math.round(threshold * 100) / 100, f1 };
  }
  return best.threshold;
}

export function f1Of(called: readonly boolean[], truth: readonly boolean[]): number {
  let both = 0;
  let either = 0;
  called.forEach((yes, i) => {
    if (yes && truth[i]) both += 1;
    either += (yes ? 1 : 0) + (truth[i] ? 1 : 0);
  });
  return either === 0 ? 0 : (2 * both) / either;
}

/** Rows: the true class of held-out tweets; columns: how many were called each class. */
function confusionOf(seen: readonly Seen[], either: (s: Seen) => number, stack: StackWeights): number[][] {
  const table = SENTIMENTS.map(() => [0, 0, 0]);
  for (const s of seen) {
    if (s.text.row.origin !== 'tweet' || s.text.row.sentiment < 0) continue;
    const inputs = sentimentInputs(s.linear, s.conv, s.valence, either(s));
    const p = softmax(stack.sentiment.map((b) => blend(b, inputs)));
    const row = table[s.text.row.sentiment] as number[];
    const called = p.indexOf(Math.max(...p));
    row[called] = (row[called] as number) + 1;
  }
  return table;
}
