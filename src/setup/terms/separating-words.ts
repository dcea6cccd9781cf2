/**
 * Words that separate two groups of texts: the log-odds ratio with an informative prior, divided by its standard error
 * (Monroe, Colaresi and Quinn, "Fightin' Words", Political Analysis 16, 2008, 372–403, section 3.5). Here the trials are
 * texts, not words: a text has a word or not. The prior is the share of all texts with the word, so that a word which
 * texts of both groups use says nothing.
 */

export interface SeparatingWord {
  readonly word: string;
  /** Texts of the first group with it. */
  readonly inFirst: number;
  readonly inSecond: number;
  /** Standard score; above 0 it belongs to the first group. */
  readonly z: number;
}

/** Weight of the prior, in texts. */
const PRIOR = 1;

function textsWith(group: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of group) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Every word of the two groups with its score, those of the first group first. */
export function separatingWords(
  first: readonly ReadonlySet<string>[],
  second: readonly ReadonlySet<string>[],
): SeparatingWord[] {
  const [ofFirst, ofSecond] = [textsWith(first), textsWith(second)];
  const all = textsWith([...first, ...second]);
  return [...all]
    .map(([word, count]) => {
      const share = (PRIOR * count) / (first.length + second.length);
      const inFirst = ofFirst.get(word) ?? 0;
      const inSecond = ofSecond.get(word) ?? 0;
      const [with1, without1] = [inFirst + share, first.length - inFirst + PRIOR - share];
      const [with2, without2] = [inSecond + share, second.length - inSecond + PRIOR - share];
      const odds = Math.log(with1 / without1) - Math.log(with2 / without2);
      const error = Math.sqrt(1 / with1 + 1 / without1 + 1 / with2 + 1 / without2);
      return { word, inFirst, inSecond, z: error < Number.POSITIVE_INFINITY ? odds / error : 0 };
    })
    .sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1));
}
