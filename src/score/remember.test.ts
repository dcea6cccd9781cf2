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

it('forgets what was asked longest ago, and remembers no long text', () => {
  const { asked, score } = counted();
  const long = 'x'.repeat(501);
  score(long);
  score(long);
  expect(asked).toHaveLength(2);
  for (let i = 0; i < 4_000; i += 1) score(`t${i}`);
  score('t0');
  score('t4000');
  expect(asked).toHaveLength(4_003);
  score('t0');
  expect(asked).toHaveLength(4_003);
  score('t1');
  expect(asked).toHaveLength(4_004);
});
