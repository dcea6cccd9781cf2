/** What stands on the encoder: one hidden layer over a text's numbers, and a logit for each thing that is answered. */
import { SENTIMENTS, TRAINED_CODES, TRAINED_PACKS } from '../model/heads.ts';
import type { WeightsFile } from '../model/weights-file.ts';
import { type Matrix, readMatrix, shrinkColumns } from './weights.ts';

/** Numbers of the hidden layer. */
export const HIDDEN = 128;
/** What the logits stand for, in order. */
export const ANSWERS: readonly string[] = [...SENTIMENTS, ...TRAINED_PACKS, ...TRAINED_CODES, 'any'];
/** Broken trust of any kind. */
export const ANY_ANSWER = ANSWERS.indexOf('any');

/** `hidden` is `width × HIDDEN`, `answers` is `HIDDEN × answers`. */
export interface Heads {
  readonly hidden: Matrix;
  readonly answers: Matrix;
}

/** The parts of a file of weights that hold heads, beside those of the encoder. */
export function addHeads(file: WeightsFile, { hidden, answers }: Heads): WeightsFile {
  const small = shrinkColumns(hidden.numbers, HIDDEN);
  return {
    ...file,
    arrays: {
      ...file.arrays,
      hidden: small.bytes,
      'hidden-scales': small.scales,
      'hidden-bias': hidden.bias,
      answers: answers.numbers,
      'answers-bias': answers.bias,
    },
    words: { ...file.words, answers: ANSWERS },
  };
}

/** Throws when the file has no heads, or those of another program. */
export function readHeads(file: WeightsFile): Heads {
  const { answers, 'answers-bias': bias } = file.arrays;
  if (!(answers instanceof Float32Array && bias instanceof Float32Array))
    throw new Error('the file of weights has no heads');
  if (file.words['answers']?.join() !== ANSWERS.join())
    throw new Error('the file of weights answers something else');
  return { hidden: readMatrix(file, 'hidden', HIDDEN), answers: { numbers: answers, bias } };
}

/** `texts × answers` logits from `texts × width` numbers. */
export function runHeads({ hidden, answers }: Heads, vectors: Float32Array): Float32Array {
  const width = hidden.numbers.length / HIDDEN;
  const texts = vectors.length / width;
  const out = new Float32Array(texts * answers.bias.length);
  for (let t = 0; t < texts; t += 1) {
    const bent = through(hidden, vectors.subarray(t * width, (t + 1) * width)).map(Math.tanh);
    out.set(through(answers, bent), t * answers.bias.length);
  }
  return out;
}

function through({ numbers, bias }: Matrix, row: Float32Array): Float32Array {
  const columns = bias.length;
  const sums = bias.slice();
  for (let r = 0; r < row.length; r += 1) {
    const x = row[r] as number;
    for (let c = 0; c < columns; c += 1)
      sums[c] = (sums[c] as number) + x * (numbers[r * columns + c] as number);
  }
  return sums;
}
