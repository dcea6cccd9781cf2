import { describe, expect, it } from 'vitest';
import { adam } from '../../scripts/train/adam.ts';
import { seeded } from '../../scripts/train/chance.ts';
import { fitEncoder } from '../../scripts/train/encoder/fit.ts';
import { lossOf, type Target } from '../../scripts/train/encoder/loss.ts';
import { fillLowers, newLowers, placeLower } from '../../scripts/train/encoder/lowers.ts';
import { openMemory, openProducts } from '../../scripts/train/encoder/products.ts';
import type { Example, FitPlan } from '../../scripts/train/encoder/share.ts';
import { trained } from '../../scripts/train/encoder/trained.ts';
import { HEADS, PACK_HEAD } from '../../src/score/model/heads.ts';
import { writeWeights } from '../../src/score/model/weights-file.ts';
import { createEncoder } from '../../src/score/second/encoder.ts';
import { createPieces } from '../../src/score/second/pieces.ts';
import { openSecondReading } from '../../src/score/second/reading.ts';
import { letter, SIZES, weightsOf } from '../../src/score/second/weights.fixture.ts';

const weights = weightsOf(SIZES);
const pieces = createPieces(weights.vocabulary);
const random = seeded(3);
/** What a text says depends on whether it has piece 20. */
const TEXTS = Array.from({ length: 211 }, (_, i) => {
  const some = Array.from({ length: 1 + Math.floor(12 * random()) }, () => 6 + Math.floor(14 * random()));
  return [...some, ...(i % 2 === 0 ? [20] : []), 30 + (i % 7)].map(letter).join('');
});
const EXAMPLES = TEXTS.map((text, i): Example => {
  const others = new Int8Array(HEADS - PACK_HEAD).fill(i % 3 === 0 ? -1 : 0);
  others[0] = 1 - (i % 2);
  return { pieces: pieces.read(text), target: { sentiment: i % 2, others, weight: 1 } };
});
const PLAN = { headCount: HEADS, passes: 90, rate: 3e-3, headRate: 1e-2, seed: 4, threads: 1 };

async function fit(plan: FitPlan) {
  const losses: number[] = [];
  const net = await fitEncoder(weights, EXAMPLES, plan, (step, _steps, loss) => {
    if (step > 0) losses.push(loss);
  });
  return { net, losses };
}

describe('training the encoder', () => {
  it('gives the same numbers with one thread and with two, and others with another seed', async () => {
    const short = { ...PLAN, passes: 1 };
    const [one, two, other] = await Promise.all(
      [short, { ...short, threads: 2 }, { ...short, seed: 5 }].map(fit),
    );
    expect(one!.losses).toHaveLength(7);
    expect(two!.losses).toEqual(one!.losses);
    expect([...two!.net.all]).toEqual([...one!.net.all]);
    expect([...other!.net.all]).not.toEqual([...one!.net.all]);
  });

  it('learns, and its file reads texts as the trained numbers do', async () => {
    const { net, losses } = await fit(PLAN);
    const last = losses.slice(-7).reduce((a, b) => a + b, 0) / 7;
    expect(last).toBeLessThan(0.2 * losses[0]!);
    const read = openSecondReading(writeWeights(trained(weights, net))).read(TEXTS);
    const logits = { numbers: read, at: 0, rows: TEXTS.length, columns: HEADS };
    const targets = EXAMPLES.map(({ target }) => target);
    const lossFor = (some: readonly Target[]) =>
      lossOf(logits, HEADS, some, new Float32Array(read.length)) / TEXTS.length;
    expect(lossFor(targets)).toBeLessThan(1.2 * last);
    expect(lossFor([...targets.slice(1), targets[0]!])).toBeGreaterThan(4 * last);
  }, 60_000);
});

const BYTES = 4 * 1024 * 1024;

describe('the steps of a training', () => {
  const products = openProducts(openMemory(BYTES), 64, BYTES, SIZES.width);

  it('move numbers as Adam does', () => {
    const many = 40;
    const [values, mean, square, one, other] = Array.from({ length: 5 }, () => products.row(many));
    const expected = Float32Array.from({ length: many }, () => random() - 0.5);
    values!.numbers.set(expected);
    const start = expected.slice();
    const mover = adam(expected);
    for (let step = 1; step <= 5; step += 1) {
      const slope = Float32Array.from({ length: many }, () => random() - 0.4);
      one!.numbers.set(slope.map((x) => 3 * x + 1));
      other!.numbers.set(slope.map((x) => x - 1));
      products.loops.move(
        values!.at,
        mean!.at,
        square!.at,
        one!.at,
        other!.at,
        4 * many,
        1 / 4,
        0.01 / (1 - 0.9 ** step),
        1 / Math.sqrt(1 - 0.999 ** step),
      );
      mover.step(slope, 0.01);
    }
    expect(Math.max(...values!.numbers.map((x, i) => Math.abs(x - expected[i]!)))).toBeLessThan(1e-6);
    expect(Math.max(...start.map((x, i) => Math.abs(x - expected[i]!)))).toBeGreaterThan(0.02);
  });

  it('keep the rows of the first layer to a 65,000th of the largest number', () => {
    const texts = EXAMPLES.map((example) => example.pieces);
    const lowers = newLowers(texts, SIZES.width);
    for (const who of [1, 0]) fillLowers(lowers, weights, texts, 2, who, products);
    const encoder = createEncoder(weights);
    for (const t of [0, 127, 128, 210]) {
      const expected = encoder.lower([texts[t]!]);
      const to = products.rows(texts[t]!.length + 1, SIZES.width);
      placeLower(lowers, t, to, 1, products);
      const most = Math.max(...expected.map(Math.abs));
      const wrong = expected.map((x, i) => Math.abs(x - to.numbers[SIZES.width + i]!));
      expect(Math.max(...wrong)).toBeLessThan(most / 65_000);
      expect(Math.max(...wrong)).toBeGreaterThan(0);
    }
  });
});
