import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { normalise } from './normalise.ts';
import { scopeTo } from './scope.ts';
import { createScorer } from './scorer.ts';
import { tokenise } from './tokens.ts';

const scorer = createScorer(loadConfig(join(packageRoot, 'config')).packs);

function label(text: string, brand: string): string {
  const score = scorer.score(text, { brandTerms: [brand] });
  return score.scored ? score.sentiment.label : 'not scored';
}

function scope(text: string, brand: string) {
  const { read, turned } = scopeTo(tokenise(normalise(text).text), new Set([brand]));
  return { kept: read.tokens.map((token) => token.text).join(' '), turned };
}

describe('sentiment about the brand', () => {
  it.each([
    ['I hate Android, I use an iPhone', 'Android', 'negative'],
    ['I hate Android, I use an iPhone', 'iPhone', 'neutral'],
    ['Spotify is terrible and greedy', 'Spotify', 'negative'],
    ['I love this, thank you', 'Spotify', 'positive'],
  ])('%j for %s is %s', (text, brand, expected) => {
    expect(label(text, brand)).toBe(expected);
  });

  it.each([
    ['I hate Android, I use an iPhone', 'iphone', 'i use an iphone'],
    ['I hate Android, I use an iPhone', 'android', 'i hate android'],
    ['Uber was late. Lyft came at once.', 'lyft', 'lyft came at once'],
    ['Uber was late and I was cold', 'lyft', 'uber was late and i was cold'],
    ['Uber and Lyft are the same', 'lyft', 'uber and lyft are the same'],
  ])('%j for %s keeps %j', (text, brand, kept) => {
    expect(scope(text, brand).kept).toBe(kept);
  });

  it.each([
    ['Telegram is so much better than WhatsApp', 'whatsapp', true],
    ['Telegram is so much better than WhatsApp', 'telegram', false],
    ['It is better than I thought. WhatsApp too.', 'whatsapp', false],
  ])('%j is turned round for %s: %s', (text, brand, turned) => {
    expect(scope(text, brand).turned).toBe(turned);
  });
});
