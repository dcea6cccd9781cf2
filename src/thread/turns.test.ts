import { expect, it } from 'vitest';
import { turns } from './turns.ts';

/** What is begun in each turn of the loop when all come at once; each takes as long as the clock says. */
async function begun(comers: number, takesMs: number, budgetMs: number): Promise<number[]> {
  let clock = 0;
  const turn = turns(budgetMs, () => clock);
  const perTurn: number[] = [0];
  let over = false;
  const count = () => {
    if (over) return;
    perTurn.push(0);
    setImmediate(count);
  };
  const work = async () => {
    await turn();
    clock += takesMs;
    perTurn[perTurn.length - 1]! += 1;
  };
  setImmediate(count);
  const all: Promise<void>[] = [];
  for (let i = 0; i < comers; i += 1) {
    all.push(work());
    // As an HTTP server does: the microtasks of one request run before the next is read.
    await Promise.resolve();
    await Promise.resolve();
  }
  await Promise.all(all);
  over = true;
  return perTurn;
}

it('begins what fits the budget at once and gives the others a turn each', async () => {
  const perTurn = await begun(10, 10, 25);
  // 0, 10 and 20 ms into the turn.
  expect(perTurn[0]).toBe(3);
  expect(Math.max(...perTurn.slice(1))).toBe(1);
  expect(perTurn.reduce((a, b) => a + b, 0)).toBe(10);
});

it('control: with a large budget all begin in one turn', async () => {
  expect((await begun(10, 10, 1_000))[0]).toBe(10);
});

it('serves them in the order in which they came', async () => {
  const turn = turns(0);
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      await turn();
      order.push(i);
    }),
  );
  expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
});
