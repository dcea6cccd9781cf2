import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromPostgres, jsonParameter, toPostgres } from './text.ts';

const nasty = fc
  .array(fc.constantFrom('\0', '\u{10fffd}', '0', '1', 'a', '"', '\\', '𝔘', '\ud83d', '\ude00', 'ud83d'))
  .map((all) => all.join(''));

it('every text comes back, and no NUL goes out', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const sent = toPostgres(text) as string;
      expect(sent).not.toContain('\0');
      expect(sent.isWellFormed()).toBe(true);
      expect(fromPostgres(sent)).toBe(text.toWellFormed());
    }),
  );
});

it('within one JSON parameter as well', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const sent = jsonParameter([[text]]);
      expect(sent).not.toContain('\\u0000');
      expect(toPostgres(sent)).toBe(sent);
      const [read] = (JSON.parse(sent) as string[][]).map(([one]) => one!);
      expect(read!.isWellFormed()).toBe(true);
      expect(fromPostgres(read!)).toBe(text.toWellFormed());
    }),
  );
});
