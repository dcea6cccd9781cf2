import { describe, expect, it } from 'vitest';
import { nameWords } from '../names.ts';
import { normalise } from '../normalise.ts';
import { tokenise } from '../tokens.ts';
import { maskNames } from './mask.ts';

function masked(given: string, names: readonly string[]): string {
  const { text } = normalise(given);
  return maskNames(text, tokenise(text), nameWords(names));
}

describe('names of the brand', () => {
  it('give way to a word that stands for any company', () => {
    expect(masked('I left Acme. ACME sold me out, acme!', ['Acme'])).toBe(
      'I left the company. the company sold me out, the company!',
    );
  });
  it('of several words give way once', () => {
    expect(masked('US Airways lost my bag', ['US Airways'])).toBe('the company lost my bag');
    expect(masked('us airways, us airways', ['US Airways'])).toBe('the company');
  });
  it('and new lines change nothing else', () => {
    expect(masked('\n\nIt works\n great for me. ', [])).toBe('It works great for me.');
  });
  it('leave other words and texts without a name alone', () => {
    expect(masked('An acme of taste', ['Beta'])).toBe('An acme of taste');
    expect(masked('Nothing here', [])).toBe('Nothing here');
  });
});
