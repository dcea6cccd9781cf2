import { expect, test } from 'vitest';
import { sourcesDown } from '../../src/series/freshness.ts';

const MINUTE = 60_000;
const source = { id: 'feed', brands: ['spotify'], everyMinutes: 10, enabled: true };
const state = (minutesAgo: number, failures = 0) => ({
  source: 'feed',
  lastReadAt: 1_000_000_000 - minutesAgo * MINUTE,
  failures,
});

test.each([
  ['read on time', source, [state(12)], []],
  ['silent', source, [state(31)], ['feed']],
  ['fails', source, [state(5, 3)], ['feed']],
  ['failed once', source, [state(5, 1)], []],
  ['not started', source, [], []],
  ['of all brands', { ...source, brands: ['*'] }, [state(31)], ['feed']],
  [
    'read, but not to its end',
    source,
    [{ ...state(2), completeUntil: 1_000_000_000 - 40 * MINUTE }],
    ['feed'],
  ],
  ['switched off', { ...source, enabled: false }, [state(500)], []],
  ['of another brand', { ...source, brands: ['other'] }, [state(500)], []],
])('%s', (_, one, states, expected) => {
  const found = sourcesDown([one], states, 'spotify', 1_000_000_000);
  expect(found.map((down) => down.source)).toEqual(expected);
});
