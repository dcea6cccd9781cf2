import { describe, expect, it } from 'vitest';
import { seeded } from './chance.ts';
import { NAMES, namesIn, PLACEHOLDER, renamed } from './names.ts';
import type { Row } from './rows.ts';

const row = (text: string): Row => ({ text, sentiment: 0, packs: [0, 0], codes: [], origin: 'own' });
const many = (text: string) => {
  const random = seeded(5);
  return Array.from({ length: 300 }, () => renamed(row(text), random));
};

describe('names in training texts', () => {
  it.each([
    ["Spotify's terms, and Facebook", ['Spotify', 'Facebook']],
    ['I left spotify', ['spotify']],
    ['The new terms of Orange', ['Orange']],
    ['shine on, be wise. Orange is a colour', []],
    ['they took the slack out of the rope', []],
  ])('%j', (text, names) => expect(namesIn(text)).toEqual(names));

  it('are masked in most rows, any name in others, and stay in few', () => {
    const rows = many('Spotify sold my data');
    const share = (test: (one: Row) => boolean) => rows.filter(test).length / rows.length;
    expect(share(({ names }) => names?.[0] === 'Spotify')).toBeCloseTo(0.55, 1);
    expect(share(({ text, names }) => names === undefined && !text.startsWith('Spotify'))).toBeCloseTo(
      0.35,
      1,
    );
  });
  it('change as words, never within one', () => {
    for (const { text } of many("Flo's Florida office, says Flo"))
      expect(text).toMatch(/^\S+'s Florida office, says \S+$/);
  });
  it('stand for the placeholder, masked or not', () => {
    const rows = many(`${PLACEHOLDER} sold my data`);
    expect(rows.filter(({ text }) => text.includes(PLACEHOLDER))).toEqual([]);
    for (const { text, names } of rows) {
      expect(NAMES).toContain(text.split(' ')[0]);
      if (names) expect(names).toEqual([text.split(' ')[0]]);
    }
    expect(new Set(rows.map(({ names }) => names === undefined)).size).toBe(2);
  });
});
