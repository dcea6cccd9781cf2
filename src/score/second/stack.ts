/** The last step of the second reading: what the first reading found and what the encoder answers, as one. */
import { CODE_HEAD, PACK_HEAD } from '../model/heads.ts';
import type { Blend } from '../model/stack.ts';
import { ANY_ANSWER } from './heads.ts';

export interface SecondStack {
  /** Whether a text speaks of broken trust of any kind, over `anyAgain`. */
  readonly any: Blend;
  /** One for each trained pack over `packAgain`: where one pack alone is in use. */
  readonly packs: readonly Blend[];
  /** One for each trained code over `codeAgain`. */
  readonly codes: readonly Blend[];
  /** Logits of negative, neutral, positive over `sentimentAgain`. */
  readonly sentiment: readonly Blend[];
  /** A text speaks of broken trust from this probability. */
  readonly threshold: number;
}

/** What the second reading adds: the encoder's answers about this text, and how they go in. */
export interface Again {
  readonly stack: SecondStack;
  readonly answers: ArrayLike<number>;
}

/** How phrases of a text lower its probability; see `src/score/betrayal.ts`. */
export type Lowered = 'denied' | 'decoy' | 'context' | undefined;

/** Beyond this a logit of the first reading says no more. */
const MOST = 6;

const clipped = (x: number) => Math.max(-MOST, Math.min(MOST, x));
const flags = (lowered: Lowered) => [
  lowered === 'denied' ? 1 : 0,
  lowered === 'decoy' ? 1 : 0,
  lowered === 'context' ? 1 : 0,
];

/** `first` is the logit of the first reading before phrases lower it; `answers` are those of one text. */
export function anyAgain(first: number, answers: ArrayLike<number>, lowered: Lowered): number[] {
  const [privacy, trust, any] = [answers[PACK_HEAD], answers[PACK_HEAD + 1], answers[ANY_ANSWER]] as number[];
  return [clipped(first), any!, privacy!, trust!, Math.max(privacy!, trust!), ...flags(lowered)];
}

/** The same for the trained pack number `k`. */
export function packAgain(first: number, answers: ArrayLike<number>, k: number, lowered: Lowered): number[] {
  return [clipped(first), answers[PACK_HEAD + k] as number, answers[ANY_ANSWER] as number, ...flags(lowered)];
}

/** `first` is the logit of the trained code number `k` by the first reading. */
export function codeAgain(first: number, answers: ArrayLike<number>, k: number): number[] {
  return [clipped(first), answers[CODE_HEAD + k] as number, answers[ANY_ANSWER] as number];
}

/** `first` are three logits of the first reading; `betrayal` is the probability by both readings. */
export function sentimentAgain(
  first: readonly number[],
  answers: ArrayLike<number>,
  valence: number,
  betrayal: number,
): number[] {
  const v = Math.max(-MOST, Math.min(MOST, valence));
  return [...first, answers[0] as number, answers[1] as number, answers[2] as number, v, betrayal];
}
