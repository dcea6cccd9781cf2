/** Columns of a table of tickets that hold the conversation about a ticket: what the company wrote, and not the customer. */
import type { ColumnName } from './names.ts';
import type { Sample } from './sample.ts';

/** Who works on it, and how urgent it is: only tables of tickets say so. */
const OF_TICKETS =
  /^(?:assign(?:ee|edto|mentgroup)|issuekey|issuetype|(?:ticket|case|incident)(?:number|no|key)|priority)$/;
const DESCRIPTION = /^(?:(?:ticket|case|issue|incident)?description|descriptiontext)$/;
const THREAD =
  /^(?:(?:additional|last|latest|all)?(?:comments?|notes?|worknotes)|comments?and(?:work)?notes?|(?:work|close|closing|resolution|internal|private)(?:comments?|notes?)|resolution)$/;

/** The columns of the conversation, where a description holds what the customer wrote. */
export function threadColumns(names: readonly ColumnName[], sample: Sample): ReadonlySet<string> {
  const described = names.some(({ column, bare }) => {
    const { filled, prose } = sample.look(column);
    return DESCRIPTION.test(bare) && prose >= 0.3 && filled >= 0.5 * sample.size;
  });
  if (!described || !names.some(({ bare }) => OF_TICKETS.test(bare))) return new Set();
  return new Set(names.filter(({ bare }) => THREAD.test(bare)).map(({ column }) => column));
}
