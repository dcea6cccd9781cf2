/** Fits blends of few inputs on texts that the models below have not seen. */
import { SENTIMENTS, TRAINED_CODES } from '../../src/score/model/heads.ts';
import { type Blend, blend, logistic } from '../../src/score/model/stack.ts';
import { type DenseExample, fitDense } from './logistic-fit.ts';
import type { Seen } from './seen.ts';

/** What goes in for a text and a trained code. */
export type CodeInputs = (one: Seen, code: number) => number[];

/** Broken trust of any kind, where both packs are known. */
export function fitAny(seen: readonly Seen[], inputsOf: (one: Seen) => number[]): Blend {
  const known = seen.filter(({ text }) => text.row.packs.includes(1) || !text.row.packs.includes(-1));
  const examples = known.map((one) => ({
    inputs: inputsOf(one),
    target: one.text.row.packs.includes(1) ? 1 : 0,
    weight: 1,
  }));
  return fitDense(examples, 2)[0]!;
}

/** The trained pack number `k`, where it is known. */
export function fitPack(seen: readonly Seen[], k: number, inputsOf: (one: Seen) => number[]): Blend {
  const known = seen.filter(({ text }) => text.row.packs[k] !== -1);
  return fitDense(
    known.map((one) => ({ inputs: inputsOf(one), target: one.text.row.packs[k] as number, weight: 1 })),
    2,
  )[0]!;
}

/** The same codes with the probability at which F1 is best at one half. */
function centred(codes: readonly Blend[], seen: readonly Seen[], inputsOf: CodeInputs): Blend[] {
  const threshold = pickCodeThreshold(seen, codes, inputsOf);
  const shift = Math.log(threshold / (1 - threshold));
  return codes.map(({ bias, weights }) => ({ bias: bias - shift, weights }));
}

/** One set of weights for all codes, with a bias each: most codes are too rare for weights of their own. */
export function fitCodes(seen: readonly Seen[], inputsOf: CodeInputs): Blend[] {
  const own = seen.filter(({ text }) => text.row.origin === 'own');
  const examples: DenseExample[] = own.flatMap((s) =>
    TRAINED_CODES.map((code, k) => ({
      inputs: [...inputsOf(s, k), ...TRAINED_CODES.map((_, j) => (j === k ? 1 : 0))],
      target: s.text.row.codes?.includes(code) ? 1 : 0,
      weight: 1,
    })),
  );
  const { bias, weights } = fitDense(examples, 2)[0]!;
  const width = weights.length - TRAINED_CODES.length;
  const fitted = TRAINED_CODES.map((_, k) => ({
    bias: bias + (weights[width + k] as number),
    weights: weights.slice(0, width),
  }));
  return centred(fitted, seen, inputsOf);
}

/** Share of own texts in fitting sentiment, against 1 for tweets. */
const OWN_SHARE = 0.5;

/** Classes weigh alike within each source, so that the largest probability is the fairest call in either. */
export function fitSentiment(seen: readonly Seen[], inputsOf: (one: Seen) => number[]): Blend[] {
  const known = seen.filter(({ text }) => text.row.sentiment >= 0 && text.row.origin !== 'sage');
  const mass = new Map<string, number>();
  const groupOf = ({ text: { row } }: Seen) => `${row.origin} ${row.sentiment}`;
  for (const s of known) mass.set(groupOf(s), (mass.get(groupOf(s)) ?? 0) + 1);
  return fitDense(
    known.map((s) => ({
      inputs: inputsOf(s),
      target: s.text.row.sentiment,
      weight: (s.text.row.origin === 'tweet' ? 1 : OWN_SHARE) / (mass.get(groupOf(s)) as number),
    })),
    SENTIMENTS.length,
  );
}

function pickCodeThreshold(seen: readonly Seen[], blends: readonly Blend[], inputsOf: CodeInputs): number {
  const own = seen.filter(({ text }) => text.row.origin === 'own');
  const scores = own.flatMap((s) => blends.map((b, k) => logistic(blend(b, inputsOf(s, k)))));
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
