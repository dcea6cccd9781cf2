import { describe, expect, it } from 'vitest';
import { scorer } from './fixtures.fixture.ts';
import { scoreLine } from './score-lines.ts';

const line = (value: unknown) => scoreLine(JSON.stringify(value), scorer);

describe('scoreLine', () => {
  it('writes the contract', () => {
    const out = line({
      id: 'a1',
      text: 'They sell our data to advertisers, shameful, and the FTC fined them.',
    });
    expect(out).toMatchObject({
      id: 'a1',
      lang: 'en',
      scored: true,
      sentiment: { label: 'negative' },
      betrayal: { label: true, context: [{ code: 'regulator_action' }] },
    });
    for (const [number] of JSON.stringify(out).matchAll(/\d+\.\d+/g))
      expect(number).toMatch(/^\d+\.\d{1,4}$/);
  });
  it('says why a text is not scored', () => {
    expect(line({ id: 7, text: '' })).toEqual({
      id: 7,
      lang: 'und',
      sentiment: null,
      betrayal: null,
      scored: false,
      reason: 'no text to read',
    });
  });
  it.each([
    ['{oops', { error: 'not valid JSON' }],
    ['', { error: 'not valid JSON' }],
    ['[1]', { error: 'not a JSON object' }],
    ['null', { error: 'not a JSON object' }],
    ['{"id":"x"}', { error: 'text is missing', id: 'x' }],
    ['{"id":"x","text":3}', { error: 'text is not a string', id: 'x' }],
    ['{"text":null}', { error: 'text is not a string' }],
    ['{"text":"a","lang":1}', { error: 'lang is not a string' }],
    ['{"text":"a","brand":{}}', { error: 'brand is not a string' }],
  ])('%s', (text, expected) => expect(scoreLine(text, scorer)).toEqual(expected));
  it('masks the brand of the line', () => {
    const calm = { text: 'The Brave app opens', lang: 'en' };
    expect(line({ ...calm, brand: 'Brave' })).not.toEqual(line(calm));
  });
});
