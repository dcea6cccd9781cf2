/** Taxonomy packs as one trie over words, shared by all patterns: no regular expressions, no backtracking blow-up. */
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { type ChoiceStep, parsePattern, type Step, type WordStep } from './pattern.ts';
import type { Token } from './tokens.ts';

export type Role = 'strong' | 'weak' | 'decoy' | 'praise' | 'accepted' | 'rejected' | 'subject';

/** What a matched pattern says. */
export interface Meaning {
  readonly role: Role;
  /** Category code; '' for subject words. */
  readonly code: string;
  readonly type: 'harm' | 'context';
}

export interface Match {
  readonly meaning: Meaning;
  /** Half-open range of token numbers. */
  readonly from: number;
  readonly to: number;
  /** Token numbers that were skipped by gaps. */
  readonly skipped: readonly number[];
}

interface Node {
  words: Map<string, Node[]>;
  prefixes: Map<string, Node[]>;
  numbers: Node[];
  gap: { readonly max: number; readonly next: Node }[];
  /** Nodes reached without a word, after an optional place. */
  free: Node[];
  ends: Meaning[];
  /** Children by step, so that equal beginnings share a path. */
  children: Map<string, Node>;
}

export interface Taxonomy {
  readonly root: Node;
  /** `name@version` of each pack, in order. */
  readonly names: readonly string[];
  readonly types: ReadonlyMap<string, 'harm' | 'context'>;
  /** Words that were met and begin no pattern; most words do not. Bounded. */
  readonly idle: Set<string>;
}

/** Shortest and longest beginning that `*` may follow. */
const MIN_PREFIX = 3;
const MAX_PREFIX = 14;
/** Steps tried for one text; far above any honest text, so that a hostile one ends early. */
const BUDGET = 300_000;

/** Words kept in `idle`. */
const IDLE_KEPT = 20_000;

/** Compile packs together. Throws `PatternError` for a phrase that cannot be read. */
export function compileTaxonomy(packs: readonly TaxonomyPack[]): Taxonomy {
  const root = newNode();
  const types = new Map<string, 'harm' | 'context'>();
  for (const pack of packs) {
    const sets = pack.sets ?? {};
    function addAll(phrases: readonly string[] | undefined, meaning: Meaning): void {
      for (const phrase of phrases ?? []) insert(root, parsePattern(phrase, sets), meaning);
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
  return { root, names: packs.map((pack) => `${pack.name}@${pack.version}`), types, idle: new Set() };
}

/** Every pattern that matches, in order of its beginning. Matches do not cross sentences. */
export function findMatches(taxonomy: Taxonomy, tokens: readonly Token[]): Match[] {
  const matches: Match[] = [];
  let budget = BUDGET;

  function walk(node: Node, at: number, from: number, sentence: number, skipped: readonly number[]): void {
    for (const meaning of node.ends) matches.push({ meaning, from, to: at, skipped });
    for (const next of node.free) walk(next, at, from, sentence, skipped);
    const token = tokens[at];
    if (token === undefined || token.sentence !== sentence || budget <= 0) return;
    budget -= 1;
    follow(node, token, (next) => walk(next, at + 1, from, sentence, skipped));
    for (const gap of node.gap) {
      for (let skip = 0; skip <= gap.max && budget > 0; skip += 1) {
        if (tokens[at + skip]?.sentence !== sentence) break;
        const over = skip === 0 ? skipped : [...skipped, ...Array.from({ length: skip }, (_, k) => at + k)];
        walk(gap.next, at + skip, from, sentence, over);
      }
    }
  }
  for (let from = 0; from < tokens.length && budget > 0; from += 1) {
    const token = tokens[from];
    if (token !== undefined && token.kind === 'word' && begins(taxonomy, token))
      walk(taxonomy.root, from, from, token.sentence, NOTHING);
  }
  return matches;
}

const NOTHING: readonly number[] = [];

/** Whether any pattern begins with the word. */
function begins({ root, idle }: Taxonomy, token: Token): boolean {
  if (idle.has(token.text)) return false;
  let found = root.free.length > 0 || root.gap.length > 0;
  follow(root, token, () => {
    found = true;
  });
  if (!found && idle.size < IDLE_KEPT && token.text.length <= 2 * MAX_PREFIX) idle.add(token.text);
  return found;
}

function follow(node: Node, token: Token, visit: (next: Node) => void): void {
  const word = token.text;
  for (const next of node.words.get(word) ?? []) visit(next);
  if (word.endsWith("'s")) for (const next of node.words.get(word.slice(0, -2)) ?? []) visit(next);
  if (node.prefixes.size > 0) {
    const most = Math.min(word.length, MAX_PREFIX);
    for (let length = MIN_PREFIX; length <= most; length += 1) {
      for (const next of node.prefixes.get(word.slice(0, length)) ?? []) visit(next);
    }
  }
  if (node.numbers.length > 0 && /^\d/.test(word)) for (const next of node.numbers) visit(next);
}

function insert(root: Node, steps: readonly Step[], meaning: Meaning): void {
  let node = root;
  for (const step of steps) node = step.kind === 'gap' ? gapChild(node, step.max) : choiceChild(node, step);
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

function choiceChild(node: Node, step: ChoiceStep): Node {
  const known = node.children.get(step.key);
  if (known !== undefined) return known;
  const next = newNode();
  node.children.set(step.key, next);
  for (const way of step.ways) {
    let at = node;
    way.forEach((word, i) => {
      const to = i === way.length - 1 ? next : newNode();
      link(at, word, to);
      at = to;
    });
  }
  if (step.optional) node.free.push(next);
  return next;
}

function link(node: Node, step: WordStep, next: Node): void {
  for (const word of step.words) node.words.set(word, [...(node.words.get(word) ?? []), next]);
  for (const prefix of step.prefixes) node.prefixes.set(prefix, [...(node.prefixes.get(prefix) ?? []), next]);
  if (step.number) node.numbers.push(next);
}

function newNode(): Node {
  return {
    words: new Map(),
    prefixes: new Map(),
    numbers: [],
    gap: [],
    free: [],
    ends: [],
    children: new Map(),
  };
}
