import { expect, it } from 'vitest';
import type { Score } from '../domain/scoring.ts';
import { remembering } from './remember.ts';

function counted() {
  const asked: string[] = [];
  const score = remembering((text, options) => {
    asked.push(`${text}|${JSON.stringify(options ?? null)}`);
    return { scored: false, lang: 'und', reason: `${text} ${asked.length}` } satisfies Score;
  });
  return { asked, score };
}

it('asks once for the same text with the same options', () => {
  const { asked, score } = counted();
  const first = score('a', { brandTerms: ['x'] });
  expect(score('a', { brandTerms: ['x'] })).toBe(first);
  score('a', { brandTerms: ['y'] });
  score('a', { brandTerms: ['x'], lang: 'de' });
  score('a');
  score('a', {});
  expect(asked).toHaveLength(4);
});

it('forgets what was not asked for within 4,000 others, and remembers no long text', () => {
  const { asked, score } = counted();
  const long = 'x'.repeat(501);
  score(long);
  score(long);
  expect(asked).toHaveLength(2);
  const others = (from: number, count: number) => {
    for (let i = from; i < from + count; i += 1) score(`t${i}`);
  };
  score('kept');
  others(0, 2_000);
  score('kept');
  others(2_000, 2_000);
  score('kept');
  expect(asked).toHaveLength(2 + 1 + 4_000);
  others(4_000, 4_000);
  score('kept');
  expect(asked).toHaveLength(2 + 1 + 8_000 + 1);
});
