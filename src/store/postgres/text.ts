/**
 * Text that PostgreSQL cannot hold: it refuses the character NUL. One private character marks where it stood, and marks
 * itself, so that every text comes back as it was.
 */
const MARK = '\u{10fffd}';
/** As `JSON.stringify` writes the character. */
const NUL_IN_JSON = String.raw`\u0000`;

/** A parameter as PostgreSQL takes it. */
export function toPostgres(value: unknown): unknown {
  if (typeof value !== 'string' || (!value.includes('\0') && !value.includes(MARK))) return value;
  return value.replaceAll(MARK, `${MARK}1`).replaceAll('\0', `${MARK}0`);
}

/** The text as it was given. */
export function fromPostgres(text: string): string {
  return text.includes(MARK) ? text.replaceAll(`${MARK}0`, '\0').replaceAll(`${MARK}1`, MARK) : text;
}

/** Values as one JSON parameter. The mark is written as an escape, so that it is not marked once more on its way. */
export function jsonParameter(values: unknown): string {
  const plain = JSON.stringify(values);
  if (!plain.includes(NUL_IN_JSON) && !plain.includes(MARK)) return plain;
  const text = JSON.stringify(values, (_, value: unknown) => toPostgres(value));
  return text.replaceAll(MARK, '\\udbff\\udffd');
}
