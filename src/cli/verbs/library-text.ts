/** The library in a terminal: a table, and one capsule in full. */
import type { Capsule } from '../../domain/capsule.ts';
import { ANSWERS, CHANGES, OUTCOMES, SECTORS } from '../../domain/capsule-words.ts';
import { DATE_NAMES, unknownFields } from '../../domain/capsule.ts';
import { compareWithLibrary } from '../../library/compare.ts';
import { measureCapsule } from '../../library/measure.ts';
import { profileOf } from '../../library/profile.ts';
import { comparisonText, days, reasonText } from '../../library/text.ts';
import {
  amountWords,
  answerWords,
  outcomeWords,
  themeWords,
  timesWords,
  whenWords,
} from '../../library/phrases.ts';

/** Columns as wide as their widest cell, the last one as it is. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd((widths[i] ?? 0) + 2))).join('');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}

export function libraryTable(capsules: readonly Capsule[]): string {
  if (capsules.length === 0) return 'No incident of the library is like that.\n';
  const rows = capsules.map((one) => [one.slug, one.themes[0] ?? '', answerWords(one), outcomeWords(one)]);
  return columns([['INCIDENT', 'THEME', 'RESPONSE', 'OUTCOME'], ...rows]);
}

function sourceOf(capsule: Capsule, { source, checked }: { source: string; checked: boolean }): string {
  const publisher = capsule.sources[source]?.publisher ?? source;
  return ` [${publisher}${checked ? '' : ', not checked'}]`;
}

/** `label` before each line but the first is left empty. */
function part(label: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${(i === 0 ? label : '').padEnd(12)}${line}`);
}

function statements(capsule: Capsule): string[] {
  const { dates, answers, outcome, milestones, size } = capsule;
  const line = (when: string, words: readonly string[], from: Parameters<typeof sourceOf>[1]) =>
    `${[when, ...words].filter((one) => one !== '').join(': ')}${sourceOf(capsule, from)}`;
  return [
    ...DATE_NAMES.flatMap((name) => {
      const one = dates[name];
      return one ? part(name, [line(whenWords(one), [], one)]) : [];
    }),
    ...part(
      'response',
      answers.map((one) => line(whenWords(one), [ANSWERS[one.kind], one.what], one)),
    ),
    ...part(
      'outcome',
      outcome.map((one) => {
        const amount = amountWords(one);
        const kind = amount === '' ? OUTCOMES[one.kind] : `${OUTCOMES[one.kind]} (${amount})`;
        return line(whenWords(one), [kind, one.what], one);
      }),
    ),
    ...part(
      'milestones',
      milestones.map((one) => line(whenWords(one), [amountWords(one), one.what], one)),
    ),
    ...(size ? part('size', [line('', [amountWords(size), size.what], size)]) : []),
  ];
}

function courseLines(capsule: Capsule): string[] {
  const measured = measureCapsule(capsule);
  if (!capsule.course || !measured) return [];
  const half = measured.halfLifeDays;
  const text = [
    `${timesWords(measured)} on ${whenWords({ at: measured.peak.day })}`,
    `peak after ${days(measured.daysToPeak)}`,
    ...(half === undefined ? [] : [`halved in ${days(half)}`]),
  ].join(', ');
  return part('course', [`${text} (${capsule.course.unit})`]);
}

/** One capsule with its sources, its place in the library and its nearest incidents. */
export function capsuleText(capsule: Capsule, library: readonly Capsule[]): string {
  const compared = compareWithLibrary(profileOf(capsule), library, capsule.slug);
  const place = comparisonText(compared);
  const { slug, company, sector, country, title, what, kind, change, contested } = capsule;
  const lines = [
    `${company}: ${title}`,
    what,
    '',
    ...part('incident', [`${slug}, ${SECTORS[sector]}, ${country}`]),
    ...part('kind', [`${kind} about ${themeWords(capsule)}, set off by ${CHANGES[change]}`]),
    ...statements(capsule),
    ...courseLines(capsule),
    ...part('contested', contested),
    ...part(
      'unknown',
      [unknownFields(capsule).join(', ')].filter((one) => one !== ''),
    ),
    ...part(
      'nearest',
      compared.nearest.map((one) => `${one.capsule.slug}: ${reasonText(one)}`),
    ),
    ...part('compared', place === '' ? [] : [place]),
    ...part(
      'sources',
      Object.values(capsule.sources).map(({ publisher, url, date }) =>
        [publisher, date, url].filter((one) => one !== undefined).join(', '),
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
