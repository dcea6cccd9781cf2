/** Phrases by group of posts: which two or three words set one group apart from all other posts. */
const LEAST_POSTS = 3;
/** Log odds ratio in its standard errors, from which a phrase sets a group apart: about one in a thousand by chance. */
const APART = 3.1;
/** Added to each count before a ratio of odds is taken (Haldane 1956; Anscombe 1956). */
const HALF = 0.5;
/** A phrase that holds or is held by a stronger one with nearly the same posts says the same. */
const NEARLY = 1.5;

export interface Phrased {
  /** Phrases of each text. */
  readonly of: readonly ReadonlySet<string>[];
  /** Texts that have a phrase. */
  readonly spread: ReadonlyMap<string, number>;
}

/** Phrases of texts, `all`, without those that name the brand. Texts that say the same count once: `first` says which. */
export function phrasesIn(
  all: readonly ReadonlySet<string>[],
  first: (i: number) => boolean,
  masked: ReadonlySet<string>,
): Phrased {
  const spread = new Map<string, number>();
  const none: ReadonlySet<string> = new Set();
  const of = all.map((phrases, i) => {
    if (!first(i)) return none;
    const own = new Set<string>();
    for (const phrase of phrases) {
      if (phrase.split(' ').some((word) => masked.has(word))) continue;
      own.add(phrase);
      spread.set(phrase, (spread.get(phrase) ?? 0) + 1);
    }
    return own;
  });
  return { of, spread };
}

/** At most `limit` phrases that set the texts at `members` apart from all others, strongest first. */
export function apart({ of, spread }: Phrased, members: readonly number[], limit: number): string[] {
  const ours = new Map<string, number>();
  for (const i of members) for (const phrase of of[i] ?? []) ours.set(phrase, (ours.get(phrase) ?? 0) + 1);
  const others = of.length - members.length;
  const found: { phrase: string; posts: number; z: number }[] = [];
  for (const [phrase, y1] of ours) {
    if (y1 < LEAST_POSTS) continue;
    const y2 = (spread.get(phrase) ?? y1) - y1;
    const odds =
      Math.log((y1 + HALF) / (members.length - y1 + HALF)) - Math.log((y2 + HALF) / (others - y2 + HALF));
    const z = odds / Math.sqrt(1 / (y1 + HALF) + 1 / (y2 + HALF));
    if (z >= APART) found.push({ phrase, posts: y1, z });
  }
  found.sort((a, b) => b.z - a.z || b.phrase.length - a.phrase.length || (a.phrase < b.phrase ? -1 : 1));
  const chosen: typeof found = [];
  for (const one of found) {
    if (chosen.length === limit) break;
    const same = (c: (typeof found)[number]) =>
      (c.phrase.includes(one.phrase) || one.phrase.includes(c.phrase)) && one.posts <= c.posts * NEARLY;
    if (!chosen.some(same)) chosen.push(one);
  }
  return chosen.map(({ phrase }) => phrase);
}
