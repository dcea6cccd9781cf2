/** Where the quoted cells of a line end. */

/** After a line: no cell is open, one is, or the one that came from the lines before ends where none may end. */
export type QuoteState = 'closed' | 'open' | 'broken';

/**
 * How the cells of a line end, in one pass; `inside` a quoted one it begins. As csv-parse reads it: a quote within an
 * unquoted cell is text, and so is a cell whose closing quote has text after it.
 */
export function quoteState(
  text: string,
  { delimiter, quote }: { readonly delimiter: string; readonly quote: string },
  inside: boolean,
): QuoteState {
  let at = 0;
  let quoted = inside;
  let began = inside;
  for (;;) {
    if (!quoted && text[at] === quote) {
      quoted = true;
      at += 1;
    }
    if (quoted) {
      let end = text.indexOf(quote, at);
      while (end >= 0 && text[end + 1] === quote) end = text.indexOf(quote, end + 2);
      if (end < 0) return 'open';
      at = end + 1;
      if (began && at < text.length && text[at] !== delimiter) return 'broken';
    }
    quoted = false;
    began = false;
    const next = text.indexOf(delimiter, at);
    if (next < 0) return 'closed';
    at = next + 1;
  }
}
