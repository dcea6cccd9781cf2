/** Those whom a text lists in a table as getting data: sub-processors, service providers, partners. */
import type { Alignment } from './alignment.ts';
import type { Sentence } from './text/sentences.ts';

const CELL = ' | ';
/** What the table, or its first column, is called. */
const RECIPIENTS =
  /\b(?:sub-?processors?|processors?|service providers?|providers?|vendors?|recipients?|(?:third|advertising|business|integration) part(?:y|ies|ners?)|partners?)\b/i;
/** Words of first columns that name no one: what is shared, why, where, for how long. */
const OF_DATA =
  /\b(?:data|information|categor(?:y|ies)|purposes?|cookies?|sections?|types?|rights?|locations?|periods?|contacts?|methods?)\b/i;
/** A longer line above a table is no name of it. */
const MOST_WORDS = 12;
/** Lines above the first row that may name the table. */
const ABOVE = 2;
const NAME_LENGTH = 60;
const MOST_NAMED = 6;

const isRow = ({ text }: Sentence) => text.includes(CELL);
const cellsOf = ({ text }: Sentence) => text.split(CELL).map((cell) => cell.trim());
const nameOf = (row: Sentence) => cellsOf(row)[0] ?? '';
const wordsOf = (text: string) => text.split(/\s+/).length;

/** Names of the rows at `from` … `to` (not included), where they list recipients. */
function listed(sentences: readonly Sentence[], from: number, to: number): Sentence[] {
  const rows = sentences.slice(from, to).filter((row) => /[\p{L}\p{N}]/u.test(nameOf(row)));
  const [head, ...rest] = rows;
  // A row that names no one shows a table of what is shared, or of one recipient with a line for each detail.
  if (!head || rest.length === 0 || rows.some((row) => OF_DATA.test(nameOf(row)))) return [];
  const above = sentences.slice(Math.max(0, from - ABOVE), from).map(({ text }) => text);
  const names = [nameOf(head), ...above.filter((text) => wordsOf(text) <= MOST_WORDS)];
  return names.some((name) => RECIPIENTS.test(name)) ? rest : [];
}

function recipientsOf(sentences: readonly Sentence[]): Sentence[] {
  const found: Sentence[] = [];
  for (let at = 0; at < sentences.length; at += 1) {
    if (!isRow(sentences[at]!)) continue;
    let end = at;
    while (end < sentences.length && isRow(sentences[end]!)) end += 1;
    found.push(...listed(sentences, at, end));
    at = end;
  }
  return found;
}

/**
 * Recipients that `after` lists and `before` names nowhere, with what they do: `OpenAI (Artificial Intelligence)`. Linear in
 * the texts but for the rows that are new.
 */
export function newRecipients(
  before: readonly Sentence[],
  after: readonly Sentence[],
  { added }: Pick<Alignment, 'added'>,
): string[] {
  const fresh = new Set(added.filter(isRow).map(({ key }) => key));
  if (fresh.size === 0) return [];
  const rows = recipientsOf(after).filter(({ key }) => fresh.has(key));
  if (rows.length === 0) return [];
  const old = before.map(({ text }) => text.toLowerCase()).join('\n');
  return rows.flatMap((row) => {
    const [name = '', does = ''] = cellsOf(row);
    if (name.length > NAME_LENGTH || old.includes(name.toLowerCase())) return [];
    return [does === '' || does.length > NAME_LENGTH ? name : `${name} (${does})`];
  });
}

/** What is said of them; nothing where there are none. */
export function describeRecipients(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > MOST_NAMED ? `; and ${names.length - MOST_NAMED} more` : '';
  return [`New among those who get data: ${names.slice(0, MOST_NAMED).join('; ')}${more}.`];
}
