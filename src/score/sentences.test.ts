import { describe, expect, it } from 'vitest';
import { sentenceStarts } from './sentences.ts';

describe('sentences', () => {
  it.each([
    ['one sentence only', ['one sentence only']],
    ['I left. They lied.', ['I left. ', 'They lied.']],
    ['so sad. cant believe it', ['so sad. ', 'cant believe it']],
    ['They did it in 2015. Nobody knew', ['They did it in 2015. ', 'Nobody knew']],
    ['Mr. Ek said sorry', ['Mr. Ek said sorry']],
    ['Dropbox vs. Box, round two', ['Dropbox vs. Box, round two']],
    ['well... that went fine', ['well... that went fine']],
    ['version 2.1 is out', ['version 2.1 is out']],
    ['(I said so.) Then I left', ['(I said so.) ', 'Then I left']],
    ['“Fine.” She left.', ['“Fine.” She left.']],
    ['It fell. ', ['It fell. ']],
  ])('of %j', (text, parts) => {
    const starts = [0, ...sentenceStarts(text)];
    expect(starts.map((start, i) => text.slice(start, starts[i + 1]))).toEqual(parts);
  });
});
