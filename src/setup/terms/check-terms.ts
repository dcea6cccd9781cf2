/** What the terms of a brand do with posts: which they catch, which they only nearly catch, and why. */
import { type Brand, namesOf } from '../../domain/brand.ts';
import { quotedRanges } from '../../domain/quotation/quotes.ts';
import { compileMatcher } from '../../ingest/match.ts';

/** A post that the terms are tried on. */
export interface TrialPost {
  /** Names it among the posts of a preview. */
  readonly key: string;
  readonly source: string;
  readonly title?: string | undefined;
  readonly text: string;
  readonly url?: string | undefined;
  readonly publishedAt: number;
}

/**
 * Why a post that contains a name does not count. `context`: an ambiguous name without a context word · `excluded`: inside
 * an exclusion · `quoted`: only in words of somebody else · `link`: only in an address or a handle · `part`: part of
 * another word.
 */
export type MissReason = 'context' | 'excluded' | 'quoted' | 'link' | 'part';

export type Verdict =
  | {
      readonly kind: 'caught';
      readonly terms: readonly string[];
      /** The name stands there as a common word would: "apple" for Apple. */
      readonly lowerCase: boolean;
    }
  | { readonly kind: 'near'; readonly reason: MissReason; readonly name: string }
  | { readonly kind: 'other' };

export interface TriedPost extends TrialPost {
  readonly verdict: Verdict;
}

/** What the matcher reads of a post. */
export function wordsOf({ title, text }: TrialPost): string {
  return title === undefined ? text : `${title}\n${text}`;
}

/** Same letters whatever the case, the accents and the width. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** A name without its sign: "acme" of "@acme" and "#acme". */
function bare(name: string): string {
  return plain(name).replace(/^[@#]/, '');
}

const capitalised = (name: string) => /^\p{Lu}/u.test(name);

/** A name that is written with a capital letter everywhere, found without one. */
function isLowerCase(found: string, term: string, name: string): boolean {
  const written = [term, name].find((one) => plain(one) === plain(found)) ?? term;
  return /^\p{L}+$/u.test(found) && capitalised(written) && found === found.toLowerCase();
}

/** Where a name stands in links and handles, which the matcher reads only in part. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|\S+@\S+|@\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*/giu;

/** Makes the function that tries the terms of a brand on a post. */
export function termTrial(brand: Brand): (post: TrialPost) => Verdict {
  const names = namesOf(brand);
  const certain: Brand = { ...brand, terms: names, ambiguous: [], context: [] };
  const match = compileMatcher([brand]);
  const withoutContext = compileMatcher([certain]);
  const withoutExclusions = compileMatcher([{ ...certain, exclude: [] }]);
  const bares = names.map((name) => [name, bare(name)] as const).filter(([, word]) => word !== '');

  function reasonFor(text: string): { reason: MissReason; name: string } | undefined {
    const near = withoutContext(text)[0]?.places[0];
    if (near) return { reason: 'context', name: near.term };
    const excluded = withoutExclusions(text)[0]?.places[0];
    if (excluded) return { reason: 'excluded', name: excluded.term };
    const low = plain(text);
    const found = bares.find(([, word]) => low.includes(word));
    if (!found) return undefined;
    const [name, word] = found;
    const holds = (part: string) => plain(part).includes(word);
    if (quotedRanges(text).some(([start, end]) => holds(text.slice(start, end))))
      return { reason: 'quoted', name };
    if ((text.match(ADDRESS) ?? []).some(holds)) return { reason: 'link', name };
    return { reason: 'part', name };
  }

  return (post) => {
    const text = wordsOf(post);
    const places = match(text)[0]?.places;
    if (places) {
      const lowerCase = places.every(({ term, start, end }) =>
        isLowerCase(text.slice(start, end), term, brand.name),
      );
      const terms = [...new Set(places.map(({ term }) => term))];
      return { kind: 'caught', terms, lowerCase };
    }
    const miss = reasonFor(text);
    return miss ? { kind: 'near', ...miss } : { kind: 'other' };
  };
}
