import { describe, expect, it } from 'vitest';
import { safeJson } from './safe-json.ts';

function nested(deep: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < deep; i += 1) value = i % 2 ? [value] : { a: value };
  return value;
}

const cycle: Record<string, unknown> = { a: 1 };
cycle.self = cycle;
const trapped = {
  a: 1,
  get b() {
    throw new Error('trap');
  },
};
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();

const HOSTILE: Record<string, unknown> = {
  'nested 20,000 deep': nested(20_000),
  'nested a million deep': nested(1_000_000),
  'a cycle': cycle,
  BigInt: { a: 1n },
  'a getter that throws': trapped,
  'toJSON that throws': {
    a: 1,
    toJSON() {
      throw new Error('trap');
    },
  },
  'a revoked proxy': { proxy },
};

describe('safeJson', () => {
  it.each(Object.entries(HOSTILE))('writes %s', (_, value) => {
    expect(() => JSON.stringify(value)).toThrow();
    expect(() => JSON.parse(safeJson(value))).not.toThrow();
    expect(safeJson(value).length).toBeLessThan(2_000);
  });

  it('keeps what can be kept', () => {
    expect(JSON.parse(safeJson(trapped))).toEqual({ a: 1, b: '[left out: not readable]' });
    expect(JSON.parse(safeJson({ text: 'kept', n: 1n }))).toEqual({ text: 'kept', n: '1' });
  });

  it('writes any other value as JSON.stringify does, and cuts between characters', () => {
    const value = { a: [1, null, 'é'], b: { toJSON: 'a text', ['__proto__']: 1 } };
    expect(safeJson(value)).toBe(JSON.stringify(value));
    expect(safeJson(undefined)).toBe('');
    expect(safeJson('😀😀', 4)).toBe('"😀');
  });
});
