/** The shipped models, read from their file once a process. */
import { Buffer } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Conv, createConv } from './conv.ts';
import type { LinearWeights } from './linear.ts';
import { HEADS, PACK_HEAD, SENTIMENTS } from './heads.ts';
import type { StackWeights } from './stack.ts';
import { parseWeights, type WeightsFile } from './weights-file.ts';

export interface Model {
  /** E.g. `model-3f2a…`, from the content of the weights. */
  readonly version: string;
  readonly linear: LinearWeights;
  /** The net for sentiment: three heads. */
  readonly sentiment: Conv;
  /** The net for broken trust: packs, then codes. */
  readonly trust: Conv;
  /** General words with their valence −4…4; our own lexicon goes over it. */
  readonly valences: readonly (readonly [string, number])[];
  readonly stack: StackWeights;
  /** How many held-out tweets of each class (rows) were called each class (columns), for correcting shares. */
  readonly confusion: readonly (readonly number[])[];
}

/** Sizes and small numbers of the file's first line. */
interface ModelFacts {
  readonly version: string;
  readonly dims: number;
  readonly filters: Readonly<Record<'sentiment' | 'trust', number>>;
  readonly linearBits: number;
  readonly stack: StackWeights;
  readonly confusion: readonly (readonly number[])[];
}

/** Valences are kept as bytes of this size. */
export const VALENCE_STEP = 1 / 31;

const inSource = import.meta.url.endsWith('.ts');
export const WEIGHTS_PATH = fileURLToPath(
  new URL(inSource ? '../weights/model.bin' : '../../../../src/score/weights/model.bin', import.meta.url),
);

/** The first line is far shorter. */
const HEAD_SIZE = 64 * 1024;

let shipped: Model | undefined;

/** The shipped model. Throws when its file is absent or cut short. */
export function shippedModel(): Model {
  shipped ??= openModel(parseWeights(readFileSync(WEIGHTS_PATH)));
  return shipped;
}

/** The version of the shipped weights, from the first line of their file. */
export function shippedVersion(): string {
  const { version } = headOf(WEIGHTS_PATH);
  if (typeof version !== 'string') throw new Error(`${WEIGHTS_PATH} does not say its version`);
  return version;
}

/** What the first line of a file of weights says; the rest is not read. */
export function headOf(path: string): Readonly<Record<string, unknown>> {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(HEAD_SIZE);
    const line = start.toString('utf8', 0, readSync(file, start)).split('\n')[1] ?? '';
    return (JSON.parse(line) as Pick<WeightsFile, 'facts'>).facts;
  } finally {
    closeSync(file);
  }
}

export function openModel(file: WeightsFile): Model {
  const facts = file.facts as unknown as ModelFacts;
  const i8 = (name: string) => array(file, name) as Int8Array;
  const f32 = (name: string) => array(file, name) as Float32Array;
  const valenceWords = file.words['valence-words'] ?? [];
  const valences = i8('valences');
  return {
    version: facts.version,
    linear: linearOf('linear', facts.linearBits),
    sentiment: convOf('sentiment', SENTIMENTS.length),
    trust: convOf('trust', HEADS - PACK_HEAD),
    valences: valenceWords.map((word, i) => [word, (valences[i] as number) * VALENCE_STEP] as const),
    stack: facts.stack,
    confusion: facts.confusion,
  };

  function convOf(name: 'sentiment' | 'trust', headCount: number): Conv {
    const filters = facts.filters[name];
    const heads = f32(`${name}-heads`);
    if (heads.length !== filters * headCount) throw new Error('the weights are of another version of Outcry');
    const [kernel, kernelBias] = [f32(`${name}-kernel`), f32(`${name}-kernel-bias`)];
    const headBias = f32(`${name}-head-bias`);
    return createConv({
      words: file.words[`${name}-words`] ?? [],
      dims: facts.dims,
      filters,
      headCount,
      embeddings: i8(`${name}-vectors`),
      scales: f32(`${name}-vector-scales`),
      kernel,
      kernelBias,
      heads,
      headBias,
    });
  }
  function linearOf(name: string, bits: number): LinearWeights {
    const scales = f32(`${name}-scales`);
    return { bits, heads: scales.length, table: i8(name), scales, bias: f32(`${name}-bias`) };
  }
}

function array(file: WeightsFile, name: string): Int8Array | Float32Array {
  const found = file.arrays[name];
  if (found === undefined) throw new Error(`the file of weights has no ${name}`);
  return found;
}
