/** Short reviews, and the signs that people type (cases 68 and 69). */
import { describe, expect, it } from 'vitest';
import { fileTests } from './ground.ts';

const { ground } = fileTests();
const SHORT =
  'Great app|Love it|Best ever|Very bad|Waste of time|Not working|Dont install|Meh|So slow|Good|Nice one|Too many ads|Keeps crashing|Awesome|Terrible|Works fine|Useless app|Really good|Worst app ever|Cant log in|Easy to use|Just ok|Very helpful|Poor service|Never again|I like it|Hate this|Super fast|Scam|Doesnt work|Pretty good|Amazing|Broken again|Please fix|Total garbage|Five stars|One star|Thank you|Could be better|Bring it back|Bad update|Good job|Freezes constantly|Perfect|Uninstalled it'.split(
    '|',
  );

describe('short texts', () => {
  it('68: reviews of one to three words: all are scored with a language, and most without', async () => {
    const { load, stored } = ground();
    const table = (lang: string) =>
      [
        'date,review,language',
        ...SHORT.map((text, i) => `2026-07-08 10:${String(i).padStart(2, '0')},${text},${lang}`),
      ].join('\n');
    await load('with.csv', table('en'), '--brand', 'acme');
    await load('without.csv', table(''), '--brand', 'globex', '--wait');
    const scored = async (brand: string) =>
      (await stored(brand)).filter(({ betrayal }) => betrayal !== undefined).length;
    expect(SHORT).toHaveLength(45);
    expect(await scored('acme')).toBe(45);
    expect(await scored('globex')).toBeGreaterThanOrEqual(40);
  });

  it('69: a typographic apostrophe reads as a plain one', async () => {
    const { load, stored } = ground();
    const words = [
      "I don't trust Acme with my data anymore",
      "They can't be trusted, they've sold my contacts",
      "It doesn't betray me",
    ];
    const both = words.flatMap((text) => [text, text.replaceAll("'", '’')]);
    await load(
      'a.csv',
      ['date,text,lang', ...both.map((text, i) => `2026-07-08 10:1${i},"${text}",en`)].join('\n'),
      '--wait',
    );
    const found = (await stored()).map(({ betrayal }) => betrayal);
    expect(found).toHaveLength(6);
    for (let i = 0; i < 6; i += 2) expect(found[i]).toBe(found[i + 1]);
    expect(found[0]).toBe(true);
  });
});
