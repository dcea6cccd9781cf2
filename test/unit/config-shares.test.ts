/** Categories that one taxonomy pack takes over from another. */
import { describe, expect, it } from 'vitest';
import { taxonomyPackSchema, type WrittenPack } from '../../config/schema/taxonomy.ts';
import { resolveShares, shareProblems } from '../../config/taxonomy-shares.ts';

function pack(name: string, codes: readonly string[], shares?: WrittenPack['shares']): WrittenPack {
  const categories = codes.map((code) => ({
    code,
    title: code,
    description: name,
    type: 'harm',
    strong: ['x'],
  }));
  return taxonomyPackSchema.parse({ name, version: 1, title: name, subject: [], categories, shares });
}

const one = pack('one', ['leaving', 'lies']);

describe('shares', () => {
  it('come behind the own categories, as they stand in the other pack', () => {
    const two = pack('two', ['price'], { from: 'one', codes: ['lies'] });
    expect(shareProblems(two, [one, two])).toEqual([]);
    const [first, second] = resolveShares([one, two]);
    expect(first?.categories.map((c) => c.code)).toEqual(['leaving', 'lies']);
    expect(second?.categories.map((c) => [c.code, c.description])).toEqual([
      ['price', 'two'],
      ['lies', 'one'],
    ]);
    expect(second).not.toHaveProperty('shares');
  });

  it.each([
    ['no such pack', pack('two', ['price'], { from: 'three', codes: ['lies'] }), '"three" is no other pack'],
    ['itself', pack('two', ['price'], { from: 'two', codes: ['price'] }), '"two" is no other pack'],
    [
      'no such category',
      pack('two', ['price'], { from: 'one', codes: ['spies'] }),
      'has no category "spies"',
    ],
    [
      'a category of its own',
      pack('two', ['lies'], { from: 'one', codes: ['lies'] }),
      'in this pack already',
    ],
  ])('%s is a problem', (_, two, words) => {
    expect(shareProblems(two, [one, two]).join()).toContain(words);
  });
});
