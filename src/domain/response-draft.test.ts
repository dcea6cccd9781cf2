import { describe, expect, it } from 'vitest';
import { channelLengths, fillPlaces, openPlaces, xLength } from './response-draft.ts';

describe('places', () => {
  it('are filled by name; unknown ones stay and are listed once', () => {
    const text = fillPlaces('{brand} and {brand}: {purpose}, {purpose}, {why} {Not} {}', {
      brand: 'A{purpose}me $&',
      why: undefined,
    });
    expect(text).toBe('A{purpose}me $& and A{purpose}me $&: {purpose}, {purpose}, {why} {Not} {}');
    expect(openPlaces(text)).toEqual(['purpose', 'why']);
    expect(openPlaces('nothing')).toEqual([]);
  });
});

describe('lengths', () => {
  it.each([
    ['plain text', 10],
    ['https://example.com/a/very/long/address/that/counts/as/23', 23],
    ['看', 2],
    ['👨‍👩‍👧‍👦', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['', 0],
  ])('X counts %j as %i', (text, length) => {
    expect(xLength(text)).toBe(length);
  });

  it('each channel counts its own way', () => {
    const text = `👍🏽 ${'a'.repeat(298)}`;
    expect(channelLengths(text).map(({ channel, length }) => [channel, length])).toEqual([
      ['X', 301],
      ['Bluesky', 300],
      ['Mastodon', 300],
      ['LinkedIn', 303],
    ]);
  });
});
