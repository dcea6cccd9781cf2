import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Brand } from '../domain/brand.ts';
import { brandMatcher } from './match.ts';

function brand(slug: string, terms: string[], exclude: string[] = []): Brand {
  return { slug, name: slug, terms, exclude, packs: [] };
}

const match = brandMatcher([
  brand('unity', ['unity', '#unity3d', '@unity']),
  brand('whatsapp', ['whatsapp', 'whats app']),
  brand('apple', ['apple'], ['apple pie', 'big apple']),
  brand('cplus', ['c++', 'a.b', '(x)']),
  brand('muller', ['müller', '小米']),
]);

describe('brandMatcher', () => {
  it.each<[string, string[]]>([
    ['I left Unity today', ['unity']],
    ["UNITY's terms", ['unity']],
    ['unity, whatsapp and apple', ['unity', 'whatsapp', 'apple']],
    ['#Unity3D', ['unity']],
    ['@unity', ['unity']],
    ['the community of opportunity', []],
    ['unity2', []],
    ['whats  app', ['whatsapp']],
    ['whats\napp', ['whatsapp']],
    ['whatsapps', []],
    ['an apple pie', []],
    ['an Apple pie, by Apple', ['apple']],
    ['the Big Apple', []],
    ['I like c++ and (x)', ['cplus']],
    ['axb', []],
    ['a.b', ['cplus']],
    ['Müller', ['muller']],
    ['MÜLLER!', ['muller']],
    ['Müllers', []],
    ['我的 小米 手机', ['muller']],
    ['> Unity is a scam\n\nI disagree', []],
    ['> they are a scam\n\nUnity is fine', ['unity']],
    ['[quote=bob]Unity[/quote] no', []],
    ['WhatsApp > Unity', ['unity', 'whatsapp']],
    ['', []],
  ])('%j', (text, slugs) => expect(match(text)).toEqual(slugs));

  it('says the same every time', () => {
    for (let i = 0; i < 5; i += 1) expect(match('Unity unity')).toEqual(['unity']);
  });

  it('a brand without terms matches nothing', () => {
    expect(brandMatcher([brand('none', [])])('anything')).toEqual([]);
  });

  it('a term is text, never a pattern: it is found between blanks whatever it holds', () => {
    const term = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() !== '' && text === text.trim());
    fc.assert(
      fc.property(term, (text) => {
        const find = brandMatcher([brand('x', [text])]);
        expect(find(` before ${text} after `)).toEqual(['x']);
        expect(find('')).toEqual([]);
      }),
      { seed: 20_260_302 },
    );
  });
});
