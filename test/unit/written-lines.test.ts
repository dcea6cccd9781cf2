import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { agreement, HARM, harms, kappa, readWritten, summary } from '../../scripts/train/agreement.ts';

const folder = join(packageRoot, 'scripts/train/texts/writers');
const training = readWritten(folder);
const validation = readWritten(join(folder, 'validation'));
const all = [...training, ...validation];

it('the lines have many writers, and those of validation have written no other line', () => {
  const writers = new Set(training.map(({ writer }) => writer));
  expect(writers.size).toBeGreaterThanOrEqual(16);
  for (const { writer } of validation) expect(writers.has(writer)).toBe(false);
  expect(all.length).toBeGreaterThan(16_000);
  expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
});

it('half of them stand for any brand, and harmless ones are as many as others', () => {
  const share = (n: number) => n / all.length;
  const named = share(all.filter(({ text }) => text.includes('{brand}')).length);
  expect(named).toBeGreaterThan(0.4);
  expect(named).toBeLessThan(0.6);
  const harmful = share(all.filter(({ agreed }) => harms(agreed)).length);
  expect(harmful).toBeGreaterThan(0.4);
  expect(harmful).toBeLessThan(0.6);
  for (const code of HARM)
    expect([code, all.filter(({ agreed }) => agreed.codes.includes(code)).length > 200]).toEqual([
      code,
      true,
    ]);
});

it('writers and readers agree, as the README of the folder says', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(readme).toContain(summary(all));
  expect(readme).not.toContain(summary(validation));
  const found = agreement(all);
  expect(found['broken trust']).toBeGreaterThan(0.95);
  expect(found['tone']).toBeGreaterThan(0.8);
  expect(all.filter(({ second }) => second === undefined)).toEqual([]);
});

it('kappa is 1 for the same labels, about 0 for chance, and as Cohen works it out', () => {
  expect(kappa([...pairs(20, 1, 1), ...pairs(15, 0, 0)])).toBe(1);
  // 20 and 15 of 50 agreed: (.7 - .5) / .5.
  expect(kappa([...pairs(20, 1, 1), ...pairs(15, 0, 0), ...pairs(5, 1, 0), ...pairs(10, 0, 1)])).toBeCloseTo(
    0.4,
  );
  expect(kappa([...pairs(25, 1, 1), ...pairs(25, 0, 0), ...pairs(25, 1, 0), ...pairs(25, 0, 1)])).toBe(0);
});

function pairs(n: number, a: number, b: number): [number, number][] {
  return Array.from({ length: n }, () => [a, b]);
}
