/**
 * Cuts a text into the pieces of the encoder's vocabulary, the likeliest way (Kudo 2018, "Subword Regularization",
 * unigram model; Viterbi 1967). It does what the encoder was trained with, down to its oddities: a score that is
 * missing counts as 0, a character that is no piece costs nothing, and neighbours of that kind are one piece.
 */

/** A piece and the logarithm of its probability. */
export type Piece = readonly [text: string, score: number];

export interface Pieces {
  /** Numbers of the pieces of a text, in order. */
  read(text: string): Int32Array;
}

/** Number of what is no piece. */
const UNKNOWN = 0;
/** The first entries of the vocabulary stand for no text. */
const RESERVED = 6;
const SPACE = '\u2581';

export function createPieces(vocabulary: readonly Piece[]): Pieces {
  const trie = buildTrie(vocabulary);
  const scores = Float64Array.from(vocabulary, ([, score]) => score);
  const lengths = Uint8Array.from(vocabulary, ([text]) => text.length);
  let best = new Float64Array(0);
  let last = new Int32Array(0);

  function read(text: string): Int32Array {
    const characters = symbols(text, trie.letters);
    const many = characters.length;
    if (best.length <= many) {
      best = new Float64Array(2 * many + 1);
      last = new Int32Array(2 * many + 1);
    }
    best.fill(0, 0, many + 1);
    last.fill(UNKNOWN, 0, many + 1);
    for (let from = 0; from < many; from += 1) {
      const sum = best[from] as number;
      let node = 0;
      let any = false;
      for (let to = from; to < many; to += 1) {
        node = trie.next(node, characters[to] as number);
        if (node === 0) break;
        const piece = trie.pieces[node] as number;
        if (piece === UNKNOWN) continue;
        any = true;
        offer(to + 1, sum + (scores[piece] as number), piece);
      }
      if (!any) offer(from + 1, sum, UNKNOWN);
    }
    return traceBack(many);
  }

  function offer(end: number, score: number, piece: number): void {
    const so = best[end] as number;
    if (so !== 0 && score < so) return;
    best[end] = score;
    last[end] = piece;
  }

  function traceBack(many: number): Int32Array {
    const found: number[] = [];
    let unknown = false;
    for (let at = many; at > 0; ) {
      const piece = last[at] as number;
      if (piece !== UNKNOWN || !unknown) found.push(piece);
      unknown = piece === UNKNOWN;
      at -= unknown ? 1 : (lengths[piece] as number);
    }
    return Int32Array.from(found.reverse());
  }

  return { read };
}

/** Numbers of the letters of a text that begins with a space; 0 is a letter of no piece. */
function symbols(text: string, letters: ReadonlyMap<string, number>): Uint16Array {
  const even = text.normalize('NFKC');
  if (even === '') return new Uint16Array(0);
  const numbers = new Uint16Array(even.length + 1);
  const space = letters.get(SPACE) ?? 0;
  numbers[0] = space;
  let many = 1;
  for (const letter of even) {
    numbers[many] = letter === ' ' ? space : (letters.get(letter) ?? 0);
    many += 1;
  }
  return numbers.subarray(0, many);
}

interface Trie {
  readonly letters: ReadonlyMap<string, number>;
  /** The piece that ends at a node, or 0. */
  readonly pieces: Int32Array;
  /** The node after a letter, or 0. */
  next(node: number, letter: number): number;
}

const LETTER_BITS = 10;

/** A hash table from node and letter to node; it takes a few milliseconds to build. */
function buildTrie(vocabulary: readonly Piece[]): Trie {
  const letters = new Map<string, number>();
  const nodes = vocabulary.reduce((sum, [text]) => sum + text.length, 1);
  const size = 2 ** Math.ceil(Math.log2(2 * nodes));
  const shift = 32 - Math.log2(size);
  const keys = new Int32Array(size);
  const targets = new Int32Array(size);
  const pieces = new Int32Array(nodes);
  let used = 1;

  /** Where a key is or would go. Letters count from 1, so no key is 0. */
  function slot(key: number): number {
    let at = Math.imul(key, 0x9e3779b1) >>> shift;
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & (size - 1);
    return at;
  }
  vocabulary.forEach(([text], piece) => {
    if (piece < RESERVED) return;
    let node = 0;
    for (const letter of text) {
      const number = letters.get(letter) ?? letters.size + 1;
      letters.set(letter, number);
      const key = (node << LETTER_BITS) | number;
      const at = slot(key);
      if (keys[at] === 0) {
        keys[at] = key;
        targets[at] = used;
        used += 1;
      }
      node = targets[at] as number;
    }
    pieces[node] = piece;
  });
  return {
    letters,
    pieces,
    next: (node, letter) => (letter === 0 ? 0 : (targets[slot((node << LETTER_BITS) | letter)] as number)),
  };
}
