import { MINUTE_MS } from '../../domain/series.ts';
import { expect, test } from 'vitest';
import { sourceSchema } from '../../source/registry.ts';
import type { SourceState } from '../../store/sources/port.ts';
import { sourceHealth } from './health.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const source = sourceSchema.parse({ slug: 'hacker-news', type: 'hacker-news' });

function healthOf(state: Partial<SourceState> | undefined, more = {}) {
  const states = state ? [{ source: 'hacker-news', failures: 0, ...state }] : [];
  const sources = [{ ...source, ...more }];
  return sourceHealth({ sources, states, gaps: [], backfills: [], others: ['file'], now: NOW });
}

test.each([
  ['not read yet', undefined, {}, /outcry worker/],
  [
    'switched off',
    { lastReadAt: NOW - 900 * MINUTE_MS },
    { enabled: false },
    /^Switch it on in the dashboard/,
  ],
  [
    'on time',
    { lastReadAt: NOW - MINUTE_MS, completeUntil: NOW - 2 * MINUTE_MS, nextAt: NOW + 1 },
    {},
    undefined,
  ],
  ['catching up', { lastReadAt: NOW - MINUTE_MS, nextAt: 0 }, {}, /missed/],
  [
    'silent',
    { lastReadAt: NOW - 30 * MINUTE_MS, completeUntil: NOW - 30 * MINUTE_MS, nextAt: NOW },
    {},
    /incomplete/,
  ],
  [
    'failing',
    { failures: 2, lastError: 'x.example answered 500', nextAt: NOW + MINUTE_MS },
    {},
    /500.*12:01/,
  ],
  [
    'needs a key',
    { failures: 9, lastError: 'set OUTCRY_X_TOKEN to a token' },
    {},
    /^Set OUTCRY_X_TOKEN to a token\. An admin can enter it in the dashboard/,
  ],
])('%s', (health, state, more, advice) => {
  const [, one] = healthOf(state, more);
  expect(one).toMatchObject({ id: 'hacker-news', health });
  if (advice) expect(one?.advice).toMatch(advice);
  else expect(one?.advice).toBeUndefined();
});

test('what was imported stands beside what is read', () => {
  expect(healthOf(undefined)[0]).toMatchObject({
    id: 'file',
    health: 'imported',
    type: 'import or webhook',
  });
});

test('how far behind it is', () => {
  expect(healthOf({ lastReadAt: NOW, completeUntil: NOW - 90_000 })[1]?.lagMs).toBe(90_000);
  expect(healthOf({ lastReadAt: NOW })[1]?.lagMs).toBeUndefined();
});
