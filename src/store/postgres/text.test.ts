import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromPostgres, jsonParameter, toPostgres } from './text.ts';

const nasty = fc
  .array(fc.constantFrom('\0', '\u{10fffd}', '0', '1', 'a', '"', '\\', '𝔘'))
  .map((all) => all.join(''));

it('every text comes back, and no NUL goes out', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const sent = toPostgres(text) as string;
      expect(sent).not.toContain('\0');
      expect(fromPostgres(sent)).toBe(text);
    }),
  );
});

it('within one JSON parameter as well', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const sent = jsonParameter([[text]]);
      expect(sent).not.toContain('\\u0000');
      expect(toPostgres(sent)).toBe(sent);
      expect((JSON.parse(sent) as string[][]).map(([one]) => fromPostgres(one!))).toEqual([text]);
    }),
  );
});
