/** Suggestions for the terms of a brand: context words, exclusions, and names to list as ambiguous. */
import { type Brand, namesOf } from '../../domain/brand.ts';
import { type TriedPost, wordsOf } from './check-terms.ts';
import { separatingWords } from './separating-words.ts';

/** A word or phrase to add, and in how many of the posts it is. */
export interface Suggestion {
  readonly word: string;
  /** Posts about the brand with it. */
  readonly about: number;
  /** Posts in another sense with it. */
  readonly other: number;
}

export interface Suggestions {
  readonly context: readonly Suggestion[];
  readonly exclude: readonly Suggestion[];
  /** Names that stand in other senses too, with the number of posts: better listed as ambiguous. */
  readonly ambiguous: readonly Suggestion[];
}

const MOST = 8;
/** Suggested from this standard score on: 95%, one-sided. */
const LEAST_Z = 1.645;
const LEAST_POSTS = 2;
/** Share of the posts with a name that are in another sense, from which the name is better ambiguous. */
const AMBIGUOUS_SHARE = 0.2;
/** Grammar carries no sense. The most frequent words of English; in other languages the statistic alone decides. */
const GRAMMAR = new Set(
  (
    'a about after all also am an and any are as at back be because been before but by can could did do does doing ' +
    'don else even every few for from get got had has have he her here him his how i if in into is it its just know ' +
    'like made make many me more most much my new no not now of off on one only or other our out over own people ' +
    'really s same see she should so some still such t than that the their them then there these they thing this ' +
    'those time to too two up us use very was way we well were what when where which while who why will with would ' +
    'yes yet you your re ve ll m d http https www com org net html amp'
  ).split(' '),
);

function tokens(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function isUseful(word: string): boolean {
  return word.length > 2 && !GRAMMAR.has(word) && !/^\p{N}+$/u.test(word);
}

/** The words of a text that could be context, without the names themselves. */
function contextWords(post: TriedPost, names: ReadonlySet<string>): Set<string> {
  return new Set(tokens(wordsOf(post)).filter((word) => isUseful(word) && !names.has(word)));
}

/** Phrases of two words of which one is a name: "apple pie", "cooking apple". */
function phrasesOf(post: TriedPost, names: readonly (readonly string[])[]): Set<string> {
  const words = tokens(wordsOf(post));
  const found = new Set<string>();
  for (const name of names) {
    for (let at = 0; at + name.length <= words.length; at += 1) {
      if (!name.every((word, i) => words[at + i] === word)) continue;
      const [before, after] = [words[at - 1], words[at + name.length]];
      if (before !== undefined && isUseful(before)) found.add([before, ...name].join(' '));
      if (after !== undefined && isUseful(after)) found.add([...name, after].join(' '));
    }
  }
  return found;
}

/** A post in another sense: somebody said so, or the name stands there as a common word or without context. */
function isOther({ key, verdict }: TriedPost, marked: ReadonlySet<string>): boolean {
  if (marked.has(key)) return true;
  if (verdict.kind === 'caught') return verdict.lowerCase;
  return verdict.kind === 'near' && (verdict.reason === 'context' || verdict.reason === 'excluded');
}

function pick(
  found: ReturnType<typeof separatingWords>,
  known: ReadonlySet<string>,
  enough: (one: Suggestion) => boolean,
): Suggestion[] {
  return found
    .filter(({ word, z }) => z >= LEAST_Z && !known.has(word))
    .map(({ word, inFirst, inSecond }) => ({ word, about: inFirst, other: inSecond }))
    .filter(enough)
    .slice(0, MOST);
}

/** `marked` holds the keys of posts that a person marked as not about the brand. */
export function suggest(
  brand: Brand,
  posts: readonly TriedPost[],
  marked: ReadonlySet<string> = new Set(),
): Suggestions {
  const others = posts.filter((post) => isOther(post, marked));
  const about = posts.filter((post) => post.verdict.kind === 'caught' && !isOther(post, marked));
  const names = namesOf(brand).map((name) => tokens(name));
  const ofNames = new Set(names.flat());
  const words = (list: readonly TriedPost[]) => list.map((post) => contextWords(post, ofNames));
  const lower = (list: readonly string[] | undefined) =>
    new Set((list ?? []).map((one) => tokens(one).join(' ')));
  const context = pick(
    separatingWords(words(about), words(others)),
    lower(brand.context),
    (one) => one.about >= LEAST_POSTS && others.length > 0,
  );
  const phrases = (list: readonly TriedPost[]) => list.map((post) => phrasesOf(post, names));
  const exclude = pick(
    separatingWords(phrases(others), phrases(about)),
    lower(brand.exclude),
    (one) => one.about >= LEAST_POSTS && one.other === 0,
  ).map(({ word, about: inOther, other: inAbout }) => ({ word, about: inAbout, other: inOther }));
  return { context, exclude, ambiguous: ambiguousNames(brand, posts, marked) };
}

function ambiguousNames(
  brand: Brand,
  posts: readonly TriedPost[],
  marked: ReadonlySet<string>,
): Suggestion[] {
  return brand.terms.flatMap((word) => {
    const caught = posts.filter(({ verdict }) => verdict.kind === 'caught' && verdict.terms.includes(word));
    const other = caught.filter((post) => isOther(post, marked)).length;
    return other >= LEAST_POSTS && other / caught.length >= AMBIGUOUS_SHARE
      ? [{ word, about: caught.length - other, other }]
      : [];
  });
}
