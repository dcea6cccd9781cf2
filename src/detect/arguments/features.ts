/**
 * Texts as weighted words: single words and pairs of neighbours within a sentence, weighed by TF–IDF (Spärck Jones 1972,
 * Salton and Buckley 1988), every text of length one. Names are left out, so no two texts are alike for naming the brand.
 */
import { sentencesOf } from '../spike/phrases.ts';

/** One text: ids of its features and their weights. */
export interface Features {
  readonly ids: Int32Array;
  readonly weights: Float64Array;
}

export interface Space {
  readonly size: number;
  /** In the order of the texts. */
  readonly of: readonly Features[];
}

/** A feature of fewer texts says nothing of groups. */
const LEAST_TEXTS = 2;
/** Of a long text its heaviest features; more would only cost time. */
const MOST_FEATURES = 40;

/** Plural and third person as the singular: enough for counting. */
function stem(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function termsOf(text: string, masked: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const words of sentencesOf(text)) {
    let before: string | undefined;
    for (const word of words) {
      if (masked.has(word)) {
        before = undefined;
        continue;
      }
      const own = stem(word);
      add(own);
      if (before !== undefined) add(`${before} ${own}`);
      before = own;
    }
  }
  return counts;
}

/** The texts in one space. Linear in their words. */
export function spaceOf(texts: readonly string[], masked: ReadonlySet<string>): Space {
  const terms = texts.map((text) => termsOf(text, masked));
  const spread = new Map<string, number>();
  for (const counts of terms) for (const term of counts.keys()) spread.set(term, (spread.get(term) ?? 0) + 1);
  const ids = new Map<string, number>();
  const of = terms.map((counts) => {
    const found: [id: number, weight: number][] = [];
    for (const [term, count] of counts) {
      const has = spread.get(term) ?? 0;
      if (has < LEAST_TEXTS) continue;
      const id = ids.get(term) ?? ids.size;
      ids.set(term, id);
      found.push([id, (1 + Math.log(count)) * Math.log(texts.length / has)]);
    }
    if (found.length > MOST_FEATURES) {
      found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      found.length = MOST_FEATURES;
    }
    const length = Math.sqrt(found.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return {
      ids: Int32Array.from(found, ([id]) => id),
      weights: Float64Array.from(found, ([, weight]) => weight / length),
    };
  });
  return { size: ids.size, of };
}
