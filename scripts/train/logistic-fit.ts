/** Small dense logistic models by gradient descent with momentum: for the last step, where inputs are few. */
import { type Blend, blend, softmax } from '../../src/score/model/stack.ts';

export interface DenseExample {
  readonly inputs: readonly number[];
  /** Class number. */
  readonly target: number;
  readonly weight: number;
}

const STEPS = 1_500;
const RATE = 0.3;
const MOMENTUM = 0.9;
const RIDGE = 1e-4;

/** Fits `classes` blends (one for two classes: the logit of class 1). Inputs are scaled inside and back. */
export function fitDense(examples: readonly DenseExample[], classes: number): Blend[] {
  const width = examples[0]?.inputs.length ?? 0;
  const scale = Array.from({ length: width }, (_, i) => {
    const squares = examples.reduce((sum, e) => sum + (e.inputs[i] as number) ** 2, 0);
    return 1 / (Math.sqrt(squares / examples.length) || 1);
  });
  const outputs = classes === 2 ? 1 : classes;
  const w = Array.from({ length: outputs }, () => new Float64Array(width + 1));
  const speed = w.map((row) => new Float64Array(row.length));
  const total = examples.reduce((sum, e) => sum + e.weight, 0);
  const scaled = examples.map((e) => e.inputs.map((x, i) => x * (scale[i] as number)));

  for (let step = 0; step < STEPS; step += 1) {
    const slope = w.map((row) => row.map((x, i) => (i < width ? RIDGE * x : 0)));
    examples.forEach(({ target, weight }, n) => {
      const inputs = scaled[n] as number[];
      const logits = w.map((row) =>
        inputs.reduce((sum, x, i) => sum + x * (row[i] as number), row[width] as number),
      );
      const p = classes === 2 ? [1 / (1 + Math.exp(-(logits[0] as number)))] : softmax(logits);
      p.forEach((value, k) => {
        const g = (weight / total) * (value - (classes === 2 ? target : target === k ? 1 : 0));
        const row = slope[k] as Float64Array;
        for (let i = 0; i < width; i += 1) row[i] = (row[i] as number) + g * (inputs[i] as number);
        row[width] = (row[width] as number) + g;
      });
    });
    w.forEach((row, k) => {
      const s = speed[k] as Float64Array;
      for (let i = 0; i < row.length; i += 1) {
        s[i] = MOMENTUM * (s[i] as number) - RATE * ((slope[k] as Float64Array)[i] as number);
        row[i] = (row[i] as number) + (s[i] as number);
      }
    });
  }
  return w.map((row) => ({
    bias: row[width] as number,
    weights: Array.from(row.subarray(0, width), (x, i) => x * (scale[i] as number)),
  }));
}

/** Mean log loss of one blend for class 1. */
export function logLoss(model: Blend, examples: readonly DenseExample[]): number {
  let sum = 0;
  for (const { inputs, target } of examples) {
    const x = blend(model, inputs);
    sum += Math.log(1 + Math.exp(target === 1 ? -x : x));
  }
  return sum / examples.length;
}
