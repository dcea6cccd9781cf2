/** Counts what else the process could do while something ran: a block of the event loop, without a clock. */
export async function turnsDuring<T>(
  work: () => T | Promise<T>,
): Promise<{ turns: number; result: T | Error }> {
  let turns = 0;
  let over = false;
  const count = () => {
    if (over) return;
    turns += 1;
    setTimeout(count, 1);
  };
  setTimeout(count, 1);
  let result: T | Error;
  try {
    result = await work();
  } catch (error) {
    result = error instanceof Error ? error : new Error(String(error));
  }
  over = true;
  return { turns, result };
}
