import { describe, expect, it } from 'vitest';
import { newFeatures } from '../../src/score/model/features.ts';
import { readSix } from '../../src/score/model/linear.ts';
import { fitLinear, type LinearExample } from './linear-fit.ts';
import { linearExample, prepare } from './prepare.ts';

const TEXTS: readonly (readonly [string, number, number])[] = [
  ['they sell my data', 0, 1],
  ['my data was sold to strangers', 0, 1],
  ['lovely day at the beach', 2, 0],
  ['what a lovely song', 2, 0],
  ['the bus leaves at nine', 1, 0],
  ['the shop opens at nine', 1, 0],
];
const PLAN = {
  bits: 12,
  softmax: 3,
  logistic: 3,
  epochs: 30,
  rate: 0.2,
  dropped: 0.1,
  least: 1,
  seed: 1,
  positives: 1,
} as const;

function examples(): LinearExample[] {
  return TEXTS.map(([text, sentiment, privacy]) =>
    linearExample(prepare({ text, sentiment, packs: [privacy, 0], codes: [], origin: 'own' }), 1),
  );
}

describe('fitLinear', () => {
  it('learns what it is shown', () => {
    const weights = fitLinear(examples(), PLAN);
    const features = newFeatures();
    const out = new Float32Array(6);
    for (const [i, example] of examples().entries()) {
      features.hashes.set(example.hashes);
      features.words = example.words;
      features.count = example.hashes.length;
      readSix(weights, features, out);
      const best = [0, 1, 2].toSorted((a, b) => out[b]! - out[a]!)[0];
      expect(best).toBe(TEXTS[i]![1]);
      expect(out[3]! > 0).toBe(TEXTS[i]![2] === 1);
    }
  });
  it('gives the same bytes for the same seed, others for another', () => {
    const table = (seed: number) => Buffer.from(fitLinear(examples(), { ...PLAN, seed }).table);
    expect(table(1).equals(table(1))).toBe(true);
    expect(table(1).equals(table(2))).toBe(false);
  });
});
