/** Keeps the scores of the last texts: in a storm many posts are word for word the same. */
import type { Score, ScoreOptions } from '../domain/scoring.ts';

/** About 2 MB of texts. */
const MOST = 4_000;
/** Longer texts are rarely copied whole. */
const LONGEST = 500;

/** What `score` says, from memory where it was asked the same before. Scores are shared: nobody may change them. */
export function remembering(score: (text: string, options?: ScoreOptions) => Score): typeof score {
  /** The oldest first. */
  const known = new Map<string, Score>();
  return (text, options) => {
    if (text.length > LONGEST) return score(text, options);
    const key = `${JSON.stringify(options ?? {})}\n${text}`;
    const before = known.get(key);
    if (before !== undefined) {
      known.delete(key);
      known.set(key, before);
      return before;
    }
    const fresh = score(text, options);
    known.set(key, fresh);
    if (known.size > MOST) known.delete(known.keys().next().value!);
    return fresh;
  };
}
