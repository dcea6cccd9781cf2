import { expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import type { Voice } from '../../domain/kind/voice.ts';
import { brandOf, TEST_START } from '../spike/test-series.ts';
import { weightsOf, withVotes } from './votes.ts';

let next = 1;
const voice = (more: Partial<Voice> = {}): Voice => ({
  at: TEST_START + HOUR_MS,
  cluster: next++,
  author: undefined,
  thread: undefined,
  sentiment: 'negative',
  betrayal: true,
  codes: ['deception'],
  ...more,
});

it('an author votes once, and those who repeat a text share three votes at most', () => {
  const posts = [
    voice({ cluster: 9, author: 'a' }),
    voice({ cluster: 9, author: 'b' }),
    voice({ author: 'a' }),
    voice({ author: 'b' }),
    voice(),
  ];
  expect(weightsOf(posts)).toEqual([1 / 1.3, 1 / 1.3, 0, 0, 1]);
  const storm = Array.from({ length: 200 }, (_, i) => voice({ cluster: 7, author: `bot ${i}` }));
  expect(weightsOf(storm).reduce((a, b) => a + b, 0)).toBeCloseTo(3.3, 1);
});

it('fifty posts of one thread are worth about three votes; fifty of as many threads fifty', () => {
  const sum = (posts: readonly Voice[]) => weightsOf(posts).reduce((a, b) => a + b, 0);
  const fifty = Array.from({ length: 50 }, () => voice({ thread: 'x 1' }));
  expect(sum(fifty)).toBeCloseTo(3.2, 1);
  expect(sum(fifty.map((one, i) => ({ ...one, thread: `x ${i}` })))).toBe(50);
  expect(sum(fifty.map((one) => ({ ...one, thread: undefined })))).toBe(50);
});

it('votes take the place of posts in their hours alone', () => {
  const brand = brandOf({
    all: [5, 4, null, 6],
    negative: [1, 3, null, 2],
    betrayal: [0, 3, null, 1],
    deception: [0, 3, null, 1],
    unread: [0, 0, null, 0],
  });
  const posts = [
    voice({ author: 'a' }),
    voice({ author: 'a' }),
    voice({ author: 'c', sentiment: undefined, betrayal: false, codes: [] }),
    voice({ at: TEST_START + 2 * HOUR_MS }),
    voice({ at: TEST_START + 3 * HOUR_MS, sentiment: 'neutral', betrayal: false, codes: ['exit_intent'] }),
  ];
  const { series } = withVotes(brand, { from: 1, to: 3 }, posts);
  expect(series).toEqual({
    all: [5, 2, null, 6],
    negative: [1, 1, null, 2],
    betrayal: [0, 1, null, 1],
    deception: [0, 1, null, 1],
    unread: [0, 1, null, 0],
  });
});
