import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packs, read, scorer } from './fixtures.fixture.ts';
import { givenSpan, MAX_TEXT, normalise } from './normalise.ts';
import { createScorer } from './scorer.ts';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';

describe('language', () => {
  it.each([
    'lol',
    'so creepy',
    'Deleted. Bye.',
    'Uninstalled',
    'no thanks',
    'wtf @spotify',
    'This app is spying on us',
    'Not cool.',
  ])('reads short English: %s', (text) => expect(scorer.score(text).scored).toBe(true));
  it.each([
    ['Cette application vend toutes mes données personnelles à Facebook', 'fr'],
    ['Ich lösche heute mein Konto, das ist eine Frechheit', 'de'],
    ['Esta aplicación vende nuestros datos a terceros sin permiso', 'es'],
    ['このアプリは個人情報を売っています', 'ja'],
    ['Это приложение продаёт наши данные', 'ru'],
  ])('does not score %s', (text, lang) => {
    expect(scorer.score(text)).toEqual({ scored: false, lang, reason: `language ${lang} is not read yet` });
  });
  it.each(['', '   ', 'https://example.org/a', '@someone @other', '\u0000\u200b', '12345'])(
    'has nothing to read in %j',
    (text) => expect(scorer.score(text)).toEqual({ scored: false, lang: 'und', reason: 'no text to read' }),
  );
});

describe('quotations', () => {
  const own = 'I do not agree at all, it works great for me.';
  const said = 'Acme sold all our data. They betrayed us and I will never trust them again.';

  it.each([
    ['of a forum', `[quote="bob, post:1, topic:1"]\n${said}\n[/quote]\n\n${own}`],
    ['of Markdown', `> ${said}\n\n${own}`],
    ['of a mail', `${own}\n\nOn Tue, Bob wrote:\n> ${said}`],
    ['below a mail', `${own}\n\n-----Original Message-----\n${said}`],
  ])('%s are not the author’s', (_, text) => {
    const alone = read(own);
    const both = read(text);
    expect(both.sentiment).toEqual(alone.sentiment);
    expect(both.betrayal.p).toBeCloseTo(alone.betrayal.p, 6);
  });

  it('control: the same words are, where nobody quotes them', () => {
    expect(read(said).betrayal.label).toBe(true);
    expect(read(`${said} ${own}`).betrayal.p).toBeGreaterThan(read(own).betrayal.p + 0.3);
  });

  it('alone there is nothing to read', () => {
    expect(scorer.score(`> ${said}`)).toEqual({ scored: false, lang: 'und', reason: 'no text to read' });
  });
});

describe('packs', () => {
  it('names models and packs in its version', () => {
    expect(scorer.version).toMatch(
      /^rules-\d+\+model-[0-9a-f]{8}\+second-[0-9a-f]{8}\+broken-trust@3\+privacy-betrayal@3$/,
    );
  });
  it('uses only the packs asked for, and refuses unknown ones', () => {
    const text = 'Another price hike, this is corporate greed.';
    expect(read(text).betrayal.label).toBe(true);
    expect(read(text, { lang: 'en', packs: ['privacy-betrayal'] }).betrayal.label).toBe(false);
    expect(() => scorer.score(text, { packs: ['nope'] })).toThrow(RangeError);
  });
  it('reads without any pack', () => {
    expect(createScorer([]).score('I hate this so much').scored).toBe(true);
  });
  it('has the same codes in both packs where they share them', () => {
    const [a, b] = packs.map((pack) => new Set(pack.categories.map(({ code }) => code)));
    expect([...(a ?? [])].filter((code) => b?.has(code)).sort()).toEqual([
      'broken_promise',
      'company_response',
      'consent_coercion',
      'exit_intent',
      'regulator_action',
    ]);
  });
});

describe('normalise', () => {
  it('caps without cutting a pair, and breaks runs', () => {
    expect(normalise('😀'.repeat(20_000)).text.length).toBeLessThanOrEqual(MAX_TEXT);
    expect(normalise('😀'.repeat(20_000)).text).toMatch(/^(?:😀| )*$/u);
    expect(normalise('a'.repeat(500)).text).not.toMatch(/\S{65}/);
  });
  it('scores NFC and NFD alike', () => {
    const words = fc.array(
      fc.constantFrom('café', 'naïve', 'they', 'sell', 'our', 'data', 'Å', 'hate', '각', 'ẹ́', '😡'),
    );
    fc.assert(
      fc.property(words, fc.string({ unit: 'grapheme' }), (parts, noise) => {
        const text = `the worst ${parts.join(' ')} ${noise}`;
        const nfc = scorer.score(text.normalize('NFC'));
        const nfd = scorer.score(text.normalize('NFD'));
        expect(withoutSpans(nfd)).toEqual(withoutSpans(nfc));
      }),
    );
  });
  it('maps every unit back into the given text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const normalised = normalise(given);
        for (let i = 0; i < normalised.text.length; i += 1) {
          const [start, end] = givenSpan(normalised, i, i + 1);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(given.length);
          expect(start).toBeLessThanOrEqual(end);
        }
      }),
    );
  });
});

const SHAPES: Readonly<Record<string, string>> = {
  dashes: 'a-',
  letters: 'a',
  zalgo: 'e\u0301\u0302\u0303\u0304\u0305\u0306',
  marks: '\u0301',
  emoji: '😡',
  family: '👨‍👩‍👧‍👦',
  brackets: '((((',
  shout: '!!!!',
  mentions: '@@@',
  lines: '\n',
  spaces: ' ',
  links: 'http://a.b/c?d=e&',
  quotes: '"\'“‘',
  negators: 'not ',
  digits: '1234567890',
  scripts: 'aбג日ا',
  surrogates: '\ud83d',
  nuls: 'a\u0000',
  tags: '#DeleteFacebookNow',
  stops: 'a. ',
  dots: '.',
  sales: 'they sell share my our data info to the ',
  apostrophes: "don't'",
  camel: '#aBcD',
};

describe('hostile shapes take linear time', () => {
  it.each(Object.entries(SHAPES))('%s', (_name, unit) => {
    const work = (size: number) => {
      const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
      scorer.score(`I hate this app ${text}`, { lang: 'en' });
      scorer.score(text, { lang: 'en' });
    };
    // As much as is read of a text, and more than that.
    for (const size of [MAX_TEXT / 8, 12_500]) expect(growth(work, size)).toBeLessThan(LINEAR);
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void scorer.score(text)));
  });
});

function withoutSpans(score: ReturnType<typeof scorer.score>): unknown {
  return JSON.parse(JSON.stringify(score, (key, value) => (key === 'span' ? undefined : value)));
}
