/**
 * Lines of many writers, each labelled by its writer and, blind, by a reader; how far both agree.
 * A line of a file: agreed codes, agreed tone, text, codes and tone of the writer, codes and tone of the reader, between tabs.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Short codes: harm of either pack first, then what says nothing of broken trust. */
export const HARM = 'OC TS TP SV SU SB RE BP CC EX PR FR SH DE TR VP OT'.split(' ');
export const CONTEXT = ['SF', 'ra', 'cr'];
const PRIVACY: ReadonlySet<string> = new Set(HARM.slice(0, 7));
const SHARED: ReadonlySet<string> = new Set(HARM.slice(7, 10));
const TRUST: ReadonlySet<string> = new Set(HARM.slice(10));

export interface Label {
  readonly codes: readonly string[];
  /** Negative, neutral or positive towards the brand or the subject. */
  readonly tone: 'n' | '0' | 'p';
}

export interface WrittenLine {
  /** The file without its ending. */
  readonly writer: string;
  readonly text: string;
  readonly agreed: Label;
  readonly first: Label;
  /** Undefined where no reader has labelled it. */
  readonly second: Label | undefined;
}

function labelOf(codes: string, tone: string, where: string): Label {
  const all = codes === '-' ? [] : codes.split(',');
  const strange = all.find((code) => !HARM.includes(code) && !CONTEXT.includes(code));
  if (strange !== undefined) throw new Error(`${where}: there is no code ${strange}`);
  if (tone !== 'n' && tone !== '0' && tone !== 'p') throw new Error(`${where}: ${tone} is no tone`);
  return { codes: all, tone };
}

/** All lines of the files of a folder. Throws for one that is not of the form. */
export function readWritten(folder: string): WrittenLine[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .toSorted();
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line, i) => {
        const where = `${file}:${i + 1}`;
        const parts = line.split('\t');
        const [codes, tone, text, codes1, tone1, codes2, tone2] = parts as [
          string,
          string,
          string,
          string,
          string,
          string,
          string,
        ];
        if (parts.length !== 7 || text.trim() === '') throw new Error(`${where} has not seven columns`);
        return {
          writer: file.slice(0, -'.tsv'.length),
          text,
          agreed: labelOf(codes, tone, where),
          first: labelOf(codes1, tone1, where),
          second: codes2 === '?' ? undefined : labelOf(codes2, tone2, where),
        };
      }),
  );
}

/** Cohen's kappa of two raters' labels (Cohen 1960); NaN where both give the same label to everything. */
export function kappa(pairs: readonly (readonly [unknown, unknown])[]): number {
  const n = pairs.length;
  const agreed = pairs.filter(([a, b]) => a === b).length / n;
  const share = (side: 0 | 1, label: unknown) => pairs.filter((pair) => pair[side] === label).length / n;
  let expected = 0;
  for (const label of new Set(pairs.flat())) expected += share(0, label) * share(1, label);
  return (agreed - expected) / (1 - expected);
}

/** A line with shared codes alone speaks of both packs. */
function packs({ codes }: Label): { readonly privacy: boolean; readonly trust: boolean } {
  const privacy = codes.some((code) => PRIVACY.has(code));
  const trust = codes.some((code) => TRUST.has(code));
  const both = !privacy && !trust && codes.some((code) => SHARED.has(code));
  return { privacy: privacy || both, trust: trust || both };
}

/** Whether it speaks of broken trust. */
export const harms = ({ codes }: Label) => codes.some((code) => HARM.includes(code));

/** The labels of writer and reader, of lines that a reader has labelled. */
function labelledTwice(lines: readonly WrittenLine[]): (readonly [Label, Label])[] {
  return lines.flatMap(({ first, second }) => (second ? [[first, second] as const] : []));
}

/** Kappa of writers and readers by label. */
export function agreement(lines: readonly WrittenLine[]): Readonly<Record<string, number>> {
  const twice = labelledTwice(lines);
  const of = (read: (label: Label) => unknown) => kappa(twice.map(([a, b]) => [read(a), read(b)] as const));
  const codes = [...HARM, ...CONTEXT].map(
    (code) => [code, of((label) => label.codes.includes(code))] as const,
  );
  return {
    'broken trust': of(harms),
    privacy: of((label) => packs(label).privacy),
    'broken-trust pack': of((label) => packs(label).trust),
    tone: of(({ tone }) => tone),
    ...Object.fromEntries(codes),
  };
}

const COLUMNS = 4;

/** What is said of the agreement, as Markdown: how many lines differ, and kappa by label. */
export function summary(lines: readonly WrittenLine[]): string {
  const twice = labelledTwice(lines);
  const differing = (read: (label: Label) => unknown) => {
    const n = twice.filter(([a, b]) => JSON.stringify(read(a)) !== JSON.stringify(read(b))).length;
    return `${n.toLocaleString('en-US')} (${((100 * n) / twice.length).toFixed(1)}%)`;
  };
  const whole = differing(({ codes, tone }) => [codes.toSorted(), tone]);
  const main = differing((label) => [harms(label), packs(label), label.tone]);
  const cells = Object.entries(agreement(lines)).map(([name, value]) => `${name} | ${value.toFixed(2)}`);
  const rows = Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, row) =>
    Array.from({ length: COLUMNS }, (_, column) => cells[row * COLUMNS + column] ?? ' | '),
  );
  return [
    `Writer and reader of ${twice.length.toLocaleString('en-US')} lines differ on a code or the tone in ${whole},`,
    `on broken trust, a pack or the tone in ${main}. Cohen's kappa (Cohen 1960):`,
    '',
    `|${' | kappa |'.repeat(COLUMNS)}`,
    `|${'---|---|'.repeat(COLUMNS)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
