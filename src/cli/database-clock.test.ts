import { expect, it } from 'vitest';
import { databaseClock } from './database-clock.ts';

async function clockOf(aheads: (number | Error)[]) {
  const moves: number[] = [];
  const store = {
    async clockAhead() {
      const next = aheads.shift() ?? 0;
      if (next instanceof Error) throw next;
      return next;
    },
  };
  const made = await databaseClock(
    store,
    (ms) => moves.push(ms),
    () => 1_000_000,
  );
  made.stop();
  return { ...made, moves };
}

it('a host that is two hours behind is corrected, and reported once', async () => {
  const { clock, look, moves } = await clockOf([7_200_000, 7_200_300]);
  expect(clock()).toBe(8_200_000);
  await look();
  expect(clock()).toBe(8_200_000);
  expect(moves).toEqual([7_200_000]);
});

it('hosts that differ by less than two seconds keep their own', async () => {
  const { clock, moves } = await clockOf([1_900]);
  expect(clock()).toBe(1_000_000);
  expect(moves).toEqual([]);
});

it('a clock that was set right is no longer moved; a database that does not answer changes nothing', async () => {
  const { clock, look, moves } = await clockOf([-7_200_000, new Error('gone'), 5]);
  await look();
  expect(clock()).toBe(1_000_000 - 7_200_000);
  await look();
  expect(clock()).toBe(1_000_000);
  expect(moves).toEqual([-7_200_000, 0]);
});
