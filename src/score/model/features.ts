/** What the linear models read in a text: hashes of words, word pairs and letter groups, in a buffer used again. */
import { HASH_START, hashEnd, hashStep } from '../characters.ts';
import { isDrawn } from '../word-form.ts';
import { NEGATORS } from '../lexicon/marks.ts';
import type { Token } from '../tokens.ts';

/** Feature hashes of one text. Valid until the next text is read with it. */
export interface Features {
  /** Hashes: first `words` of word features, then those of letter groups, up to `count`. */
  readonly hashes: Uint32Array;
  words: number;
  count: number;
  /** Number in `all` of the token that each feature begins at; −1 for features of the whole text. */
  readonly tokens: Int32Array;
}

/** More features than this are not read. */
const MAX_FEATURES = 16_384;
/** Tokens read; a longer text has said it by then. */
const MAX_TOKENS = 1_500;
/** Words after a negator that it turns, up to a stop or a break (after Pang et al. 2002). */
const NEGATION_REACH = 4;
/** Letter groups of 3 to 5 letters within a word and its edges. */
const SHORTEST = 3;
const LONGEST = 5;
const PAIR = 0x9e3779b1;
const SKIP = 0x85ebca77;
const TRIPLE = 0xc2b2ae3d;
const NEGATED = 0x27d4eb2f;
const SHOUTED = 0x165667b1;
const LETTERS = 0x2545f491;
const WHOLE = 0x68e31da4;
const EDGE = 1;

export function newFeatures(): Features {
  return {
    hashes: new Uint32Array(MAX_FEATURES),
    tokens: new Int32Array(MAX_FEATURES),
    words: 0,
    count: 0,
  };
}

/** Reads the features of `all` (tokens with marks) into `into`. `masked` words are read as a name. */
export function readFeatures(into: Features, all: readonly Token[], masked: ReadonlySet<string>): void {
  const { hashes, tokens } = into;
  const many = Math.min(all.length, MAX_TOKENS);
  let n = 0;
  let negated = 0;
  let before = HASH_START | 0;
  let beforeThat = HASH_START | 0;
  let shouted = 0;
  let drawn = 0;
  let exclaimed = 0;
  let asked = 0;

  for (let i = 0; i < many && n + 8 < MAX_FEATURES; i += 1) {
    const token = all[i] as Token;
    let hash = masked.size > 0 && masked.has(token.text) ? NAME : token.hash;
    if (token.kind === 'mark') {
      if (token.text.includes('!')) exclaimed += 1;
      if (token.text.includes('?')) asked += 1;
      negated = 0;
    } else if (token.broken) negated = 0;
    if (negated > 0 && token.kind === 'word') hash = Math.imul(hash ^ NEGATED, PAIR);
    negated -= 1;
    hashes[n] = hash;
    tokens[n] = i;
    n += 1;
    hashes[n] = Math.imul(before ^ PAIR, 0x01000193) ^ Math.imul(hash, SKIP);
    tokens[n] = i - 1;
    n += 1;
    if (i > 0) {
      hashes[n] = Math.imul(beforeThat ^ SKIP, 0x01000193) ^ Math.imul(hash, TRIPLE);
      tokens[n] = i - 2;
      n += 1;
      hashes[n] =
        Math.imul(Math.imul(beforeThat ^ TRIPLE, 0x01000193) ^ before, PAIR) ^ Math.imul(hash, PAIR);
      tokens[n] = i - 2;
      n += 1;
    }
    if (token.shouted && hash !== NAME) {
      shouted += 1;
      hashes[n] = Math.imul(hash ^ SHOUTED, PAIR);
      tokens[n] = i;
      n += 1;
    }
    if (hash !== NAME && isDrawn(token.text)) drawn += 1;
    if (token.kind === 'word' && turns(token.text)) negated = NEGATION_REACH;
    beforeThat = before;
    before = hash;
  }
  const summary = [shouted, drawn, exclaimed, asked, lengthClass(many)];
  for (let k = 0; k < summary.length; k += 1) {
    hashes[n] = hashEnd(WHOLE + 64 * k + Math.min(summary[k] as number, 4));
    tokens[n] = -1;
    n += 1;
  }
  into.words = n;
  into.count = letterGroups(into, all, many, n, masked);
}

const NAME = hashEnd(hashStep(HASH_START, 3));

function letterGroups(
  into: Features,
  all: readonly Token[],
  many: number,
  from: number,
  masked: ReadonlySet<string>,
): number {
  const { hashes, tokens } = into;
  let n = from;
  for (let i = 0; i < many; i += 1) {
    const token = all[i] as Token;
    if (token.kind !== 'word' || (masked.size > 0 && masked.has(token.text))) continue;
    const { text } = token;
    const last = text.length; // units −1 and `last` are edges
    if (n + 3 * (last + 2) > MAX_FEATURES) break;
    for (let start = -1; start + SHORTEST - 1 <= last; start += 1) {
      let hash = hashStep(HASH_START, LETTERS);
      const end = Math.min(start + LONGEST - 1, last);
      for (let at = start; at <= end; at += 1) {
        hash = hashStep(hash, at < 0 || at === last ? EDGE : text.charCodeAt(at));
        if (at - start >= SHORTEST - 1) {
          hashes[n] = spread(hash);
          tokens[n] = i;
          n += 1;
        }
      }
    }
  }
  return n;
}

function spread(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

function lengthClass(tokens: number): number {
  return tokens < 6 ? 0 : tokens < 14 ? 1 : tokens < 30 ? 2 : tokens < 80 ? 3 : 4;
}

function turns(word: string): boolean {
  return word.endsWith("n't") || NEGATORS.has(word);
}
