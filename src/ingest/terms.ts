/** Terms compiled into one tree of words, and the rules for the characters around a match. */
import { HANGUL, LETTER, SIGN } from './letters.ts';
import { WordIds } from './word-ids.ts';
import { createReader, type Words } from './words.ts';
import {
  AT,
  afterWord,
  DOT,
  findZones,
  HANDLE,
  HASH,
  HOST,
  HYPHEN,
  QUERY,
  signJoined,
  TEXT,
  UNDERSCORE,
  wordJoined,
} from './zones.ts';

/** What a term is, by how it is written. */
type Shape = 'words' | 'handle' | 'tag' | 'domain' | 'literal';

interface TermNode<T> {
  readonly next: Map<number, TermNode<T>>;
  /** What ends here. */
  readonly values: T[];
  shape: Shape;
}

export interface TermTree<T> {
  /** Adds a term; false where nothing of it can be read. `keep` may refuse it for what ends there already. */
  readonly add: (term: string, value: T, keep?: (there: readonly T[]) => boolean) => boolean;
  /** Calls back for every occurrence in `text`: range in UTF-16 units. In order of their starts. */
  readonly find: (text: string, found: (value: T, start: number, end: number) => void) => void;
}

/** Signs that make a term a piece of an address, so that links are searched for it too. */
const ADDRESS = new Set('/ : @ # . ? _'.split(' ').map((sign) => sign.charCodeAt(0)));

/** A tree of terms; finding costs the same with ten terms as with ten thousand. */
export function createTermTree<T>(): TermTree<T> {
  const read = createReader();
  const ids = new WordIds();
  const first: (TermNode<T> | undefined)[] = [];
  let known = new Int32Array(256);
  let zone = new Uint8Array(256);

  function add(term: string, value: T, keep: (there: readonly T[]) => boolean = () => true): boolean {
    const words = read(term);
    if (words.count === 0) return false;
    let node = (first[ids.idOf(words, 0)] ??= newNode<T>());
    for (let i = 1; i < words.count; i += 1) {
      const key = edge(ids.idOf(words, i), words.joined[i] === 0);
      const child = node.next.get(key) ?? newNode<T>();
      node.next.set(key, child);
      node = child;
    }
    node.shape = shapeOf(words);
    if (keep(node.values)) node.values.push(value);
    return true;
  }

  function find(text: string, found: (value: T, start: number, end: number) => void): void {
    const words = read(text);
    if (words.count > known.length) {
      known = new Int32Array(words.kind.length);
      zone = new Uint8Array(words.kind.length);
    }
    let last = -1;
    for (let i = 0; i < words.count; i += 1) {
      const id = ids.find(words.low[i]!, words.high[i]!);
      known[i] = id;
      if (first[id] !== undefined) last = i;
    }
    let zoned = false;

    function visit(node: TermNode<T>, from: number, at: number): void {
      if (node.values.length > 0) {
        if (!zoned) findZones(words, zone);
        zoned = true;
        if (fits(node.shape, words, zone, from, at))
          for (const value of node.values) found(value, words.start[from]!, words.end[at]!);
      }
      if (node.next.size === 0 || at + 1 >= words.count) return;
      const blank = words.joined[at + 1] === 0;
      const child = node.next.get(edge(known[at + 1]!, blank));
      if (child) visit(child, from, at + 1);
      // A hyphen between two words counts as a space.
      if (blank || words.sign[at + 1] !== HYPHEN || words.joined[at + 2] !== 1 || at + 2 >= words.count)
        return;
      const beyond = node.next.get(edge(known[at + 2]!, true));
      if (beyond) visit(beyond, from, at + 2);
    }
    for (let i = 0; i <= last; i += 1) {
      const node = first[known[i]!];
      if (node) visit(node, i, i);
    }
  }

  return { add, find };
}

function newNode<T>(): TermNode<T> {
  return { next: new Map(), values: [], shape: 'words' };
}

function edge(id: number, blank: boolean): number {
  return id * 2 + (blank ? 1 : 0);
}

function shapeOf(words: Words): Shape {
  const all = Array.from({ length: words.count }, (_, i) => i);
  const oneRun = all.slice(1).every((i) => words.joined[i] === 1);
  const consists = (from: number, signs: readonly number[]) =>
    all.slice(from).every((i) => words.kind[i] !== SIGN || signs.includes(words.sign[i]!));
  const last = words.count - 1;
  const head = words.sign[0];
  const endsInWord = words.kind[last] === LETTER;
  if (oneRun && head === AT && endsInWord && consists(1, [DOT, HYPHEN, UNDERSCORE])) return 'handle';
  if (oneRun && head === HASH && last > 0 && consists(1, [UNDERSCORE])) return 'tag';
  const dots = all.filter((i) => words.sign[i] === DOT);
  const apart = dots.every((i) => words.kind[i - 1] === LETTER && words.kind[i + 1] === LETTER);
  const domain = endsInWord && words.size[last]! > 1 && words.sign[last - 1] === DOT && apart;
  if (oneRun && domain && consists(0, [DOT, HYPHEN])) return 'domain';
  return all.some((i) => ADDRESS.has(words.sign[i]!)) ? 'literal' : 'words';
}

/** Whether the words `from` to `to`, which are those of a term, stand there as the term means it. */
function fits(shape: Shape, words: Words, zone: Uint8Array, from: number, to: number): boolean {
  const next = to + 1;
  const where = zone[from]!;
  const goesOn = (sign: number) => signJoined(words, next, sign) && wordJoined(words, next + 1);
  switch (shape) {
    case 'handle':
      if (where === QUERY || where === HOST || afterWord(words, from)) return false;
      return !signJoined(words, next, UNDERSCORE) && !goesOn(DOT) && !goesOn(HYPHEN) && !goesOn(AT);
    case 'tag':
      return (
        where === TEXT &&
        !afterWord(words, from) &&
        !signJoined(words, next, UNDERSCORE) &&
        !wordJoined(words, next)
      );
    case 'domain': {
      const inLabel = afterWord(words, from) && words.sign[from - 1] !== DOT;
      if (inLabel || where === QUERY || where === HANDLE) return false;
      return !signJoined(words, next, UNDERSCORE) && !goesOn(DOT) && !goesOn(HYPHEN);
    }
    case 'words':
      if (where === HOST || where === HANDLE || where === QUERY) return false;
      return hasEdges(words, from, to);
    case 'literal':
      return hasEdges(words, from, to);
  }
}

/** "c++" is not in "c++x", ".net" not in "asp.net", a Korean word not in the middle of another. */
function hasEdges(words: Words, from: number, to: number): boolean {
  const before = from > 0 && words.joined[from] === 1 ? words.kind[from - 1] : undefined;
  if (words.kind[from] === SIGN && before === LETTER) return false;
  if (words.kind[from] === HANGUL && before === HANGUL) return false;
  return (
    words.kind[to] !== SIGN ||
    !(words.joined[to + 1] === 1 && words.kind[to + 1] === LETTER) ||
    to + 1 >= words.count
  );
}
