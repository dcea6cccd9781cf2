import { describe, expect, it } from 'vitest';
import { read } from './fixtures.fixture.ts';

function label(text: string, brandTerms: readonly string[] = []): string {
  return read(text, { lang: 'en', brandTerms }).sentiment.label;
}
function score(text: string, brandTerms: readonly string[] = []): number {
  return read(text, { lang: 'en', brandTerms }).sentiment.score;
}

describe('sentiment', () => {
  it.each([
    ['I love this app, it is amazing!', 'positive'],
    ['This is the worst update ever, I hate it', 'negative'],
    ['The library opens at ten on Saturday', 'neutral'],
    ['So happy and grateful for this wonderful day 😍', 'positive'],
    ['😡😡🤬', 'negative'],
  ])('%s is %s', (text, expected) => expect(label(text)).toBe(expected));

  it.each(["It isn't good", 'It isn’t good', 'It is not good', 'It was never good'])(
    'negates: %s',
    (text) => {
      expect(score(text)).toBeLessThan(score('It is good') - 0.2);
      expect(label(text)).not.toBe('positive');
    },
  );
  it('gives straight and curly apostrophes the same score', () => {
    expect(score('They don’t work and it isn’t good')).toBe(score("They don't work and it isn't good"));
  });
  it('masks the names of the brand', () => {
    expect(score('I fly with United today', ['United'])).toBe(score('I fly with Xyzzy today', ['Xyzzy']));
    expect(score('The Calm app opens', ['Calm'])).toBe(score('The Zzzz app opens', ['Zzzz']));
  });
  it('follows but', () => {
    expect(score('The food was good but the service was terrible')).toBeLessThan(0);
    expect(score('The service was terrible but the food was amazing')).toBeGreaterThan(
      score('The food was amazing but the service was terrible'),
    );
  });
  it('hears boosters, capitals, exclamation marks and drawn-out letters', () => {
    expect(score('this is very bad')).toBeLessThan(score('this is bad'));
    expect(score('this is BAD')).toBeLessThan(score('this is bad'));
    expect(score('this is bad!!!')).toBeLessThan(score('this is bad'));
    expect(score('this is baaaad')).toBeLessThan(score('this is bad'));
  });
  it.each([
    'They share our phone number with third parties',
    'Accept and consent to sharing with trusted friends of security partners',
    'The company was given a fine',
  ])('finds nothing kind in: %s', (text) => expect(label(text)).not.toBe('positive'));
  it('does not saturate on long text', () => {
    const rant = 'The update is bad and slow. ';
    expect(score(rant.repeat(4))).toBeLessThan(score(rant));
    expect(score(rant.repeat(2))).toBeGreaterThan(-0.99);
  });
  it.each(['constructor good', 'toString bad', '__proto__ great', 'hasOwnProperty hate'])(
    'is a number for %s',
    (text) => expect(score(text)).not.toBeNaN(),
  );
  it('has probabilities that sum to one and follow the label', () => {
    for (const text of ['great', 'bad', 'table', 'not the worst show', 'meh but fine']) {
      const { p } = read(text).sentiment;
      expect(p.negative + p.neutral + p.positive).toBeCloseTo(1, 9);
    }
  });
});
