/** What is said of a change in which the rules find none of the clauses that they know: how much changed, and its words. */
import type { Alignment } from './alignment.ts';
import { isAboutData } from './clauses.ts';
import type { Sentence } from './text/sentences.ts';
import { cutText } from '../domain/text.ts';

const QUOTE_LENGTH = 220;
const LEAD = 60;
/** From so many new and gone sentences about data on, a change is not minor though the rules know none of them. */
const MANY = 3;
/** Not everything that names data is about people's. */
const PERSONAL = /\b(?:we|us|our|you|your|personal|users?|customers?|consumers?|individuals?|people)\b/i;
const SEE_ELSEWHERE =
  /^(?:for (?:more|further|additional) information|(?:please )?see\b|to learn more|learn more|read more)/i;
/** What has fewer words is a heading. */
const FEWEST_WORDS = 6;
const MANY_NEW = 20;
const CELL = ' | ';
const CELL_LENGTH = 60;
const MOST_CELLS = 8;
const DATES = /\b\d{4} \d{2} \d{2}\b/g;

export interface Unknown {
  readonly sentences: readonly string[];
  /** Little about data is new or gone. */
  readonly minor: boolean;
}

/**
 * What is said where the rules find none of the clauses that they know: how much changed, and words to read. That the
 * rules find nothing does not mean that nothing is there. `named` is what was found in lists: it comes first.
 */
export function describeUnknown(alignment: Alignment, named: readonly string[]): Unknown {
  const { added, removed } = alignment;
  if (isDatesOnly(added, removed)) return { sentences: ['Only dates changed.'], minor: true };
  const { fresh, gone } = aboutData(alignment);
  const minor = fresh.length + gone.length < MANY && named.length === 0;
  const found = 'The rules found no clause that they know in what changed';
  if (fresh.length + gone.length === 0) {
    const rows = tableRows(alignment);
    if (named.length > 0)
      return { sentences: [...named, ...rows.filter((one) => one.startsWith('Gone'))], minor };
    return { sentences: [`${found}.`, ...(rows.length > 0 ? rows : reworded(alignment))], minor };
  }
  const rest = named.length > 0 ? 'Beside them' : found;
  return { sentences: [...named, `${rest}: ${size(fresh, gone)}.`, ...quotes(fresh, gone)], minor };
}

/** What else is new and gone about data, beside clauses that make no title; nothing if it is little. */
export function describeRest(alignment: Alignment): string[] {
  const { fresh, gone } = aboutData(alignment);
  return fresh.length + gone.length < MANY
    ? []
    : [`In all, ${size(fresh, gone)}.`, ...quotes(fresh, gone).slice(0, 1)];
}

/** Sentences about people's data that are new or gone and no other wording of one that is not. */
function aboutData({ added, removed, counterparts }: Alignment) {
  const alone = (list: readonly Sentence[]) =>
    list.filter(
      ({ key, text }) =>
        !counterparts.has(key) &&
        isAboutData(text) &&
        PERSONAL.test(text) &&
        !SEE_ELSEWHERE.test(text) &&
        key.split(' ').length >= FEWEST_WORDS,
    );
  return { fresh: alone(added), gone: alone(removed) };
}

function size(fresh: readonly Sentence[], gone: readonly Sentence[]): string {
  return `${count(fresh.length)} about data ${be(fresh.length)} new, ${gone.length} ${be(gone.length)} gone`;
}

function quotes(fresh: readonly Sentence[], gone: readonly Sentence[]): string[] {
  return [
    ...fresh.slice(0, 2).map((one) => `New: ${quote(one.text)}`),
    ...gone.slice(0, 1).map((one) => `Gone: ${quote(one.text)}`),
  ];
}

/** First cells of the rows of tables that are new or gone, such as a list of those who get data. */
function tableRows({ added, removed }: Alignment): string[] {
  const first = (list: readonly Sentence[], others: readonly Sentence[]) => {
    const cells = (rows: readonly Sentence[]) =>
      new Set(rows.flatMap(({ text }) => (text.includes(CELL) ? (text.split(CELL)[0] ?? '') : [])));
    const known = cells(others);
    return [...cells(list)].filter((cell) => !known.has(cell) && cell.length <= CELL_LENGTH);
  };
  const say = (word: string, cells: readonly string[]) =>
    cells.length === 0
      ? []
      : [
          `${word} in a table: ${cells.slice(0, MOST_CELLS).join('; ')}${cells.length > MOST_CELLS ? '; …' : ''}.`,
        ];
  return [...say('New', first(added, removed)), ...say('Gone', first(removed, added))];
}

/** The longest sentence that is new or gone, or the longest in other words with what it was before. */
function reworded({ added, removed, counterparts }: Alignment): string[] {
  const changed = [...added, ...removed].filter(({ key }) => key.search(DATES) < 0);
  const alone = longest(changed.filter(({ key }) => !counterparts.has(key)));
  if (alone) return [`${added.includes(alone) ? 'New' : 'Gone'}: ${quote(alone.text)}`];
  const now = longest(added.filter((one) => changed.includes(one)));
  const was = now && counterparts.get(now.key);
  if (!now || !was) return [];
  const from = firstDifference(now.text, was.text);
  return [`Now: ${quote(now.text, from)}`, `Before: ${quote(was.text, from)}`];
}

function longest(sentences: readonly Sentence[]): Sentence | undefined {
  return sentences.toSorted((a, b) => b.text.length - a.text.length)[0];
}

/** Said where more than half of a text is new. */
export function describeRewrite({ added, removed }: Alignment, sentences: number): string[] {
  if (added.length < MANY_NEW || added.length <= sentences / 2) return [];
  return [
    `Most of the text is rewritten: ${count(added.length)} ${be(added.length)} new, ${removed.length} ${be(removed.length)} gone.`,
  ];
}

/** Where to begin a quotation: at the word `LEAD` characters before the first that differs. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at <= LEAD ? 0 : a.lastIndexOf(' ', at - LEAD) + 1;
}

function isDatesOnly(added: readonly Sentence[], removed: readonly Sentence[]): boolean {
  const bare = (list: readonly Sentence[]) =>
    list
      .map(({ key }) => key.replace(DATES, '#'))
      .sort()
      .join('\n');
  return added.some(({ key }) => key.search(DATES) >= 0) && bare(added) === bare(removed);
}

function count(sentences: number): string {
  return sentences === 1 ? '1 sentence' : `${sentences} sentences`;
}

function be(number: number): string {
  return number === 1 ? 'is' : 'are';
}

function quote(text: string, from = 0): string {
  const rest = text.slice(from);
  const shown = rest.length <= QUOTE_LENGTH ? rest : `${cutText(rest, QUOTE_LENGTH).trimEnd()} …`;
  return `“${from > 0 ? '… ' : ''}${shown}”`;
}
