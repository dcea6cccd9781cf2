/** What was trained, as a file of weights. */
import type { WeightsFile } from '../../../src/score/model/weights-file.ts';
import { addHeads } from '../../../src/score/second/heads.ts';
import { type EncoderWeights, type Matrix, writeEncoder } from '../../../src/score/second/weights.ts';
import { type Net, type PartName, TRAINED } from './net.ts';

/** The whole encoder, with the second layer and the heads of `net`. */
export function trained(weights: EncoderWeights, net: Net): WeightsFile {
  const part = (name: PartName): Matrix => {
    const { numbers, bias } = net.parts[name];
    return { numbers: numbers.numbers.slice(), bias: bias.numbers.slice() };
  };
  const matrices = { ...weights.matrices };
  for (const name of TRAINED) matrices[name] = part(name);
  const heads = part('heads');
  const padded = heads.bias.length;
  const answers = {
    numbers: heads.numbers.filter((_, i) => i % padded < net.headCount),
    bias: heads.bias.slice(0, net.headCount),
  };
  return addHeads(writeEncoder({ ...weights, matrices }), { hidden: part('hidden'), answers });
}
