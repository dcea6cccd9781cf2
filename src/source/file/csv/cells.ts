/** What the cells of a table look like. */

export function isEmpty(cell: string): boolean {
  return cell === '' || cell.trim() === '';
}

/** A date or a time in any of the usual forms: with a year, or with hours and minutes, or in seconds since 1970. */
const DATE =
  /(?:^|\D)(?:19|20)\d{2}[-/.年]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9}\.?)[-/., ]+(?:\d{4}|\d{2})(?:\D|$)|^[a-z]{3,9}\.? \d{1,2},? \d{4}|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]|^(?:19|20)\d{6}(?:T|$)|^1\d{9}(?:\d{3}){0,3}(?:\.\d+)?$|T\d{2}:?\d{2}/i;

/** Whether a cell may hold a time. Cheap: what it holds is read elsewhere. */
export function looksLikeTime(cell: string): boolean {
  return cell.length <= 60 && /\d/.test(cell) && DATE.test(cell.trim());
}

const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^[^\s@]+@[^\s@]+$/i;
const NUMBER = /^[-+]?[\d.,'\s]*\d(?:e[-+]?\d+)?%?$/i;
/** No name of a column is longer; survey tools use whole questions. */
const MAX_NAME = 300;

export function isNumber(cell: string): boolean {
  return cell.length < 40 && NUMBER.test(cell.trim());
}

/** A time, an address or prose: no name of a column looks like that. */
export function isValue(cell: string): boolean {
  const text = cell.trim();
  if (text.length > MAX_NAME) return true;
  return ADDRESS.test(text) || (text.length < 40 && looksLikeTime(text) && !/[a-z]{4}.*[a-z]{4}/i.test(text));
}
