/**
 * PostgreSQL refuses the character NUL in texts. A private-use character marks where it was, and escapes itself, so that
 * every text is read back unchanged.
 */
const MARK = '\u{10fffd}';
/** NUL as `JSON.stringify` writes it. */
const NUL_IN_JSON = String.raw`\u0000`;

/** Makes a parameter acceptable to PostgreSQL. */
export function toPostgres(value: unknown): unknown {
  if (typeof value !== 'string' || (!value.includes('\0') && !value.includes(MARK))) return value;
  return value.replaceAll(MARK, `${MARK}1`).replaceAll('\0', `${MARK}0`);
}

/** Restores the original text. */
export function fromPostgres(text: string): string {
  return text.includes(MARK) ? text.replaceAll(`${MARK}0`, '\0').replaceAll(`${MARK}1`, MARK) : text;
}

/** Values as one JSON parameter. The mark is written as an escape, so that it is not escaped a second time. */
export function jsonParameter(values: unknown): string {
  const plain = JSON.stringify(values);
  if (!plain.includes(NUL_IN_JSON) && !plain.includes(MARK)) return plain;
  const text = JSON.stringify(values, (_, value: unknown) => toPostgres(value));
  return text.replaceAll(MARK, '\\udbff\\udffd');
}
