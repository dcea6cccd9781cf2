/** Which brands a text names. Terms are compiled once, as words, never as patterns. */
import type { Brand } from '../domain/brand.ts';

function escape(term: string): string {
  return term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** Whole words only, whatever their case: "Unity" is in "Unity's" and not in "community". */
function compile(terms: readonly string[]): RegExp | undefined {
  if (terms.length === 0) return undefined;
  const longestFirst = [...terms].sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escape).join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** Returns a function that gives the slugs of the brands a text is about. */
export function brandMatcher(brands: readonly Brand[]): (text: string) => string[] {
  const compiled = brands.map((brand) => ({
    slug: brand.slug,
    terms: compile(brand.terms),
    exclude: compile(brand.exclude),
  }));
  return (text) =>
    compiled
      .filter(({ terms, exclude }) => {
        if (!terms) return false;
        const rest = exclude ? text.replace(exclude, ' ') : text;
        terms.lastIndex = 0;
        return terms.test(rest);
      })
      .map(({ slug }) => slug);
}
