/** Cutting texts, and making them such that every database takes them. */

/** The first `most` UTF-16 units of a text, one less where that would leave half of a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  const half = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, half ? most - 1 : most);
}
