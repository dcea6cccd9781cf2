import { describe, expect, it } from 'vitest';
import type { Answer } from './page-thread.ts';
import { RecentAnswers } from './recent-answers.ts';

const answerOf = (size: number, status = 200): Answer => ({
  head: { status, headers: [] },
  body: new Uint8Array(size),
});

describe('recent answers', () => {
  let now = 0;
  const recent = new RecentAnswers(() => now);
  const keep = (key: string, answer: Answer) => recent.keeper(key)(answer);

  it('are given for ten seconds from when they were begun', () => {
    const keeper = recent.keeper('/');
    now += 2_000;
    const answer = answerOf(10);
    keeper(answer);
    expect(recent.find('/')).toBe(answer);
    expect(recent.find('/brands')).toBeUndefined();
    now += 8_001;
    expect(recent.find('/')).toBeUndefined();
  });

  it('are gone when somebody changes something, those that are being made too', () => {
    keep('/', answerOf(10));
    const under = recent.keeper('/brands');
    recent.forget();
    under(answerOf(10));
    expect([recent.find('/'), recent.find('/brands')]).toEqual([undefined, undefined]);
    keep('/brands', answerOf(10));
    expect(recent.find('/brands')).toBeDefined();
  });

  it('are no failures, no parts of live pages, and nothing large', () => {
    keep('/a', answerOf(10, 404));
    keep('/b?fragment=1', answerOf(10));
    keep('/c', answerOf(1024 * 1024 + 1));
    keep('/d', { ...answerOf(0), body: new ReadableStream() });
    for (const key of ['/a', '/b?fragment=1', '/c', '/d']) expect(recent.find(key)).toBeUndefined();
  });

  it('need a limited number of bytes', () => {
    const many = Array.from({ length: 40 }, (_, i) => `/x${i}`);
    for (const key of many) keep(key, answerOf(1024 * 1024));
    expect(many.filter((key) => recent.find(key))).toEqual(many.slice(-24));
  });
});
