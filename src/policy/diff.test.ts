/** What counts as added and removed between two texts. */
import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../test/support/cpu-time.ts';
import { diffTexts } from './diff.ts';
import { sentencesOf } from './sentences.ts';

const words = (text: string) => sentencesOf(text).map((sentence) => sentence.text);
const changed = (before: string, after: string) => {
  const { added, removed } = diffTexts(before, after);
  return { added: added.map((s) => s.text), removed: removed.map((s) => s.text) };
};
const NOTHING = { added: [], removed: [] };

describe('sentences', () => {
  it('markup goes, words stay', () => {
    expect(
      words('## 3.1 What we *collect*\n\nSee our [cookie notice](https://a.example/c). It is **short**.'),
    ).toEqual(['What we collect', 'See our cookie notice.', 'It is short.']);
  });

  it('abbreviations, numbers and web addresses end nothing', () => {
    expect(
      words('Acme Inc. Sweden keeps logs, e.g. IP addresses, for 2.5 years. Write to acme.example now.'),
    ).toEqual([
      'Acme Inc. Sweden keeps logs, e.g. IP addresses, for 2.5 years.',
      'Write to acme.example now.',
    ]);
  });

  it('lines of a paragraph belong together; points of a list keep their lead', () => {
    const found = sentencesOf('We may\ncollect:\n\n- photos;\n- your\n  contacts.\n\nWe delete logs.');
    expect(found.map(({ text, lead }) => [text, lead])).toEqual([
      ['We may collect:', undefined],
      ['photos;', 'We may collect:'],
      ['your contacts.', 'We may collect:'],
      ['We delete logs.', undefined],
    ]);
  });
});

describe('differences', () => {
  const before = '# 1. Data\n\nWe keep your name. We keep your e-mail.\n\n# 2. Sharing\n\nWe sell nothing.';

  it('added and removed sentences, in order', () => {
    const after = '# 1. Data\n\nWe keep your name. We keep your photos. We keep logs.\n\n# 2. Sharing';
    expect(changed(before, after)).toEqual({
      added: ['We keep your photos.', 'We keep logs.'],
      removed: ['We keep your e-mail.', 'We sell nothing.'],
    });
  });

  it('moved sentences, renumbered headings and sections, markup, case and spaces are neither', () => {
    const after =
      '## 2) Sharing\n\nWe  sell **nothing**.\n\n## 7) Data\n\nWe keep your e-mail.\nWe keep your [name](https://a.example).';
    expect(changed(before, after)).toEqual(NOTHING);
    expect(changed('As section 5.2 says, we keep it.', 'As Section 6 says, we keep it.')).toEqual(NOTHING);
    expect(changed("We don't sell.", 'We don’t sell.')).toEqual(NOTHING);
  });

  it('a sentence that stands twice now was added once', () => {
    expect(changed('We keep it.', 'We keep it. We keep it.').added).toEqual(['We keep it.']);
  });

  it('a number that is no section counts', () => {
    expect(changed('We keep it for 30 days.', 'We keep it for 90 days.').added).toHaveLength(1);
  });
});

describe('bounds', () => {
  const lorem = Array.from({ length: 20_000 }, (_, i) => `We keep log number ${i} for as long as we like.`);

  it('a rewritten text of 1 MB', () => {
    const after = lorem.map((line) => line.replace('keep', 'hold')).join('\n\n');
    const old = lorem.join('\n\n');
    expect(cpuMs(() => diffTexts(old, after))).toBeLessThan(1_000);
    expect(diffTexts(old, after).added).toHaveLength(20_000);
  });

  const UNITS = [
    '[a](b',
    '[',
    'a.',
    '. ',
    '<a ',
    '*',
    '1. ',
    ' ',
    '\n#',
    'we share ',
    'section 1.1.1',
    '- a:\n',
    '-',
    'A. ',
  ];
  it.each(UNITS)('1 MB of %j within a second', (unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    expect(cpuMs(() => diffTexts(`${text}a`, 'We keep your name.'))).toBeLessThan(1_000);
  });
});
