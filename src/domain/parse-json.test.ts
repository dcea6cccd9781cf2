import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_LEVELS, parseJson, pruneJson } from './parse-json.ts';

const nested = (deep: number, inner = '1') => `${'['.repeat(deep)}${inner}${']'.repeat(deep)}`;

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(pruneJson(text)).toBe(text);
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
  const wide = `[${Array.from({ length: 500 }, () => '{"a":"]]}\\"[["}').join(',')}]`;
  expect(parseJson(wide)).toEqual(JSON.parse(wide));
  expect(pruneJson(nested(MAX_LEVELS))).toBe(nested(MAX_LEVELS));
});

it('keeps what lies beside something deep', () => {
  const deep = nested(1_000_000);
  const read = parseJson(`[{"a":1},{"b":${deep},"c":"]"},{"d":{"e":${deep}}},"😀"]`) as unknown[];
  expect(read).toHaveLength(4);
  expect(read[0]).toEqual({ a: 1 });
  expect(read[1]).toMatchObject({ c: ']' });
  expect(read[3]).toBe('😀');
  expect(() => JSON.stringify(read)).not.toThrow();
  // Control: JSON.parse reads all of it, and nobody can write it again.
  expect(() => JSON.stringify(JSON.parse(nested(20_000)))).toThrow(RangeError);
});

it('refuses what is never closed without reading it', () => {
  for (const text of ['['.repeat(1_000_000), '{"a":'.repeat(1_000_000), `${'['.repeat(500)}"`])
    expect(() => parseJson(text)).toThrow(/never closed/);
  for (const text of ['', '[1', `${']'.repeat(500)}`, `${nested(300)}]`, `"${'['.repeat(300)}`])
    expect(() => parseJson(text)).toThrow(SyntaxError);
});
