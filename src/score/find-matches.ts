/** Finds the packs' patterns in a text by following their trie from each word that can begin one. */
import type { Meaning, Node, Taxonomy } from './taxonomy-compile.ts';
import type { Token } from './tokens.ts';
import type { WordClass } from './word-classes.ts';

export interface Match {
  readonly meaning: Meaning;
  /** Half-open range of token indexes. */
  readonly from: number;
  readonly to: number;
  /** Indexes of the tokens skipped by gaps. */
  readonly skipped: readonly number[];
}

/** Maximum steps for one text: far more than any real text needs, so only hostile input is cut short. */
const BUDGET = 300_000;
const NOTHING: readonly number[] = [];

/** All matching patterns in order of their start. Matches do not cross sentences. */
export function findMatches({ root, classes }: Taxonomy, tokens: readonly Token[]): Match[] {
  const known = tokens.map((token) => classes.of(token.text));
  const matches: Match[] = [];
  let budget = BUDGET;

  function walk(node: Node, at: number, from: number, sentence: number, skipped: readonly number[]): void {
    for (const meaning of node.ends) matches.push({ meaning, from, to: at, skipped });
    if (node.free.length > 0) go(node.free, at, from, sentence, skipped);
    if (budget <= 0 || tokens[at]?.sentence !== sentence) return;
    budget -= 1;
    const word = known[at]!;
    if ((node.bits & word.bits) !== 0) {
      go(node.words.get(word.word), at + 1, from, sentence, skipped);
      if (word.stem >= 0) go(node.words.get(word.stem), at + 1, from, sentence, skipped);
      for (const prefix of word.prefixes) go(node.prefixes.get(prefix), at + 1, from, sentence, skipped);
      if (word.number) go(node.numbers, at + 1, from, sentence, skipped);
    }
    for (const gap of node.gap) {
      for (let skip = 0; skip <= gap.max && budget > 0; skip += 1) {
        if (tokens[at + skip]?.sentence !== sentence) break;
        budget -= 1;
        if (leadsNowhere(gap.next, known[at + skip])) continue;
        const over = skip === 0 ? skipped : [...skipped, ...Array.from({ length: skip }, (_, k) => at + k)];
        walk(gap.next, at + skip, from, sentence, over);
      }
    }
  }
  function go(
    nodes: readonly Node[] | undefined,
    at: number,
    from: number,
    sentence: number,
    skipped: readonly number[],
  ): void {
    if (nodes === undefined) return;
    const word = tokens[at]?.sentence === sentence ? known[at] : undefined;
    for (const node of nodes) if (!leadsNowhere(node, word)) walk(node, at, from, sentence, skipped);
  }
  for (let from = 0; from < tokens.length && budget > 0; from += 1) {
    const token = tokens[from]!;
    if (token.kind !== 'word' || leadsNowhere(root, known[from])) continue;
    walk(root, from, from, token.sentence, NOTHING);
  }
  return matches;
}

/** Whether no pattern ends at the node and none continues with the word; `undefined` is the end of a sentence. */
function leadsNowhere(node: Node, word: WordClass | undefined): boolean {
  if (node.ends.length + node.free.length > 0) return false;
  if (word === undefined) return true;
  return node.gap.length === 0 && (node.bits & word.bits) === 0;
}
