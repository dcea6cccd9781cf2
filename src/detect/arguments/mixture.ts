/**
 * Refines groups by their words: a mixture of multinomials over words, categories and mood, fitted by expectation and
 * maximisation from where the groups are (Nigam, McCallum, Thrun and Mitchell, Text classification from labeled and
 * unlabeled documents using EM, Machine Learning 2000). Usual posts stay in a group of their own, so what is said on any
 * day draws posts away from the arguments.
 */
import type { Features, Space } from './features.ts';

export interface Described {
  /** Categories of each text by number, with weights that sum to 1; `[[0, 1]]` where none was read. */
  readonly codes: readonly (readonly (readonly [code: number, weight: number])[])[];
  /** Number of categories, the one for none included. */
  readonly codeCount: number;
  /** 0, 1 or 2: negative, neutral or positive. */
  readonly moods: readonly number[];
}

const ROUNDS = 6;
/** Weight of the words of all posts in those of each group, in texts: a small group is not told apart by a chance word. */
const WORDS_PRIOR = 50;
/** The words of a text count as so many: they are not independent. */
const WORDS = 3;
const CODES = 3;
const CODE_PRIOR = 0.5;
const MOOD_PRIOR = 1;

interface Model {
  readonly words: Float64Array[];
  readonly codes: Float64Array[];
  readonly moods: Float64Array[];
  readonly sizes: Float64Array;
}

const logShares = (counts: Float64Array): Float64Array => {
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => Math.log(count / sum));
};

function meansOf(space: Space): Float64Array {
  const sums = new Float64Array(space.size);
  let all = 0;
  for (const { ids, weights } of space.of)
    for (let j = 0; j < ids.length; j += 1) {
      sums[ids[j]!]! += weights[j]!;
      all += weights[j]!;
    }
  return sums.map((sum) => sum / (all || 1));
}

function modelOf(
  space: Space,
  means: Float64Array,
  described: Described,
  member: Float64Array,
  groups: number,
): Model {
  const words = Array.from({ length: groups }, () => means.map((mean) => mean * WORDS_PRIOR));
  const codes = Array.from({ length: groups }, () => new Float64Array(described.codeCount).fill(CODE_PRIOR));
  const moods = Array.from({ length: groups }, () => new Float64Array(3).fill(MOOD_PRIOR));
  const sizes = new Float64Array(groups).fill(1);
  for (const [i, { ids, weights }] of space.of.entries())
    for (let g = 0; g < groups; g += 1) {
      const share = member[i * groups + g]!;
      if (share < 1e-4) continue;
      sizes[g]! += share;
      moods[g]![described.moods[i]!]! += share;
      for (const [code, weight] of described.codes[i]!) codes[g]![code]! += share * weight;
      const own = words[g]!;
      for (let j = 0; j < ids.length; j += 1) own[ids[j]!]! += share * weights[j]!;
    }
  return {
    words: words.map(logShares),
    codes: codes.map(logShares),
    moods: moods.map(logShares),
    sizes: logShares(sizes),
  };
}

/** ln of the likelihood of a text in each group, up to a constant. */
function likelihoods(
  model: Model,
  { ids, weights }: Features,
  i: number,
  described: Described,
  into: Float64Array,
): void {
  for (let g = 0; g < into.length; g += 1) {
    let sum = model.sizes[g]! + model.moods[g]![described.moods[i]!]!;
    for (const [code, weight] of described.codes[i]!) sum += CODES * weight * model.codes[g]![code]!;
    const own = model.words[g]!;
    for (let j = 0; j < ids.length; j += 1) sum += WORDS * weights[j]! * own[ids[j]!]!;
    into[g] = sum;
  }
}

/**
 * Memberships of all texts after some rounds, from `start` (texts × groups, each row summing to 1). Texts from `fixed` on
 * stay where they are.
 */
export function refine(
  space: Space,
  described: Described,
  start: Float64Array,
  groups: number,
  fixed: number,
): Float64Array {
  const means = meansOf(space);
  const member = start.slice();
  const logs = new Float64Array(groups);
  for (let round = 0; round < ROUNDS; round += 1) {
    const model = modelOf(space, means, described, member, groups);
    for (let i = 0; i < fixed; i += 1) {
      likelihoods(model, space.of[i]!, i, described, logs);
      const most = Math.max(...logs);
      let sum = 0;
      for (let g = 0; g < groups; g += 1) {
        logs[g] = Math.exp(logs[g]! - most);
        sum += logs[g]!;
      }
      for (let g = 0; g < groups; g += 1) member[i * groups + g] = logs[g]! / sum;
    }
  }
  return member;
}
