import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { scorer } from './fixtures.fixture.ts';

describe('explain', () => {
  it('names the words that moved a score, in the text as it was given', () => {
    const text = 'The meeting at nine was “horrible”, said my brother on Tuesday.';
    const found = explain(scorer, text, { lang: 'en' });
    const [first] = found?.words ?? [];
    expect(first && text.slice(...first.span)).toBe('horrible');
    expect(first?.sentiment).toBeLessThan(-0.1);
  });
  it('tells what speaks of broken trust', () => {
    const text = 'Hello all, they sell our data to advertisers.';
    const words = explain(scorer, text)?.words ?? [];
    const best = words.toSorted((a, b) => b.betrayal - a.betrayal)[0];
    expect(best && text.slice(...best.span)).toMatch(/sell|our|data|advertisers/);
  });
  it('says nothing of a text that is not scored', () => {
    expect(explain(scorer, 'Ich lösche heute mein Konto, das ist eine Frechheit')).toBeUndefined();
  });
  it('asks the scorer at most some tens of times, however long the text', () => {
    let asked = 0;
    const counting = {
      score: (...args: Parameters<typeof scorer.score>) => {
        asked += 1;
        return scorer.score(...args);
      },
    };
    explain(counting, 'They sell our data and I hate it. '.repeat(200), { lang: 'en' });
    expect(asked).toBeLessThanOrEqual(62);
  });
});
