/** Accounts that post one text, or one link, over and over. */
import type { Trace } from '../../domain/kind/trace.ts';

/** So many posts of one account with the same text are no slip and no second thought. */
const OVER_AND_OVER = 3;

/** The posts of accounts that repeat a text, each with the account. */
export function repeatedBy(traces: readonly Trace[]): {
  readonly accounts: number;
  readonly posts: Set<number>;
} {
  const groups = new Map<string, Trace[]>();
  for (const trace of traces) {
    if (trace.author === undefined) continue;
    const key = `${trace.author} ${trace.cluster}`;
    const group = groups.get(key);
    if (group) group.push(trace);
    else groups.set(key, [trace]);
  }
  const long = [...groups.values()].filter((group) => group.length >= OVER_AND_OVER).flat();
  return {
    accounts: new Set(long.map(({ author }) => author)).size,
    posts: new Set(long.map(({ id }) => id)),
  };
}
