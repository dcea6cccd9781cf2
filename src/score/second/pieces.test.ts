import { describe, expect, it } from 'vitest';
import { createPieces } from './pieces.ts';

const RESERVED = ['�', '<s>', '</s>', 'a1', 'a2', 'a3'].map((text) => [text, 0] as const);
const WORDS = [
  ['▁', -3],
  ['▁they', -4],
  ['▁the', -2],
  ['y', -3],
  ['s', -3],
  ['old', -4],
  ['▁sold', -6],
  ['▁so', -3],
  ['ld', -4],
  [':', 0],
  ['fi', -5],
  ['y', -1],
] as const;
/** In the real vocabulary, too, each letter of a piece is a piece. */
const LETTERS = Array.from('theyoldif', (letter) => [letter, -9] as const);
const ALL = [...RESERVED, ...LETTERS, ...WORDS];
const { read } = createPieces(ALL);
const cut = (text: string) => Array.from(read(text), (piece) => ALL[piece]![0]);

describe('pieces', () => {
  it('are the likeliest way to cut a text', () => {
    expect(cut('they sold')).toEqual(['▁the', 'y', '▁sold']);
  });

  it('of a doubled entry are the last one', () => {
    expect([...read('they')]).toEqual([ALL.indexOf(WORDS[2]), ALL.indexOf(WORDS[11])]);
  });

  it('of equal likelihood begin as late as possible', () => {
    expect(cut('sos')).toEqual(['▁so', 's']);
    const tied = createPieces([...RESERVED, ['▁', -1], ['a', -1], ['b', -1], ['ab', -2]]);
    expect([...tied.read('ab')]).toEqual([6, 7, 8]);
  });

  it('of unknown characters are one, and cost nothing', () => {
    expect(cut('😡日本')).toEqual(['▁', '�']);
    expect(cut('😡 😡')).toEqual(['▁', '�', '▁', '�']);
  });

  it('come from the compatibility form', () => {
    expect(cut('\ufb01')).toEqual(['▁', 'fi']);
  });

  it('of nothing are none', () => {
    expect([...read('')]).toEqual([]);
  });

  it('of a long text after a short one are its own', () => {
    read('they');
    expect(cut('they '.repeat(300).trim())).toHaveLength(600);
  });
});
