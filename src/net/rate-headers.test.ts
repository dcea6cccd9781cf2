import { describe, expect, it } from 'vitest';
import { quotaOf, retryAfterMs } from './rate-headers.ts';

const NOW = Date.UTC(2026, 6, 8, 10, 0, 0);
const retry = (value: string) => retryAfterMs(new Map([['retry-after', value]]), NOW);

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    ['120s', 120_000],
    ['120 seconds', 120_000],
    ['2m', 120_000],
    ['1.5 min', 90_000],
    ['60, 60', 60_000],
    ['60, 120', 120_000],
    ['0', 1_000],
    ['500ms', 1_000],
    ['Wed, 08 Jul 2026 10:02:00 GMT', 120_000],
    [String(NOW / 1000 + 30), 30_000],
    ['999999', 86_400_000],
  ])('%s', (value, ms) => expect(retry(value)).toBe(ms));

  it.each(['', 'soon', '-5', '60, soon', '1,2,', '12 parsecs'])('%j says nothing', (value) =>
    expect(retry(value)).toBeUndefined(),
  );
});

describe('what is left of a quota', () => {
  it.each<[Record<string, string>, object | undefined]>([
    [
      { 'x-ratelimit-remaining': '5', 'x-ratelimit-limit': '100', 'x-ratelimit-reset': '30' },
      { remaining: 5, limit: 100, resetsAt: NOW + 30_000 },
    ],
    [
      { 'ratelimit-remaining': '0', 'ratelimit-reset': '30s' },
      { remaining: 0, resetsAt: NOW + 30_000 },
    ],
    [{ ratelimit: 'limit=100, remaining=50, reset=5' }, { remaining: 50, limit: 100, resetsAt: NOW + 5_000 }],
    [{ ratelimit: '"x";r=0;t=30' }, { remaining: 0, resetsAt: NOW + 30_000 }],
    [
      {
        ratelimit: '"hour";r=900;t=3000, "minute";r=2;t=30',
        'ratelimit-policy': '"hour";q=1000;w=3600, "minute";q=60;w=60',
      },
      { remaining: 2, limit: 60, resetsAt: NOW + 30_000 },
    ],
    [{ ratelimit: 'default; r=7' }, { remaining: 7 }],
    [{ ratelimit: 'none' }, undefined],
    [{}, undefined],
  ])('%j', (headers, quota) => expect(quotaOf(new Map(Object.entries(headers)), NOW)).toEqual(quota));
});
