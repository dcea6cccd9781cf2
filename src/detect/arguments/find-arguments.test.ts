import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import type { ArgumentPost } from './argument.ts';
import { changeSince } from './changes.ts';
import { type ArgumentInput, findArguments, LEAST_POSTS } from './find-arguments.ts';

const FROM = Date.UTC(2026, 2, 1);
const WHO = [
  'my sister',
  'the neighbour',
  'our school',
  'a friend',
  'the office',
  'my uncle',
  'half the town',
];

/** `count` posts of one kind, one every ten minutes. */
function posts(
  first: number,
  count: number,
  text: (i: number) => string,
  more: Partial<ArgumentPost> = {},
): ArgumentPost[] {
  return Array.from({ length: count }, (_, i) => ({
    id: first + i,
    text: text(i),
    at: FROM + i * 10 * 60_000,
    cluster: first + i,
    author: `author-${first + i}`,
    sentiment: 'negative' as const,
    categories: [],
    simulated: false,
    ...more,
  }));
}

const who = (i: number) => WHO[i % WHO.length]!;
const sold = posts(
  1,
  30,
  (i) => `Acme sells phone numbers to advertisers, ${who(i)} got calls about loan number ${i}`,
  { categories: [{ code: 'third_party_sharing', p: 0.9, place: 0.1 }] },
);
const broken = posts(101, 20, (i) => `the app crashes when opening a letter, says ${who(i)}, ${i} times`, {
  categories: [{ code: 'service_failure', p: 0.8, place: 0 }],
});
const shop = posts(
  201,
  20,
  (i) => `they closed the shop in harbour street and ${who(i)} has no work, day ${i}`,
);
const usual = posts(901, 60, (i) => `nice weather at the lake says ${who(i)}, ${i} degrees`, {
  sentiment: 'neutral',
}).map((post) => ({ ...post, at: post.at - 100 * HOUR_MS }));

function input(those: readonly ArgumentPost[], more: Partial<ArgumentInput> = {}): ArgumentInput {
  return {
    posts: those,
    usual,
    usualHours: 100,
    from: FROM,
    to: FROM + 6 * HOUR_MS,
    names: ['Acme'],
    ...more,
  };
}

describe('arguments of an incident', () => {
  it('groups posts by what was read in them and by what they share', () => {
    const found = findArguments(input([...sold, ...broken, ...shop]))!;
    expect(found.list.map(({ code }) => code)).toEqual(['third_party_sharing', 'service_failure', undefined]);
    expect(found.list[2]!.phrase).toMatch(/shop|harbour street|closed/);
    expect(found.list.map(({ members }) => members.length)).toEqual([30, 20, 20]);
    expect(found.list.every(({ phrases }) => phrases.every((one) => !one.includes('acme')))).toBe(true);
  });

  it('joins a post in which nothing was read to those that say the same', () => {
    const unread = { ...sold[4]!, id: 77, categories: [], cluster: 77, author: 'another' };
    const found = findArguments(input([...sold, ...broken, unread]))!;
    expect(found.list[0]!.members).toContain(50);
  });

  it('says nothing of fewer posts than it needs', () => {
    expect(findArguments(input(sold.slice(0, LEAST_POSTS - 1)))).toBeUndefined();
    expect(findArguments(input(sold.slice(0, LEAST_POSTS)))).toBeDefined();
  });

  it('gives the same groups for the same posts', () => {
    const once = findArguments(input([...sold, ...broken, ...shop]));
    expect(findArguments(input([...sold, ...broken, ...shop]))).toEqual(once);
  });

  it('counts an author and a repeated text once', () => {
    const loud = posts(301, 25, (i) => `Acme must pay the farmers, ${who(i)}`, {
      author: 'one person',
      categories: [{ code: 'treatment', p: 0.9, place: 0 }],
    });
    const codes = findArguments(input([...sold, ...broken, ...loud]))!.list.map(({ code }) => code);
    expect(codes).not.toContain('treatment');
    const many = loud.map((post) => ({ ...post, author: `author-${post.id}` }));
    const control = findArguments(input([...sold, ...broken, ...many]))!.list.map(({ code }) => code);
    expect(control).toContain('treatment');
  });

  it('leaves out what is as frequent on any day', () => {
    const daily = broken.map((post, i) => ({
      ...post,
      id: 500 + i,
      cluster: 500 + i,
      author: `d-${i}`,
      at: FROM - 5 * HOUR_MS,
    }));
    const found = findArguments(input([...sold, ...broken], { usual: daily, usualHours: 6 }))!;
    expect(found.list.map(({ code }) => code)).toEqual(['third_party_sharing']);
  });

  it('takes a made post as typical only where all are made', () => {
    const made = sold.map((post, i) => ({ ...post, simulated: i !== 7 }));
    expect(findArguments(input([...made, ...broken]))!.list[0]!.typical).toBe(sold[7]!.id);
    const all = sold.map((post) => ({ ...post, simulated: true }));
    expect(findArguments(input([...all, ...broken]))!.list[0]!.typical).toBeDefined();
  });

  it('counts posts in other languages apart', () => {
    const foreign = posts(401, 9, (i) => `ya basta, ${i}`, { sentiment: undefined });
    expect(findArguments(input([...sold, ...foreign]))!.unread).toBe(9);
  });
});

describe('what is new since a visit', () => {
  const at = (hours: number) => ({ at: FROM + hours * HOUR_MS });
  const before = Array.from({ length: 40 }, () => at(1));
  const after = Array.from({ length: 40 }, () => at(3));
  const since = FROM + 2 * HOUR_MS;
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

  it('began after it', () => {
    expect(changeSince({ members: range(40, 50), firstAt: at(3).at }, [...before, ...after], since)).toEqual({
      posts: 10,
      kind: 'began',
    });
  });

  it('grew, and stayed as it was', () => {
    const grew = { members: [...range(0, 5), ...range(40, 65)], firstAt: at(1).at };
    expect(changeSince(grew, [...before, ...after], since).kind).toBe('grew');
    const same = { members: [...range(0, 20), ...range(40, 60)], firstAt: at(1).at };
    expect(changeSince(same, [...before, ...after], since).kind).toBeUndefined();
  });
});
