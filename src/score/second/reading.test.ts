import { describe, expect, it } from 'vitest';
import { parseWeights, writeWeights } from '../model/weights-file.ts';
import { addHeads, ANSWERS, HIDDEN, readHeads } from './heads.ts';
import { createPieces } from './pieces.ts';
import { plainEncoder } from './plain-encoder.fixture.ts';
import { openSecondReading } from './reading.ts';
import { letter, numbers, SIZES, weightsOf } from './weights.fixture.ts';
import { type Matrix, readEncoder, writeEncoder } from './weights.ts';

const heads = {
  hidden: { numbers: numbers(SIZES.width * HIDDEN, 3, 0.3), bias: numbers(HIDDEN, 4, 0.3) },
  answers: {
    numbers: numbers(HIDDEN * ANSWERS.length, 5, 0.3),
    bias: numbers(ANSWERS.length, 6, 0.3),
  },
};
const content = addHeads(writeEncoder(weightsOf(SIZES)), heads);
const file = writeWeights(content);
const TEXTS = [[9, 12, 44], [7], [], [11, 11, 8, 30, 49, 6]].map((pieces) => pieces.map(letter).join(''));

function through({ numbers: matrix, bias }: Matrix, row: readonly number[]): number[] {
  return Array.from(bias, (b, c) => row.reduce((sum, x, r) => sum + x * matrix[r * bias.length + c]!, b));
}

describe('the second reading', () => {
  it('answers by its definition, from a file alone', () => {
    const read = openSecondReading(file).read(TEXTS);
    const parsed = parseWeights(file);
    const weights = readEncoder(parsed);
    const { hidden, answers } = readHeads(parsed);
    const some = TEXTS.filter((text) => text !== '');
    for (const text of some) {
      const vector = plainEncoder(weights, createPieces(weights.vocabulary).read(text));
      const expected = through(answers, through(hidden, vector).map(Math.tanh));
      const from = TEXTS.indexOf(text) * ANSWERS.length;
      const got = read.slice(from, from + ANSWERS.length);
      expect(Math.max(...got.map((x, i) => Math.abs(x - expected[i]!)))).toBeLessThan(2e-3);
    }
    expect(new Set(read).size).toBeGreaterThan(3 * ANSWERS.length);
  });

  it('keeps the heads in eight bits', () => {
    const { hidden, answers } = readHeads(parseWeights(file));
    const most = Math.max(...heads.hidden.numbers);
    expect(Math.max(...hidden.numbers.map((x, i) => Math.abs(x - heads.hidden.numbers[i]!)))).toBeLessThan(
      (0.51 * most) / 127,
    );
    expect(answers).toEqual(heads.answers);
  });

  it('refuses a file that is cut short, has no heads, or answers something else', () => {
    expect(() => openSecondReading(file.subarray(0, file.length - 900))).toThrow();
    expect(() => openSecondReading(writeWeights(writeEncoder(weightsOf(SIZES))))).toThrow('has no heads');
    const words = { ...content.words, answers: ANSWERS.toReversed() };
    expect(() => openSecondReading(writeWeights({ ...content, words }))).toThrow('answers something else');
  });
});
