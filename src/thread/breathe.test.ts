import { expect, it } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { breather, inIdleTurns } from './breathe.ts';

/** Turns of the loop while `work` is done. */
async function turnsDuring(work: () => Promise<void>): Promise<number> {
  let turns = 0;
  let over = false;
  const count = () => {
    if (over) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  await work();
  over = true;
  return turns;
}

it('gives others turns in a loop that awaits nothing else, and none too many', async () => {
  const loop = async (breathe: () => Promise<void> | undefined) => {
    for (let i = 0; i < 100; i += 1) await breathe();
  };
  expect(await turnsDuring(() => loop(breather(0)))).toBeGreaterThanOrEqual(99);
  expect(await turnsDuring(() => loop(breather(60_000)))).toBe(0);
  // The control: awaiting what is there gives nobody a turn.
  expect(await turnsDuring(() => loop(async () => {}))).toBe(0);
});

it('takes steps that nobody waits for one at a time, until it is ended', async () => {
  let steps = 0;
  function* work(): Generator<void> {
    for (; steps < 5; steps += 1) yield;
  }
  inIdleTurns(work());
  expect(steps).toBe(0);
  await eventually('all steps are taken', () => steps === 5);
  steps = 0;
  await inIdleTurns(work())();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(steps).toBe(0);
});
