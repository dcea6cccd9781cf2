/**
 * The encoder of the second reading: the Universal Sentence Encoder's small transformer (Cer et al. 2018; two layers,
 * pre-norm, Vaswani et al. 2017). All pieces of a batch are rows of one matrix product; attention takes a text at a
 * time, and nothing is padded.
 */
import { attention } from './attention.ts';
import { openTile } from './tile.ts';
import { type EncoderWeights, MOST_PIECES, timing } from './weights.ts';

export interface Encoder {
  /** Numbers of a text. */
  readonly width: number;
  /** `texts × width` numbers between −1 and 1 for texts as numbers of pieces. The first 128 pieces count. */
  read(texts: readonly Int32Array[]): Float32Array;
  /** What the first layer makes of each piece of the texts in turn, `pieces × width`; training begins there. */
  lower(texts: readonly Int32Array[]): Float32Array;
}

/** Rows of a tile: so many fit the processor's memory, and more bring no speed. */
const TILE = 256;
/** Texts of a tile. */
const TEXTS = 64;

export function createEncoder(weights: EncoderWeights): Encoder {
  const { sizes, embeddings } = weights;
  const { bias } = weights.matrices.pool;
  const { dims, width } = sizes;
  const tile = openTile(weights, TILE, TEXTS);
  const attend = [attention(tile, dims, sizes.heads), attention(tile, width, sizes.heads)] as const;
  const signal = Array.from({ length: MOST_PIECES }, (_, place) => timing(place, dims));

  function place(texts: readonly Int32Array[]): number {
    let row = 0;
    for (const text of texts)
      for (let i = 0; i < text.length; i += 1) {
        const from = (text[i] as number) * dims;
        const here = signal[i] as Float32Array;
        for (let d = 0; d < dims; d += 1)
          tile.pieces[row * dims + d] = 2 * (embeddings[from + d] as number) + (here[d] as number);
        row += 1;
      }
    return row;
  }

  function runLayer(layer: 0 | 1, texts: readonly Int32Array[], rows: number): void {
    tile.normalise(`attend${layer}`, layer === 0 ? tile.at.pieces : tile.at.stream, rows);
    tile.multiply(`attend${layer}`, rows);
    attend[layer](texts);
    tile.shrink(tile.at.even, layer === 0 ? dims : width, rows);
    tile.multiplyAdd(`join${layer}`, rows);
    tile.normalise(`widen${layer}`, tile.at.stream, rows);
    tile.multiply(`widen${layer}`, rows);
    if (layer === 0) tile.narrow(rows);
  }

  /** The first layer over one tile; answers its rows. */
  function begin(texts: readonly Int32Array[]): number {
    const rows = place(texts);
    if (rows === 0) return 0;
    tile.shrink(tile.at.pieces, dims, rows);
    tile.multiply('across', rows);
    runLayer(0, texts, rows);
    return rows;
  }

  /** One tile; leaves its answers in `tile.answers`. */
  function readTile(texts: readonly Int32Array[]): void {
    const rows = begin(texts);
    if (rows > 0) runLayer(1, texts, rows);
    let row = 0;
    texts.forEach(({ length }, t) => {
      tile.average(t, row, length);
      row += length;
    });
    tile.pool(texts.length);
  }

  /** Calls `each` for texts that fit the tile together, with the number of the first. */
  function inTiles(
    texts: readonly Int32Array[],
    each: (tileTexts: readonly Int32Array[], first: number) => void,
  ): void {
    for (let from = 0; from < texts.length; ) {
      let to = from;
      for (let rows = 0; to < texts.length && to - from < TEXTS; to += 1) {
        rows += (texts[to] as Int32Array).length;
        if (rows > TILE) break;
      }
      each(texts.slice(from, to), from);
      from = to;
    }
  }

  return {
    width,
    lower(given) {
      const texts = given.map((text) => text.subarray(0, MOST_PIECES));
      const out = new Float32Array(width * texts.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      inTiles(texts, (some) => {
        const many = begin(some) * width;
        out.set(tile.stream.subarray(0, many), at);
        at += many;
      });
      return out;
    },
    read(given) {
      const texts = given.map((text) => text.subarray(0, MOST_PIECES));
      const out = new Float32Array(texts.length * width);
      inTiles(texts, (some, first) => {
        readTile(some);
        for (let i = 0; i < some.length * width; i += 1)
          out[first * width + i] = Math.tanh((tile.answers[i] as number) + (bias[i % width] as number));
      });
      return out;
    },
  };
}
