import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';
import { pictureWords, undoEntities, wordsOfEither, wordsOfTitle } from './markup.ts';

describe('undoEntities', () => {
  it.each([
    ['AT&amp;T', 'AT&T'],
    ['H&#38;M, M&#x26;S', 'H&M, M&S'],
    ['I don&#39;t &lt;3 it', "I don't <3 it"],
    ['&amp;amp;', '&amp;'],
    ['caf&eacute;', 'café'],
    ['R&D &copy 5', 'R&D &copy 5'],
    ['a & b', 'a & b'],
  ])('%s', (text, expected) => {
    expect(undoEntities(text)).toBe(expected);
  });
});

describe('a text of which nobody says what it is', () => {
  it('is HTML where it has a tag of HTML', () => {
    expect(wordsOfEither('<p>Acme &amp; you')).toBe('Acme & you');
    expect(wordsOfEither('Acme<br>Globex')).toBe('Acme\nGlobex');
    expect(wordsOfEither('I <3 <Acme> & you')).toBe('I <3 <Acme> & you');
    expect(wordsOfTitle('<b>Acme</b>\n lied')).toBe('Acme lied');
    expect(wordsOfTitle('Why <b> is bad')).toBe('Why <b> is bad');
  });

  it('takes linear time, whatever it holds', () => {
    for (const piece of ['<b ', '<img ', '<img alt="', '<b', '<!--', '&#', '</b'])
      for (const work of [wordsOfTitle, pictureWords])
        expect(growth((size) => work(piece.repeat(size / piece.length)), 4_000)).toBeLessThan(LINEAR);
  });
});
