/** The second reading of posts, from one file of weights: pieces, encoder and heads. */
import type { Buffer } from 'node:buffer';
import { parseWeights } from '../model/weights-file.ts';
import { createEncoder } from './encoder.ts';
import { ANSWERS, readHeads, runHeads } from './heads.ts';
import { createPieces } from './pieces.ts';
import { readEncoder } from './weights.ts';

export interface SecondReading {
  /** Logits of a text: those of `ANSWERS` in order. */
  readonly width: number;
  /** `texts × width` logits for texts that are normalised. */
  read(texts: readonly string[]): Float32Array;
}

/** Takes about half a second. Throws when the file is none of weights, is cut short, or answers something else. */
export function openSecondReading(file: Buffer): SecondReading {
  const parsed = parseWeights(file);
  const weights = readEncoder(parsed);
  const heads = readHeads(parsed);
  const pieces = createPieces(weights.vocabulary);
  const encoder = createEncoder(weights);
  return {
    width: ANSWERS.length,
    read: (texts) => runHeads(heads, encoder.read(texts.map((text) => pieces.read(text)))),
  };
}
