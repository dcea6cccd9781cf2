import { expect, it } from 'vitest';
import { PROTOTYPE_NAMES, shapes } from './shapes.ts';

const GOOD = { externalId: '1', text: 'acme', publishedAt: '2026-03-01T00:00:00Z', title: 'T' };

function entries(seed: number): string[] {
  const { spoilt } = shapes(seed);
  return Array.from({ length: 1_500 }, () => JSON.stringify(spoilt(GOOD)));
}

it('gives the same for a seed, and other values for another one', () => {
  expect(entries(1)).toEqual(entries(1));
  expect(entries(1)).not.toEqual(entries(2));
});

it('makes what no database and no parser likes', () => {
  const all = entries(3).join('\n');
  const marks = [
    '\\u0000',
    '\\ud83d',
    '1e+308',
    '9300000000000000000',
    '<div>',
    '\u202e',
    ...PROTOTYPE_NAMES,
  ];
  expect(marks.filter((mark) => !all.includes(mark))).toEqual([]);
  expect(() => JSON.parse(shapes(1).nestedText(100))).not.toThrow();
});
