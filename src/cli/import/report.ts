/** What an import says to people. */
import { listText } from '../../report/text/labels.ts';
import { excerpt } from '../output.ts';
import type { FileForm } from '../../import/form.ts';
import type { Refusal } from '../../import/refusals.ts';

/** Columns and reasons that are named; the others are counted. */
const MOST_NAMED = 12;
const MOST_REASONS = 8;
const NAME = 40;

const number = (n: number) => n.toLocaleString('en-US');
const count = (n: number, one: string, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

function named(all: readonly string[]): string {
  const some = all.slice(0, MOST_NAMED).map((name) => excerpt(name, NAME));
  const more = all.length - some.length;
  return more > 0 ? `${some.join(', ')} and ${number(more)} more` : some.join(', ');
}

const ORDER = { dmy: 'day first', mdy: 'month first', ymd: 'year first' } as const;
const PRECISION = { second: '', minute: ', to the minute', day: ', days without a time of day' } as const;
const FORMATS = { csv: 'CSV', jsonl: 'JSON Lines', json: 'JSON', xlsx: 'Excel' } as const;
const PACKED = { gzip: 'gzip', zip: 'ZIP', zstd: 'Zstandard' } as const;
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};
const FROM = { mark: 'by its mark', zeros: 'by its zero bytes', content: '', given: 'given' } as const;

function formText({ container, encoding, dialect }: FileForm): string {
  const { format, compression, member } = container;
  const from = FROM[encoding.how];
  const parts: string[] = [FORMATS[format]];
  if (compression)
    parts.push(`in ${PACKED[compression]}${member === undefined ? '' : ` (${excerpt(member, 60)})`}`);
  if (format !== 'xlsx') parts.push(`${encoding.name.toUpperCase()}${from === '' ? '' : ` (${from})`}`);
  if (dialect) {
    const { delimiter, headerLine } = dialect;
    parts.push(`separated by ${DELIMITERS[delimiter] ?? JSON.stringify(excerpt(delimiter, 5))}`);
    if (headerLine > 1) parts.push(`names of the columns in line ${headerLine}`);
  }
  return parts.join(', ');
}

/** How the file was read, a line each. */
export function formLines(name: string, form: FileForm, rows: number): string[] {
  const { reading } = form;
  const used = Object.entries(reading.columns.used).map(([field, column]) => {
    const filled = reading.filled[field as keyof typeof reading.filled];
    const share = filled === undefined || filled === rows ? '' : ` (${number(filled)})`;
    return `${field}=${excerpt(column, NAME)}${share}`;
  });
  const tool = reading.preset === undefined ? '' : `, as ${excerpt(reading.preset, NAME)} writes it`;
  const order = reading.dateOrder === undefined ? '' : `${ORDER[reading.dateOrder]}, `;
  const lines = [
    `${excerpt(name, 80)}: ${formText(form)}${tool}`,
    `  columns    ${used.join(', ') || 'none'}`,
  ];
  if (reading.columns.left.length > 0) lines.push(`  not used   ${named(reading.columns.left)}`);
  lines.push(
    `  times      ${order}${reading.timezone} where no zone is named${PRECISION[reading.precision ?? 'second']}`,
  );
  for (const [field, { count: n, examples }] of Object.entries(reading.unread)) {
    const some = examples.map((one) => JSON.stringify(excerpt(one, NAME))).join(', ');
    lines.push(`  not read   ${field}: ${count(n, 'value')}, such as ${some}`);
  }
  for (const note of form.notes) lines.push(`  note       ${excerpt(note, 300)}`);
  return lines;
}

/** Why rows were refused: each reason with its number, three lines and what to try. */
export function refusalsText(refusals: readonly Refusal[]): string[] {
  const lines = refusals.slice(0, MOST_REASONS).flatMap(({ count: n, lines: at, example, hint }) => {
    const where = `line${at.length === 1 ? '' : 's'} ${listText(at.map(String))}`;
    return [
      `  refused    ${number(n)}: ${excerpt(example, 200)} (${where})`,
      ...(hint === undefined ? [] : [`             try: ${hint}`]),
    ];
  });
  const more = refusals.length - MOST_REASONS;
  return more > 0 ? [...lines, `             and ${count(more, 'other reason')}`] : lines;
}

export interface Rows {
  readonly read: number;
  readonly accepted: number;
  readonly duplicates?: number;
  readonly replaced?: number;
  readonly leftOut: number;
  readonly rejected: number;
}

export function rowsText({ read, accepted, duplicates, replaced = 0, leftOut, rejected }: Rows): string {
  const parts = [
    `${number(accepted)} accepted`,
    ...(duplicates === undefined ? [] : [count(duplicates, 'duplicate')]),
    ...(replaced > 0 ? [`${number(replaced)} replaced`] : []),
    ...(leftOut > 0 ? [`${number(leftOut)} left out (no posts)`] : []),
    `${number(rejected)} refused`,
  ];
  return `  rows       ${number(read)} read: ${parts.join(', ')}`;
}

export interface Conflicts {
  readonly count: number;
  readonly line: number;
  readonly id: string;
  /** What the mention that has the id says; undefined where its text is gone. */
  readonly says: string | undefined;
  /** That mention is about another brand. */
  readonly elsewhere: boolean;
}

/** What to do about ids that other posts have. */
export function conflictsText({ count: n, line, id, says, elsewhere }: Conflicts): string[] {
  const has = says === undefined ? 'another post' : JSON.stringify(excerpt(says, 60));
  return [
    `  conflicts  ${count(n, 'row')} with an id that another post has: each is kept as a post of its own`,
    `             (line ${number(line)}: id ${excerpt(id, NAME)} is ${has} already)`,
    ...(elsewhere ? [] : ['             if the file corrects an earlier import, import it with --replace']),
  ];
}
