import { describe, expect, it } from 'vitest';
import { keeping } from './kept.ts';

function counted(most: number) {
  const calls: unknown[] = [];
  const kept = keeping(most, (given: unknown) => {
    calls.push(given);
    return { given };
  });
  return { kept, calls };
}

describe('kept results', () => {
  it('are those of equal input, however it was made', () => {
    const { kept, calls } = counted(5);
    const first = kept({ a: [1, null, Number.NaN], b: new Map([['x', 1]]) });
    expect(kept({ a: [1, null, Number.NaN], b: new Map([['x', 1]]) })).toBe(first);
    expect(calls).toHaveLength(1);
  });

  it.each([
    [{ a: null }, { a: undefined }],
    [{ a: Number.NaN }, { a: null }],
    [new Map([['x', 1]]), new Map([['x', 2]])],
    [{ a: 1 }, { a: '1' }],
  ])('are not those of other input: %j and %j', (one, other) => {
    const { kept, calls } = counted(5);
    kept(one);
    kept(other);
    expect(calls).toEqual([one, other]);
  });

  it('are few: the one that was not asked for longest goes first', () => {
    const { kept, calls } = counted(2);
    for (const given of [1, 2, 1, 3, 1, 2]) kept(given);
    expect(calls).toEqual([1, 2, 3, 2]);
  });
});
