import { expect, it } from 'vitest';
import { breather } from './breathe.ts';

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
  const loop = async (breathe: () => Promise<void>) => {
    for (let i = 0; i < 100; i += 1) await breathe();
  };
  expect(await turnsDuring(() => loop(breather(0)))).toBeGreaterThanOrEqual(99);
  expect(await turnsDuring(() => loop(breather(60_000)))).toBe(0);
  // The control: awaiting what is there gives nobody a turn.
  expect(await turnsDuring(() => loop(async () => {}))).toBe(0);
});
