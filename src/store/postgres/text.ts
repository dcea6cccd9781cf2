/**
 * PostgreSQL refuses the character NUL in texts. A private-use character marks where it was, and escapes itself, so that
 * every text is read back unchanged. Half of a surrogate pair is no character: both databases get U+FFFD for it.
 */
const MARK = '\u{10fffd}';
/** NUL as `JSON.stringify` writes it. */
const NUL_IN_JSON = String.raw`\u0000`;
/** How it writes half of a surrogate pair; in front of a text with a backslash it means something else, which costs time only. */
const HALF_IN_JSON = String.raw`\ud`;

/** Makes a parameter acceptable to PostgreSQL. */
export function toPostgres(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.toWellFormed();
  if (!text.includes('\0') && !text.includes(MARK)) return text;
  return text.replaceAll(MARK, `${MARK}1`).replaceAll('\0', `${MARK}0`);
}

/** Restores the original text. */
export function fromPostgres(text: string): string {
  return text.includes(MARK) ? text.replaceAll(`${MARK}0`, '\0').replaceAll(`${MARK}1`, MARK) : text;
}

/** Values as one JSON parameter. The mark is written as an escape, so that it is not escaped a second time. */
export function jsonParameter(values: unknown): string {
  const plain = JSON.stringify(values);
  if (![NUL_IN_JSON, HALF_IN_JSON, MARK].some((part) => plain.includes(part))) return plain;
  const text = JSON.stringify(values, (_, value: unknown) => toPostgres(value));
  return text.replaceAll(MARK, '\\udbff\\udffd');
}
