/** Compiles taxonomy packs into one trie over words. Without regular expressions there is no catastrophic backtracking. */
import { FAULTS } from './model/heads.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { type ChoiceStep, parsePattern, type Step, type WordStep } from './pattern.ts';
import { bitOf, NUMBER_BIT, wordClasses, type WordClasses } from './word-classes.ts';

type Role = 'strong' | 'weak' | 'decoy' | 'praise' | 'accepted' | 'rejected' | 'subject';

/** Meaning of a matched pattern. */
export interface Meaning {
  readonly role: Role;
  /** Category code; '' for subject words. */
  readonly code: string;
  readonly type: 'harm' | 'context';
}

export interface Node {
  /** Next nodes by the ids that `WordClasses` gives to words and prefixes. */
  words: Map<number, Node[]>;
  prefixes: Map<number, Node[]>;
  /** Bits of all words that continue from here; a word that shares none of them cannot match. */
  bits: number;
  numbers: Node[];
  gap: { readonly max: number; readonly next: Node }[];
  /** Nodes reached without a word, past an optional step. */
  free: Node[];
  ends: Meaning[];
  /** Children by step, so that patterns with the same beginning share a path. */
  children: Map<string, Node>;
}

export interface Taxonomy {
  readonly root: Node;
  /** `name@version` of each pack, in order. */
  readonly names: readonly string[];
  readonly types: ReadonlyMap<string, 'harm' | 'context'>;
  readonly classes: WordClasses;
}

/** Compiles packs into one taxonomy. Throws `PatternError` for an invalid phrase. */
export function compileTaxonomy(packs: readonly TaxonomyPack[]): Taxonomy {
  const root = newNode();
  const classes = wordClasses();
  const types = new Map<string, 'harm' | 'context'>();
  for (const pack of packs) {
    const sets = pack.sets ?? {};
    function addAll(phrases: readonly string[] | undefined, meaning: Meaning): void {
      for (const phrase of phrases ?? []) insert(root, classes, parsePattern(phrase, sets), meaning);
    }
    for (const { code, type, ...category } of pack.categories) {
      types.set(code, type);
      addAll(category.strong, { role: 'strong', code, type });
      addAll(category.weak, { role: 'weak', code, type });
      addAll(category.decoys, { role: 'decoy', code, type });
      addAll(category.praise, { role: 'praise', code, type });
      addAll(category.accepted, { role: 'accepted', code, type });
      addAll(category.rejected, { role: 'rejected', code, type });
    }
    addAll(pack.subject, { role: 'subject', code: '', type: 'harm' });
  }
  return { root, names: packs.map((pack) => `${pack.name}@${pack.version}`), types, classes };
}

function insert(root: Node, classes: WordClasses, steps: readonly Step[], meaning: Meaning): void {
  let node = root;
  for (const step of steps)
    node = step.kind === 'gap' ? gapChild(node, step.max) : choiceChild(node, classes, step);
  if (!node.ends.some((end) => end.role === meaning.role && end.code === meaning.code))
    node.ends.push(meaning);
}

function gapChild(node: Node, max: number): Node {
  const known = node.gap.find((gap) => gap.max === max);
  if (known !== undefined) return known.next;
  const next = newNode();
  node.gap.push({ max, next });
  return next;
}

function choiceChild(node: Node, classes: WordClasses, step: ChoiceStep): Node {
  const known = node.children.get(step.key);
  if (known !== undefined) return known;
  const next = newNode();
  node.children.set(step.key, next);
  for (const way of step.ways) {
    let at = node;
    way.forEach((word, i) => {
      const to = i === way.length - 1 ? next : newNode();
      link(at, classes, word, to);
      at = to;
    });
  }
  if (step.optional) node.free.push(next);
  return next;
}

function link(node: Node, classes: WordClasses, step: WordStep, next: Node): void {
  const add = (known: Map<number, Node[]>, id: number) => {
    known.set(id, [...(known.get(id) ?? []), next]);
    node.bits |= bitOf(id);
  };
  for (const word of step.words) add(node.words, classes.idOfWord(word));
  for (const prefix of step.prefixes) add(node.prefixes, classes.idOfPrefix(prefix));
  if (step.number) node.numbers.push(next);
  if (step.number) node.bits |= NUMBER_BIT;
}

function newNode(): Node {
  return {
    words: new Map(),
    prefixes: new Map(),
    bits: 0,
    numbers: [],
    gap: [],
    free: [],
    ends: [],
    children: new Map(),
  };
}

/** Codes of a pack that speak for broken trust. */
export function trustCodes(pack: TaxonomyPack): Set<string> {
  return new Set(pack.categories.flatMap(({ code }) => (FAULTS.has(code) ? [] : [code])));
}
