/** The matcher against a slow one that is right by looking at it, and against hostile texts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Brand } from '../domain/brand.ts';
import { brandMatcher } from './match.ts';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';

const WORDS = ['a', 'b', 'ab', 'ba', 'A', 'aB', 'c'];
const word = fc.constantFrom(...WORDS);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const phrases = fc.array(phrase, { maxLength: 4 });
const text = fc
  .array(
    fc.tuple(
      fc.constantFrom(...WORDS, 'abc', 'é'),
      fc.constantFrom(' ', '  ', '-', ', ', '\n', "'", '! ', ''),
    ),
    { maxLength: 25 },
  )
  .map((pairs) => pairs.flat().join(''));
const brands = fc.array(
  fc.record({ terms: phrases, exclude: phrases, ambiguous: phrases, context: phrases }),
  { maxLength: 4 },
);

/** All occurrences of whole-word phrases, one attempt at every place of the text. */
function occurrences(given: string, terms: readonly string[]): [number, number][] {
  return terms.flatMap((term) => {
    const pattern = term.split(' ').join('(?:\\s+|-)');
    const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'iuy');
    return Array.from({ length: given.length }, (_, at): [number, number] | undefined => {
      whole.lastIndex = at;
      const found = whole.exec(given);
      return found ? [at, at + found[0].length] : undefined;
    }).filter((range) => range !== undefined);
  });
}

function isAbout(given: string, brand: Brand): boolean {
  const { terms, exclude, ambiguous = [], context = [] } = brand;
  const excluded = occurrences(given, exclude);
  const counts = (names: readonly string[]) =>
    occurrences(given, names).some(([s, e]) => !excluded.some(([from, to]) => from <= s && e <= to));
  const unsure = new Set(ambiguous.map((name) => name.toLowerCase()));
  const sure = terms.filter((term) => !unsure.has(term.toLowerCase()));
  return counts(sure) || (counts(ambiguous) && counts(context));
}

describe('brandMatcher', () => {
  it('equals the slow matcher', () => {
    let about = 0;
    fc.assert(
      fc.property(brands, text, (made, given) => {
        const list: Brand[] = made.map((one, i) => ({ ...one, slug: `b${i}`, name: 'x', packs: [] }));
        const expected = list.filter((one) => isAbout(given, one)).map(({ slug }) => slug);
        about += expected.length;
        expect(brandMatcher(list)(given)).toEqual(expected);
      }),
      { seed: 20_260_304, numRuns: 2_000 },
    );
    expect(about).toBeGreaterThan(500);
  });

  it('finds any term between blanks, in any script, composed or not', () => {
    const term = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((given) => given === given.trim() && /[^\p{M}\p{Default_Ignorable_Code_Point}\s]/u.test(given));
    fc.assert(
      fc.property(term, (given) => {
        const find = brandMatcher([{ slug: 'x', name: 'x', terms: [given], exclude: [], packs: [] }]);
        expect(find(`. ${given} .`)).toEqual(['x']);
        expect(find(`. ${given.normalize('NFD')} .`)).toEqual(['x']);
        expect(find('.')).toEqual(given === '.' ? ['x'] : []);
      }),
      { seed: 20_260_305, numRuns: 2_000 },
    );
  });

  it('survives any text', () => {
    const find = brandMatcher([
      { slug: 'x', name: 'x', terms: ['a b', '@a', '小'], exclude: ['a'], packs: [] },
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => Array.isArray(find(given))),
    );
  });
});

describe('100,000 characters', () => {
  const terms = ['whats app', 'a-b', '@ab', '#ab', 'ab.cd', 'a a a a a a a b', '小米', '카카오'];
  const find = brandMatcher([{ slug: 'x', name: 'x', terms, exclude: ['whats app now'], packs: [] }]);
  it.each<[string, string]>([
    ['one letter', 'a'],
    ['one word', 'a '],
    ['a term', 'whats app '],
    ['half a term', 'whats '],
    ['accents', '\u0300\u0316'],
    ['marks', '\u0591\u05a5'],
    ['lone surrogates', '\ud800'],
    ['swapped surrogates', '\udc00\ud800'],
    ['emoji', '😀'],
    ['ideographs', '小'],
    ['Korean', '카'],
    ['schemes', 'http://'],
    ['dots', 'a.'],
    ['hosts', 'ab.cd/'],
    ['handles', '@ab'],
    ['tags', '#ab'],
    ['hyphens', 'a-b-'],
    ['zero width', '\u200b'],
    ['a character that normalizes to eighteen', '\ufdfa'],
  ])('of %s take linear time', (_, part) => {
    const work = (size: number) => find(part.repeat(Math.floor(size / part.length)));
    expect(growth(work, 12_500)).toBeLessThan(LINEAR);
  });
});
