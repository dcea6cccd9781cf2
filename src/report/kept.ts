/** Keeps the last results of functions that compute long: many readers ask for the same pages. */
import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';

/**
 * `compute` with its last `most` results, found by all of its input, so a kept result is the one that it would compute and
 * no reader gets what was made from the data of others. Callers must not change results.
 */
export function keeping<In extends readonly unknown[], Out>(
  most: number,
  compute: (...input: In) => Out,
): (...input: In) => Out {
  const kept = new Map<string, { readonly result: Out }>();
  return (...input) => {
    const key = createHash('sha256').update(serialize(input)).digest('base64');
    const one = kept.get(key) ?? { result: compute(...input) };
    kept.delete(key);
    kept.set(key, one);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return one.result;
  };
}
