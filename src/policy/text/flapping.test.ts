/** Sentences that come and go, over texts of a day each. */
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../domain/series.ts';
import { flappingKeys } from './flapping.ts';

/** `ab` is a text with the sentences a and b; one text a day, or `days` apart. */
function flapping(
  texts: readonly string[],
  i: number,
  days: readonly number[] = texts.map((_, n) => n * 5),
): string {
  const seen = texts.map((text, n) => ({ at: (days[n] ?? 0) * DAY_MS, keys: new Set(text) }));
  return [...flappingKeys(seen, i)].sort().join('');
}

describe('flapping sentences', () => {
  it.each<[string, readonly string[], number, string]>([
    ['a first loss is none', ['ap', 'a'], 1, ''],
    ['a first gain is none', ['a', 'ap'], 1, ''],
    ['what comes back is one', ['ap', 'a', 'ap'], 2, 'p'],
    ['what goes again is one', ['ap', 'a', 'ap', 'a'], 3, 'p'],
    ['so is one that came late', ['a', 'ap', 'a', 'ap', 'a'], 4, 'p'],
    ['what is new beside it is not', ['ap', 'a', 'apx'], 2, 'p'],
    ['what is gone beside it is not', ['apx', 'ax', 'ap'], 2, 'p'],
    ['other texts between change nothing', ['ap', 'a', 'ay', 'ayp'], 3, 'p'],
    ['the first text has none', ['a'], 0, ''],
  ])('%s', (_, texts, i, wanted) => {
    expect(flapping(texts, i)).toBe(wanted);
  });

  it('what is undone within three days is one, after that it is not', () => {
    expect(flapping(['ap', 'ax', 'apx'], 1, [0, 10, 12])).toBe('p');
    expect(flapping(['ap', 'ax', 'apx'], 1, [0, 10, 14])).toBe('');
    expect(flapping(['a', 'ax', 'ay'], 1, [0, 10, 12])).toBe('x');
  });

  it('a promise that comes back after a year is news', () => {
    expect(flapping(['ap', 'a', 'ap'], 2, [0, 10, 100])).toBe('p');
    expect(flapping(['ap', 'a', 'ap'], 2, [0, 10, 400])).toBe('');
  });
});
