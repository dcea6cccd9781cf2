/** Shares the event loop among many who come at once: a burst of requests is spread over several turns of it. */

/** Work done in one turn before the next comer has to wait, in milliseconds. */
const BUDGET_MS = 25;

/**
 * Called when a piece of work begins. Once the work of this turn has taken longer than the budget, the others wait, one
 * turn each, in the order in which they came.
 */
export function turns(
  budgetMs: number = BUDGET_MS,
  now: () => number = () => performance.now(),
): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let startedAt: number | undefined;

  /** Once a turn while somebody waits, and at the end of one in which somebody came. */
  function nextTurn(): void {
    const first = waiting.shift();
    startedAt = first ? now() : undefined;
    if (!first) return;
    setImmediate(nextTurn);
    first();
  }

  return async () => {
    if (startedAt === undefined) {
      startedAt = now();
      setImmediate(nextTurn);
      return;
    }
    if (waiting.length === 0 && now() - startedAt <= budgetMs) return;
    await new Promise<void>((resolve) => void waiting.push(resolve));
  };
}
