import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers, readSearch } from './ask.ts';
import { keyOf, readPage, wordOf, writePages } from './pages.ts';
import { PART_SIZE, packSlots, unpackSlots } from './slots.ts';
import { wordsOf, wordsOfMention } from './split.ts';

const slotSet = fc
  .uniqueArray(fc.integer({ min: 0, max: PART_SIZE - 1 }), { minLength: 1, maxLength: 300 })
  .map((list) => list.toSorted((a, b) => a - b));

describe('places', () => {
  it('come back as they were written (property)', () => {
    fc.assert(
      fc.property(slotSet, (slots) => {
        const into = new Uint8Array(2 * PART_SIZE + 8);
        const end = packSlots(slots, into, 0);
        expect([...unpackSlots(into.subarray(0, end), slots.length)]).toEqual(slots);
      }),
    );
  });

  it('of a word of every mention take two bits at most, of a hundredth a byte', () => {
    const into = new Uint8Array(2 * PART_SIZE + 8);
    const every = Array.from({ length: PART_SIZE }, (_, i) => i);
    expect(packSlots(every, into, 0)).toBeLessThanOrEqual(PART_SIZE / 4);
    const some = every.filter((i) => i % 100 === 7);
    expect(packSlots(some, into, 0)).toBeLessThanOrEqual(1.05 * some.length);
  });
});

describe('pages', () => {
  it('give back every word with its places, each page by itself (property)', () => {
    const word = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 300 })
      .map((text) => keyOf(text.toWellFormed()));
    const entries = fc.uniqueArray(fc.tuple(word, slotSet), { maxLength: 40, selector: ([key]) => key });
    fc.assert(
      fc.property(entries, (list) => {
        const sorted = list
          .map(([key, slots]) => ({ word: key, slots }))
          .sort((a, b) => (a.word < b.word ? -1 : 1));
        const pages = writePages(sorted);
        const read = pages.flatMap(({ first, data }) => {
          const own = [...readPage(data)].map((one) => ({ word: one.word, slots: [...one.slots()] }));
          expect(wordOf(own[0]!.word)).toBe(first);
          return own;
        });
        expect(read).toEqual(sorted);
      }),
      { numRuns: 60 },
    );
  });

  it('are in the order of the bytes, in which both databases compare', () => {
    const words = ['a', 'z', 'é', 'ﬀ', '\u{1f600}', '\ue000', '日'];
    const bytes = words.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(
      words
        .map(keyOf)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .map(wordOf),
    ).toEqual(bytes);
  });
});

describe('words', () => {
  it.each([
    ["Don't sell my Größe!", ['don', 't', 'sell', 'my', 'große']],
    ['#DeleteUber AT&T', ['deleteuber', 'at', 't']],
    ['ﬁne Ａ１', ['fine', 'a1']],
    ['個人情報 と iPhone15プロ', ['個人', '人情', '情報', '報', 'と', 'iphone15', 'プロ', 'ロ']],
    ['한국어 мой', ['한국어', 'мои']],
    ['x'.repeat(50), ['x'.repeat(32)]],
    ['… — 👍', []],
  ])('%s', (text, words) => expect(wordsOf(text)).toEqual(words));

  it('a phrase does not go from the title into the text', () => {
    const words = wordsOfMention({ title: 'They sold', text: 'my data' });
    expect(answers(words, readSearch('"sold my"')!)).toBe(false);
    expect(answers(words, readSearch('"they sold" "my data"')!)).toBe(true);
  });
});

describe('searches', () => {
  it('read words, phrases, beginnings, and what is not wanted', () => {
    expect(readSearch('Contacts "my phone" -ads -"two words" del* a*')).toEqual({
      wanted: [
        { words: ['contacts'], begins: false },
        { words: ['my', 'phone'], begins: false },
        { words: ['del'], begins: true },
        { words: ['a'], begins: false },
      ],
      unwanted: [
        { words: ['ads'], begins: false },
        { words: ['two', 'words'], begins: false },
      ],
    });
    expect(readSearch('  "" - * ')).toBeUndefined();
  });

  it('end after eight terms and 200 characters, in linear time', () => {
    expect(readSearch(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))!.wanted).toHaveLength(8);
    expect(readSearch(`${' '.repeat(200)}word`)).toBeUndefined();
    const hostile = '"-'.repeat(100_000);
    expect(readSearch(hostile)).toBeUndefined();
    expect(wordsOf('\u0301'.repeat(1_000_000)).length).toBeLessThanOrEqual(1);
  });
});
