/** The form of the capsules that come with the program; what they say was read against their sources by people. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { checkLibrary, readCounts } from '../../config/library.ts';
import { type Capsule, daysOf, unknownFields, type When } from '../../src/domain/capsule.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SHIPPED = join(packageRoot, 'config');
const { capsules, problems } = checkLibrary(SHIPPED);

const MINIMAL = `slug: acme-2020
company: Acme
sector: software
country: US
title: A change
what: Something changed.
kind: backlash
change: terms
themes: [privacy]
dates:
  onset: { at: 2020-01-02, source: press }
sources:
  press: { url: 'https://example.com/a', publisher: Press }
`;

/** What is wrong with one capsule, as `file path: message`. */
function wrongWith(text: string, counts?: string): string[] {
  const folder = tempDir();
  mkdirSync(join(folder, 'library'));
  writeFileSync(join(folder, 'library', 'acme-2020.yaml'), text);
  if (counts !== undefined) writeFileSync(join(folder, 'library', 'acme-2020.csv'), counts);
  return checkLibrary(folder).problems.map(({ path, message }) => `${path}: ${message}`);
}

const dated = (capsule: Capsule): When[] => [
  ...Object.values(capsule.dates).filter((one) => one !== undefined),
  ...capsule.answers,
  ...capsule.outcome,
  ...capsule.milestones,
];

describe('the capsules that come with the program', () => {
  it('are all well-formed, each in a file that bears its name', () => {
    expect(problems).toEqual([]);
    const files = readdirSync(join(SHIPPED, 'library')).filter((name) => name.endsWith('.yaml'));
    expect(files.map((name) => name.replace('.yaml', '')).sort()).toEqual(capsules.map(({ slug }) => slug));
  });

  it('are as many, and as complete, as the library promises', () => {
    const count = (holds: (capsule: Capsule) => boolean) => capsules.filter(holds).length;
    expect(capsules.length).toBeGreaterThanOrEqual(50);
    expect(count(({ themes }) => themes[0] === 'privacy')).toBeGreaterThanOrEqual(25);
    expect(count(({ answers }) => answers.length > 0)).toBeGreaterThanOrEqual(capsules.length / 2);
    expect(count(({ course }) => course !== undefined)).toBeGreaterThanOrEqual(11);
    expect(new Set(capsules.map(({ title }) => title)).size).toBe(capsules.length);
  });

  it.each(capsules.map((capsule) => [capsule.slug, capsule] as const))(
    '%s has its times in order',
    (_, one) => {
      const days = dated(one).flatMap((when) => daysOf(when) ?? []);
      for (const { first, last } of days) {
        expect(first >= '2006-01-01' && last <= '2026-12-31').toBe(true);
        expect(first <= last).toBe(true);
      }
      const onset = one.dates.onset && daysOf(one.dates.onset);
      const year = one.slug.slice(-4);
      const years = days.flatMap(({ first, last }) => [first.slice(0, 4), last.slice(0, 4)]);
      expect(years).toContain(year);
      // No reversal and no apology of the outcry before it can have begun.
      if (onset)
        for (const answer of one.answers.filter(({ kind }) => kind === 'apology' || kind === 'reversal'))
          expect((daysOf(answer)?.last ?? onset.first) >= onset.first).toBe(true);
    },
  );

  it('has every CSV file used, and its counts cover the onset with days before it', () => {
    const files = readdirSync(join(SHIPPED, 'library')).filter((name) => name.endsWith('.csv'));
    const used = capsules.filter(({ course }) => course !== undefined);
    expect(files.sort()).toEqual(used.map(({ slug }) => `${slug}.csv`));
    for (const { slug, course, dates } of used) {
      const points = course?.points ?? [];
      const onset = dates.onset && daysOf(dates.onset);
      expect([slug, points.length >= 28]).toEqual([slug, true]);
      const before = points.filter(([day]) => onset && day < onset.first);
      expect([slug, before.length >= 14]).toEqual([slug, true]);
    }
  });

  it('quotes nobody: no words between quotation marks longer than a name', () => {
    const quotes = (text: string) => /[“"][^”"]{40,}[”"]/.test(text);
    expect(quotes('He said “we are sorry for everything that we did to all of you”.')).toBe(true);
    for (const { slug, title, what, answers, outcome, milestones, contested } of capsules) {
      const said = [...answers, ...outcome, ...milestones].map((one) => one.what);
      expect([slug, [title, what, ...said, ...contested].filter(quotes)]).toEqual([slug, []]);
    }
  });

  it('names the fields that nothing is known of', () => {
    const target = capsules.find(({ slug }) => slug === 'target-pregnancy-2012');
    expect(target && unknownFields(target)).toEqual(['announced', 'observed', 'effective', 'course', 'size']);
  });
});

describe('a capsule of the operator', () => {
  it('is read beside ours, and wins over one of the same name', () => {
    expect(wrongWith(MINIMAL)).toEqual([]);
    const folder = tempDir();
    mkdirSync(join(folder, 'library'));
    writeFileSync(
      join(folder, 'library', 'x.yaml'),
      MINIMAL.replace('slug: acme-2020', 'slug: spotify-policy-2015'),
    );
    const both = checkLibrary(folder);
    expect(both.capsules.length).toBe(capsules.length);
    expect(both.capsules.find(({ slug }) => slug === 'spotify-policy-2015')?.company).toBe('Acme');
  });

  it.each([
    ['a source that is not listed', MINIMAL.replace('source: press }', 'source: radio }'), /radio/],
    [
      'a source that nothing refers to',
      `${MINIMAL}  radio: { url: 'https://example.com/b', publisher: R }\n`,
      /nothing refers/,
    ],
    [
      'an interval that ends before it begins',
      MINIMAL.replace('at: 2020-01-02', 'after: 2020-01-03, by: 2020-01-02'),
      /after/,
    ],
    [
      'a day and an interval',
      MINIMAL.replace('at: 2020-01-02', 'at: 2020-01-02, by: 2020-01-03'),
      /give `at`/,
    ],
    ['a day that does not exist', MINIMAL.replace('2020-01-02', '2020-02-31x'), /write a day/],
    ['a theme that is none', MINIMAL.replace('[privacy]', '[mood]'), /themes/],
    ['no date at all', MINIMAL.replace(/dates:\n.*\n/, 'dates: {}\n'), /at least one date/],
    [
      'an amount without a unit',
      `${MINIMAL}outcome:\n  - { kind: fined, value: 3, what: A fine., source: press }\n`,
      /go together/,
    ],
  ])('control: %s is reported', (_name, text, words) => {
    expect(wrongWith(text).join('\n')).toMatch(words);
  });

  it('control: counts that cannot be read are reported with their line', () => {
    const text = `${MINIMAL}course: { measure: posts, file: acme-2020.csv, unit: posts, source: press }\n`;
    expect(wrongWith(text, 'day,count\n2020-01-01,3\n2020-01-02,\n')).toEqual([]);
    expect(wrongWith(text).join()).toMatch(/there is no such file/);
    expect(wrongWith(text, 'day,count\n2020-01-01,3\n2020-01-01,4\n').join()).toMatch(/line 3/);
    expect(wrongWith(text, 'day,count\n2020-01-01,many\n').join()).toMatch(/line 2/);
    expect(readCounts('day,count\n2020-01-01,3\n2020-01-02,\n')).toEqual([
      ['2020-01-01', 3],
      ['2020-01-02', null],
    ]);
  });
});
