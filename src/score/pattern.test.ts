import { describe, expect, it } from 'vitest';
import { parsePattern, PatternError } from './pattern.ts';
import { findMatches } from './find-matches.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';
import { tokenise } from './tokens.ts';

function found(pattern: string, text: string, sets = {}): string[] {
  const category = { code: 'x', title: '', description: '', type: 'harm' as const, weak: [], decoys: [] };
  const pack = {
    name: 'p',
    version: 1,
    title: '',
    subject: [],
    sets,
    categories: [{ ...category, strong: [pattern] }],
  };
  const { tokens } = tokenise(text);
  return findMatches(compileTaxonomy([pack]), tokens).map(({ from, to }) =>
    text.slice(tokens[from]?.start, tokens[to - 1]?.end),
  );
}

describe('patterns', () => {
  it.each([
    ['data breach', 'a Data Breach!', 'Data Breach'],
    ['sell+ data', 'they sold data', 'sold data'],
    ['track* me', 'trackers me', 'trackers me'],
    ['(my|all of our) data', 'all of our data', 'all of our data'],
    ['new (runtime |) fee', 'new fee', 'new fee'],
    ['share <who>', 'share third parties', 'share third parties'],
    ['share ... facebook', 'share it all with facebook', 'share it all with facebook'],
    ['(#|two) hours', '3 hours', '3 hours'],
    ['third-party', 'third party', 'third party'],
    ["can't delete", 'can’t delete'.replace('’', "'"), "can't delete"],
  ])('%s in %s', (pattern, text, words) => {
    expect(found(pattern, text, { who: ['facebook', 'third parties'] })).toContain(words);
  });
  it('does not jump further than its gap or over the end of a sentence', () => {
    expect(found('share ...2 facebook', 'share a b c facebook')).toEqual([]);
    expect(found('share ... facebook', 'share it! facebook')).toEqual([]);
  });
  it.each(['', '... data', 'data ...', '(a|b', 'a)', '<none>', 'a .. b', '(a|) (b|)', 'w?rd', '...9 a'])(
    'refuses %j',
    (pattern) => expect(() => parsePattern(pattern)).toThrow(PatternError),
  );
});
