/** Keeps the scores of the last texts: in a storm many posts are word for word the same. */
import type { Score, ScoreOptions } from '../domain/scoring.ts';

/** Texts of a generation; two are kept, about 2 MB. */
const MOST = 2_000;
/** Longer texts are rarely copied whole. */
const LONGEST = 500;

/**
 * What `score` says, from memory where it was asked the same within the last 2,000 other texts. Scores are shared: nobody
 * may change them.
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
