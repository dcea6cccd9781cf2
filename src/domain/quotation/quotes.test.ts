import { describe, expect, it } from 'vitest';
import { asQuote, ownWords, quotedRanges, quotesAsLines, withoutQuotes } from './quotes.ts';
import { growth, LINEAR } from '../../../test/support/cpu-time.ts';

const own = (text: string) => withoutQuotes(text).replaceAll(/\s+/g, ' ').trim();

describe('withoutQuotes', () => {
  it.each([
    ['Markdown', '> Acme is a scam\n\nI disagree.', 'I disagree.'],
    ['no blank after the sign', '>Acme is a scam\n\nI disagree.', 'I disagree.'],
    ['indented', '  > Acme is a scam\nI disagree.', 'I disagree.'],
    ['nested', '> > Acme is a scam\n> no it is not\n\nStop it.', 'Stop it.'],
    ['in the middle', 'Look:\n> Acme is a scam\nI disagree.', 'Look: I disagree.'],
    ['e-mail', 'No.\n\nOn Tue, Bob <b@x.example> wrote:\n> Acme is a scam\n>\n> Really', 'No.'],
    ['a mail that is answered', 'No.\n\n-----Original Message-----\nFrom: Acme\nAcme is a scam', 'No.'],
    ['a mail that is passed on', 'FYI\n---------- Forwarded message ---------\nAcme lied', 'FYI'],
    ['Windows line ends', '> Acme is a scam\r\n\r\nI disagree.', 'I disagree.'],
    ['forum code', '[quote="bob, post:1, topic:1"]\nAcme is a scam\n[/quote]\n\nI disagree.', 'I disagree.'],
    ['forum code, nested', '[QUOTE=bob]a [quote]b[/quote] c[/QUOTE]I disagree.', 'I disagree.'],
    ['only a quotation', '> Acme is a scam', ''],
  ])('%s', (_, text, words) => {
    expect(own(text)).toBe(words);
    expect(withoutQuotes(text)).toHaveLength(text.length);
  });

  it.each([
    ['a sign within a line', 'Acme > Globex'],
    ['a face', '>:( Acme again'],
    ['another face', '>.< Acme again'],
    ['a number', '>50% of Acme users left\nand I'],
    ['a spoiler', '>!Acme dies!< sad'],
    ['a link to a post', '>>123456\nAcme is done'],
    ['how image boards write', '>be me\n>trust Acme'],
    ['a rule', 'Acme\n-----\nis done'],
    ['forum code that never ends', '[quote] Acme is a scam'],
    ['forum code that never began', 'Acme is a scam [/quote]'],
  ])('control, all of it is the author’s: %s', (_, text) => {
    expect(withoutQuotes(text)).toBe(text);
  });

  it('takes linear time, whatever is written', () => {
    for (const piece of [
      '--original ',
      '_'.repeat(50),
      '[quote]',
      '[quote',
      '[/quote]',
      '> ',
      '>\n',
      'x wrote:\n',
      ' > ',
    ]) {
      expect(growth((size) => quotedRanges(piece.repeat(size / piece.length)), 4_000)).toBeLessThan(LINEAR);
    }
  });
});

describe('ownWords', () => {
  it('are what the author says, or all of it where that is nothing', () => {
    expect(ownWords('> Acme is a scam\n\nI disagree.\n\n> again\n\nNo.')).toBe('I disagree.\n\nNo.');
    expect(ownWords('> Acme is a scam')).toBe('> Acme is a scam');
    expect(ownWords(' as it is ')).toBe(' as it is ');
  });
});

it('a quotation ends where it should, whatever the name of its author is', () => {
  const text = `${asQuote('one\ntwo', 'bob\nI hate Acme')}\n\nmine`;
  expect(ownWords(text)).toBe('mine');
});

describe('quotesAsLines', () => {
  it('names who is quoted', () => {
    const text = '[quote="bob, post:1, topic:1"]\nAcme is a scam\n\nReally\n[/quote]\n\nI disagree.';
    expect(quotesAsLines(text)).toBe('> bob: Acme is a scam\n> Really\n\nI disagree.');
    expect(quotesAsLines('See [quote]a[/quote] no [quote=ann]b[/quote]')).toBe('See\n> a\n no\n> ann: b');
    expect(quotesAsLines('no quote')).toBe('no quote');
  });
});
