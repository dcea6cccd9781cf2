/** Which texts are the same: noise of trackers on one side, changes of a word on the other. */
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../../test/support/cpu-time.ts';
import { isIdentity, sameWords, textIdentity } from './identity.ts';
import { sentencesOf } from './sentences.ts';

const POLICY = `# Privacy Policy

Updated: 3 May 2026

We collect your name. See [our list](https://acme.example/list?t=1) for the rest.

We share with:

- carriers
- payment services, and
- auditors.

| Data | Purpose |
| --- | --- |
| Location | Maps |

We do not sell your data.`;

const same = (a: string, b: string) => textIdentity(a) === textIdentity(b);
const changed = (from: string, to: string) => POLICY.replace(from, to);

describe('the same text', () => {
  it.each<[string, string, string]>([
    ['a token in a link', '?t=1', '?t=a8f3d2'],
    ['another address', 'https://acme.example/list?t=1', '/en/list'],
    ['an address in brackets', 'https://acme.example/list?t=1', 'https://acme.example/List_(data)?x=1'],
    ['a title of a link', '?t=1)', '?t=1 "Our list")'],
    ['a link gone', '[our list](https://acme.example/list?t=1)', 'our list'],
    ['emphasis', 'We do not sell', 'We do **not** sell'],
    ['emphasis within a word', 'We do not sell', 'We do n__ot__ sell'],
    ['white space', 'We collect your name. See', 'We  collect your\u00a0name.\nSee'],
    ['invisible characters', 'name', 'na\u2060me\u200b'],
    ['typographic quotes and dashes', 'your data.', 'your data –'],
    ['a date in another form', '3 May 2026', 'May 3, 2026'],
    ['an ISO date', '3 May 2026', '2026-05-03'],
    ['the order of a list', '- carriers\n- payment services, and', '- payment services\n- carriers'],
    ['other bullets', '- carriers', '* carriers'],
    ['numbers of a list', '- carriers', '1. carriers'],
    ['an escaped number', '# Privacy Policy', '1\\. Privacy Policy'],
    ['an underlined heading', '# Privacy Policy', 'Privacy Policy\n=========='],
    ['a wider table', '| Location | Maps |', '|   Location   |  Maps  |'],
    ['a picture', 'We do not', '![A map](https://cdn.example/a.png?sig=9f8e)\n\nWe do not'],
    ['HTML', 'We do not', '<a id="x"></a>We do <b>not</b>'],
    ['entities', 'We do not', 'We&nbsp;do not'],
    ['buttons', 'We do not', 'Print\n\nShare\n\nBack to top\n\nWe do not'],
    ['a counter', 'We do not', '1,234 views\n\n5 min read\n\nWe do not'],
    ['a vote', 'We do not', '12 out of 40 found this helpful\n\nWe do not'],
    ['a year of copyright', 'We do not', '© Acme\n\nWe do not'],
  ])('%s', (_, from, to) => {
    if (to.startsWith('© '))
      expect(same(changed(from, to), changed(from, to.replace('©', '© 2026')))).toBe(true);
    else expect(same(POLICY, changed(from, to))).toBe(true);
  });

  it.each([
    ['Updated: 5 days ago', 'Updated: 6 days ago'],
    ['Last updated yesterday', 'Last updated over a week ago'],
    ['Updated 3 hours ago', 'Updated today'],
    ['Last modified: a month ago', 'Last modified: 2 months ago'],
    ['Updated this week', 'Updated less than a minute ago'],
    ['12 min read', '13 min read'],
    ['© 2025 Acme', '© 2026 Acme'],
    ['Copyright 2019-2025 Acme', 'Copyright 2019–2026 Acme'],
    ['Printed on 3 May 2026', 'Printed on 4 May 2026'],
    ['See https://a.example/x?sid=1.', 'See https://a.example/x?sid=2.'],
    ['Version 3f2a9c1e-7b1d-4c55-9a1e-0a1b2c3d4e5f', 'Version 8a2a9c1e-7b1d-4c55-9a1e-0a1b2c3d4e5f'],
    ['Contact a.example/help?x=1 now', 'Contact a.example/help/5 now'],
  ])('%s = %s', (a, b) => {
    expect(same(`${a}\n\n${POLICY}`, `${b}\n\n${POLICY}`)).toBe(true);
  });

  it.each([
    'This website uses cookies to improve your visit.\n\nAccept all\n\nReject all\n\n',
    'We value your privacy\n\nWe and our partners store data on your device. You can manage your choices.\n\nManage preferences\n\nReject all\n\nAccept all\n\n',
    'By clicking “Accept all”, you agree to the storing of cookies on your device.\n\nCookie settings\n\nAccept all cookies\n\n',
    'We use cookies to ensure that you get the best experience.\n\nGot it\n\n',
    'By continuing to use this site you agree to our use of cookies.\n\n',
  ])('a banner: %#', (banner) => {
    expect(same(POLICY, banner + POLICY)).toBe(true);
  });

  it('lines without paragraphs between them, as in the text of a page', () => {
    const lines = POLICY.replace(/\n+/g, '\n');
    expect(same(lines, lines.replace('?t=1', '?t=2'))).toBe(true);
    expect(sentencesOf(lines).map(({ text }) => text)).toContain('We do not sell your data.');
  });

  it('a paragraph that is a heading elsewhere has the same words', () => {
    const run = changed('We collect your name', '**What we collect** We collect your name');
    const headed = changed('We collect your name', '## What we collect\n\nWe collect your name');
    expect(same(run, headed)).toBe(false);
    expect(sameWords(sentencesOf(run), sentencesOf(headed))).toBe(true);
    expect(sameWords(sentencesOf(run), sentencesOf(POLICY))).toBe(false);
  });
});

describe('another text', () => {
  it.each([
    ['We do not sell', 'We do sell'],
    ['name', 'name and photos'],
    ['3 May 2026', '4 May 2026'],
    ['- carriers\n', ''],
    ['| Location | Maps |', '| Location | Advertising |'],
    ['We do not sell your data.', 'We keep it for 60 days.'],
    ['auditors', 'auditors 审计'],
    ['We do not sell your data.', 'We use cookies to show you advertising of our partners.'],
  ])('%j → %j', (from, to) => {
    expect(same(POLICY, changed(from, to))).toBe(false);
  });

  it('numbers count', () => {
    expect(same('We keep logs for 30 days.', 'We keep logs for 90 days.')).toBe(false);
    expect(same('我们收集姓名。我们不出售数据。', '我们收集姓名。我们出售数据。')).toBe(false);
  });

  it('a policy that speaks of cookies before two buttons loses no more than the banner', () => {
    const text = `${POLICY}\n\nWe read your messages.\n\nThis website uses cookies.\n\nAccept all\n\nReject all`;
    expect(sentencesOf(text).map(({ text: one }) => one)).toContain('We read your messages.');
  });

  it('texts without a sentence are known by their characters', () => {
    expect(same('***', '---')).toBe(false);
    expect(isIdentity(textIdentity(''))).toBe(true);
    expect(isIdentity('e3b0c44298fc1c14')).toBe(false);
  });
});

describe('hostile texts take linear time', () => {
  it.each([
    '[',
    '](',
    '[a](',
    '![a](b',
    '<a',
    '`*_',
    '| ',
    'a.b.',
    'updated ',
    '1 ',
    '&amp;',
    '© 2020-',
    'Accept all\n\n',
  ])('%j', (piece) => {
    const work = (size: number) => textIdentity(piece.repeat(Math.ceil(size / piece.length)));
    expect(growth(work, 20_000)).toBeLessThan(LINEAR);
  });
});
