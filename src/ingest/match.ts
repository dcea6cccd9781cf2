/**
 * Which brands a text names, and where. All terms are compiled once into one tree of words, so that a text costs
 * the same whether one brand is watched or a thousand.
 *
 * - Case, accents, curly apostrophes, zero-width characters and typographic forms (NFKC) make no difference.
 * - A term is whole words: "unity" is in "Unity's", "#unity" and "@unity", and not in "community". In scripts
 *   without spaces (Japanese, Chinese, Thai …) it may be anywhere, in Korean at the start of a word.
 * - A space in a term matches spaces or one hyphen; signs (`at&t`, `c++`, `7-eleven`) match themselves.
 * - `@name` is that handle alone, `#tag` that tag alone, `name.com` that host and those below it.
 * - Words count in the path of a link ("/spotify-privacy-policy"), not in its host or query, and in a handle only
 *   as the whole name: who links to a song on open.spotify.com says nothing about Spotify. Name the domain to count it.
 * - What the author quotes does not count as a match; as context it does.
 * - A match inside an exclusion does not count. An ambiguous term counts only if the text also has an unambiguous term
 *   or a word of the context.
 */
import type { Brand } from '../domain/brand.ts';
import { quotedRanges, type Range } from '../domain/quotation/quotes.ts';
import { createTermTree } from './terms.ts';

/** An occurrence of a term: half-open range in the text as given, in UTF-16 units. */
export interface Place {
  readonly term: string;
  readonly ambiguous: boolean;
  readonly start: number;
  readonly end: number;
}

export interface BrandMatch {
  readonly slug: string;
  /** At least one, in order of their starts. */
  readonly places: readonly Place[];
}

type Use = 'term' | 'ambiguous' | 'context' | 'exclude';

interface Value {
  readonly brand: number;
  readonly use: Use;
  readonly term: string;
}

interface Hit {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
}

const NONE: readonly BrandMatch[] = [];

/** Compiles the brands. The returned function gives the brands of a text in the order given here. */
export function compileMatcher(brands: readonly Brand[]): (text: string) => readonly BrandMatch[] {
  const tree = createTermTree<Value>();
  brands.forEach((brand, index) => {
    const add = (use: Use, terms: readonly string[] = []) => {
      for (const term of terms) {
        // A term listed as ambiguous is ambiguous even if it is also listed among the terms.
        const keep = (there: readonly Value[]) =>
          !(use === 'term' && there.some((value) => value.brand === index && value.use === 'ambiguous'));
        tree.add(term, { brand: index, use, term }, keep);
      }
    };
    add('ambiguous', brand.ambiguous);
    add('term', brand.terms);
    add('context', brand.context);
    add('exclude', brand.exclude);
  });

  return (text) => {
    let hits: Map<number, Hit[]> | undefined;
    tree.find(text, (value, start, end) => {
      hits ??= new Map();
      const of = hits.get(value.brand);
      if (of) of.push({ value, start, end });
      else hits.set(value.brand, [{ value, start, end }]);
    });
    if (hits === undefined) return NONE;
    const quoted = quotedRanges(text);
    const inOrder = [...hits].sort(([a], [b]) => a - b);
    return inOrder.flatMap(([index, of]) => {
      const places = placesOf(ownHits(of, quoted));
      return places.length > 0 ? [{ slug: brands[index]!.slug, places }] : [];
    });
  };
}

/** Without the names that the author only quotes. Both come in order, and no two ranges meet. */
function ownHits(hits: readonly Hit[], quoted: readonly Range[]): readonly Hit[] {
  if (quoted.length === 0) return hits;
  let at = 0;
  return hits.filter(({ value, start }) => {
    while (at < quoted.length && quoted[at]![1] <= start) at += 1;
    const inside = at < quoted.length && quoted[at]![0] <= start;
    return !inside || (value.use !== 'term' && value.use !== 'ambiguous');
  });
}

/** Returns a function that gives the slugs of the brands a text is about, in the order of `brands`. */
export function brandMatcher(brands: readonly Brand[]): (text: string) => string[] {
  const match = compileMatcher(brands);
  return (text) => match(text).map(({ slug }) => slug);
}

/** The places that count among the hits of one brand, which come in the order of their starts. */
function placesOf(hits: readonly Hit[]): Place[] {
  const counting = outsideExclusions(hits);
  const sure = counting.some(({ value }) => value.use !== 'ambiguous');
  if (!sure) return [];
  return counting
    .filter(({ value }) => value.use !== 'context')
    .map(({ value, start, end }) => ({ term: value.term, ambiguous: value.use === 'ambiguous', start, end }));
}

function outsideExclusions(hits: readonly Hit[]): Hit[] {
  const exclusions = hits.filter(({ value }) => value.use === 'exclude');
  if (exclusions.length === 0) return [...hits];
  let seen = 0;
  let reach = -1;
  return hits.filter(({ value, start, end }) => {
    if (value.use === 'exclude') return false;
    for (; seen < exclusions.length && exclusions[seen]!.start <= start; seen += 1)
      reach = Math.max(reach, exclusions[seen]!.end);
    return end > reach;
  });
}
