/** The lexicon as one map, built once: word, emoji or phrase → valence between −4 and 4. */
import { inflect } from '../inflect.ts';
import { EMOJI, PHRASES } from './marks.ts';
import { NEGATIVE } from './negative.ts';
import { NEUTRAL } from './neutral.ts';
import { POSITIVE } from './positive.ts';

const OWN: ReadonlyMap<string, number> = build();

/** Our words over those of `base` (word → valence −4…4); ours win, and neutral words stay out. */
export function lexiconOver(base: Iterable<readonly [string, number]>): ReadonlyMap<string, number> {
  const all = new Map(OWN);
  for (const [word, valence] of base) if (!all.has(word) && !NEUTRAL.has(word)) all.set(word, valence);
  return all;
}

/** Phrases by first word, longest first: `[words, valence]`. */
export const PHRASES_BY_FIRST: ReadonlyMap<string, readonly (readonly [readonly string[], number])[]> =
  groupPhrases();

function build(): Map<string, number> {
  const valences = new Map<string, number>();
  function addAll(words: string, valence: number): void {
    for (const entry of words.trim().split(/\s+/)) {
      const forms = entry.endsWith('~') ? inflect(entry.slice(0, -1)) : [entry];
      for (const form of forms) if (!valences.has(form)) valences.set(form, valence);
    }
  }
  for (const [strength, words] of Object.entries(NEGATIVE).sort(strongestFirst))
    addAll(words, -Number(strength));
  for (const [strength, words] of Object.entries(POSITIVE).sort(strongestFirst))
    addAll(words, Number(strength));
  for (const [valence, signs] of Object.entries(EMOJI)) addAll(signs, Number(valence));
  return valences;
}

function strongestFirst(a: readonly [string, string], b: readonly [string, string]): number {
  return Number(b[0]) - Number(a[0]);
}

function groupPhrases(): Map<string, (readonly [readonly string[], number])[]> {
  const groups = new Map<string, (readonly [readonly string[], number])[]>();
  for (const [phrase, valence] of Object.entries(PHRASES)) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    groups.set(first, [...(groups.get(first) ?? []), [words, valence]]);
  }
  for (const group of groups.values()) group.sort((a, b) => b[0].length - a[0].length);
  return groups;
}
