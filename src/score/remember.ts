/** Caches the scores of recent texts: in an outcry many posts are identical. */
import type { Score, ScoreOptions } from '../domain/scoring.ts';

/** Texts per generation; two generations are kept, about 2 MB. */
const MOST = 2_000;
/** Longer texts are not cached: they are rarely repeated word for word. */
const LONGEST = 500;

/**
 * `score` with a cache that covers at least the last 2,000 different texts. The returned scores are shared: callers must
 * not change them.
 */
export function remembering(score: (text: string, options?: ScoreOptions) => Score): typeof score {
  const beginnings = new WeakMap<ScoreOptions, string>();
  let newer = new Map<string, Score>();
  let older = new Map<string, Score>();

  function beginningOf(options: ScoreOptions | undefined): string {
    if (options === undefined) return '{}';
    const known = beginnings.get(options);
    if (known !== undefined) return known;
    const made = JSON.stringify(options);
    beginnings.set(options, made);
    return made;
  }

  return (text, options) => {
    if (text.length > LONGEST) return score(text, options);
    const key = `${beginningOf(options)}\n${text}`;
    const recent = newer.get(key);
    if (recent !== undefined) return recent;
    if (newer.size >= MOST) {
      older = newer;
      newer = new Map();
    }
    const one = older.get(key) ?? score(text, options);
    newer.set(key, one);
    return one;
  };
}
