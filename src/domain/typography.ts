/** Typographic quotes and dashes by the ASCII character that they are read as. */

const table = (characters: string, plain: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from(characters, (character) => [character, plain]));

/** Single quotes, apostrophes and primes. */
export const APOSTROPHES = table('‘’‛ʼ′`´', "'");
export const DOUBLE_QUOTES = table('“”„«»', '"');
/** Hyphens, the en dash and the minus sign. */
export const DASHES = table('‐‑‒–−', '-');

/** `text` with straight apostrophes in place of ‘ and ’. */
export function straightApostrophes(text: string): string {
  return text.replace(/[‘’]/g, "'");
}
