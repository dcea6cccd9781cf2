/** The capacity page shows what its script computes, and the arithmetic is what it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../config/env.ts';

interface Plan {
  cores: number;
  hoursBehind: number;
  gigabytes: number;
  databases: number;
}
interface Script {
  LOADS: readonly { name: string }[];
  plan(costs: unknown, load: unknown, store: string, days?: number): Plan;
  table(costs: unknown): string;
}
const path = '../../scripts/scale.mjs';
const { plan, table } = (await import(path)) as Script;
const read = (name: string) => readFileSync(join(packageRoot, 'docs', name), 'utf8');

test('the page holds the table of the measured costs', () => {
  expect(read('scale.md')).toContain(table(JSON.parse(read('scale.json'))));
});

test('cores, backlog, databases and disk follow from the costs', () => {
  const costs = {
    storedPerSecond: { sqlite: 1_000, postgres: 500 },
    storedCores: 2,
    matchedPerCoreSecond: 100_000,
    streamCoresPerEvent: 0.0001,
    bytesPerMention: { withText: 1_000, expired: 100 },
  };
  const load = { name: 'x', looked: [0, 0], kept: [100, 1_500] };
  // 500 a second too many for an hour, 900 a second to spare afterwards.
  expect(plan(costs, load, 'sqlite').hoursBehind).toBeCloseTo(500 / 900);
  expect(plan(costs, load, 'sqlite').cores).toBe(4);
  expect(plan(costs, load, 'sqlite', 90).gigabytes).toBeCloseTo((100 * 86_400 * 90 * 1_000) / 1e9);
  expect(plan(costs, load, 'sqlite', 100).gigabytes).toBeCloseTo((100 * 86_400 * (90_000 + 1_000)) / 1e9);
  expect(plan(costs, { ...load, kept: [600, 600] }, 'postgres')).toMatchObject({
    databases: 3,
    hoursBehind: Infinity,
  });
  expect(plan(costs, { ...load, looked: [0, 10_000], kept: [0, 0] }, 'sqlite').cores).toBe(3);
});
