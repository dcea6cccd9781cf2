/** The last step: what the linear model, the convolution net and the phrases say, weighed together. */
import type { CategoryHit } from '../../domain/scoring.ts';

/** Logistic weights over named inputs. */
export interface Blend {
  readonly bias: number;
  readonly weights: readonly number[];
}

export interface StackWeights {
  /** Three classes over `sentimentInputs`. */
  readonly sentiment: readonly Blend[];
  /** One for each trained pack over `packInputs`. */
  readonly packs: readonly Blend[];
  /** Whether a text speaks of broken trust of any kind, over `anyInputs`. */
  readonly any: Blend;
  /** One for each trained code over `codeInputs`. */
  readonly codes: readonly Blend[];
  /** A text speaks of broken trust from this probability. */
  readonly threshold: number;
}

/** How the phrases of a pack or a code came out. */
export interface PhraseSigns {
  readonly strong: number;
  readonly weak: number;
  readonly alone: number;
  readonly denied: number;
}

/** A category stands from this probability: `codes` is moved so that F1 is best there. */
export const CODE_THRESHOLD = 0.5;
/**
 * A text speaks of the subject of one pack from this probability, where that pack alone is in use: on lines of four writers that
 * nothing learnt from F1 is best about here, and 4 to 6% of harmless lines are labelled.
 */
export const PACK_THRESHOLD = 0.5;
const MOST_STRONG = 3;

/** Signs of the hits whose code is in `codes`. `p` of a hit tells strong from weak (see `readHits`). */
export function phraseSigns(hits: readonly CategoryHit[], codes: ReadonlySet<string>): PhraseSigns {
  const strong = new Set<string>();
  let weak = 0;
  let alone = 0;
  let denied = 0;
  for (const hit of hits) {
    if (!codes.has(hit.code)) continue;
    if (hit.polarity !== 'concern') denied = 1;
    else if (hit.p > 0.8) strong.add(hit.code);
    else if (hit.p > 0.5) weak = 1;
    else alone = 1;
  }
  return { strong: Math.min(MOST_STRONG, strong.size), weak, alone, denied };
}

export function packInputs(linear: number, conv: number, signs: PhraseSigns): number[] {
  return [
    linear,
    conv,
    Math.min(1, signs.strong),
    Math.max(0, signs.strong - 1),
    signs.weak,
    signs.alone,
    signs.denied,
  ];
}

/** The linear model's logit of broken trust of any kind, and what goes in for each pack. */
export function anyInputs(linear: number, packs: readonly (readonly number[])[]): number[] {
  return [linear, ...packs.flat()];
}

/** `pack` is the larger logit of the packs. */
export function codeInputs(conv: number, signs: PhraseSigns, pack: number): number[] {
  return [conv, signs.strong, signs.weak, signs.alone, signs.denied, pack];
}

/** `valence` is the lexicon's; `betrayal` the probability of broken trust. */
export function sentimentInputs(
  linear: ArrayLike<number>,
  conv: readonly number[],
  valence: number,
  betrayal: number,
): number[] {
  const v = Math.max(-6, Math.min(6, valence));
  return [
    linear[0] as number,
    linear[1] as number,
    linear[2] as number,
    conv[0] as number,
    conv[1] as number,
    conv[2] as number,
    v,
    Math.abs(v),
    betrayal,
  ];
}

export function blend({ bias, weights }: Blend, inputs: readonly number[]): number {
  let sum = bias;
  for (let i = 0; i < weights.length; i += 1) sum += (weights[i] as number) * (inputs[i] as number);
  return sum;
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function softmax(logits: readonly number[]): number[] {
  const most = Math.max(...logits);
  const e = logits.map((x) => Math.exp(x - most));
  const total = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / total);
}
