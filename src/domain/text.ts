/** Cutting texts, and making them such that every database takes them. */

/** The first `most` UTF-16 units of a text, one less where that would leave half of a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  const half = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, half ? most - 1 : most);
}

/**
 * Text of others without control, format and unassigned characters and on one line, so that no terminal obeys it; at most
 * `most` UTF-16 units.
 */
export function printable(text: string, most = Number.POSITIVE_INFINITY): string {
  const clean = text.slice(0, most * 4).replace(/[\p{C}\p{Z}]+/gu, ' ');
  return clean.length > most ? `${cutText(clean, most)}…` : clean;
}
