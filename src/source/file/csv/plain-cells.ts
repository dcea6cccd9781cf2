/** The cells of a record that is written just as RFC 4180 says, read without a parser: most records of most files. */

/**
 * The cells of a record, of one or several lines; undefined for one that a parser has to look at: quotes in a cell without
 * quotes, something behind a closing quote, a quote that is not closed, a line end outside of quotes.
 */
export function plainCells(text: string, delimiter: string, quote: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; ; ) {
    if (text[at] !== quote) {
      const next = text.indexOf(delimiter, at);
      const cell = next < 0 ? text.slice(at) : text.slice(at, next);
      if (cell.includes(quote) || cell.includes('\n')) return undefined;
      cells.push(cell);
      if (next < 0) return cells;
      at = next + 1;
      continue;
    }
    let end = text.indexOf(quote, at + 1);
    let doubled = false;
    while (end >= 0 && text[end + 1] === quote) {
      doubled = true;
      end = text.indexOf(quote, end + 2);
    }
    if (end < 0) return undefined;
    const cell = text.slice(at + 1, end);
    cells.push(doubled ? cell.replaceAll(quote + quote, quote) : cell);
    if (end + 1 === text.length) return cells;
    if (text[end + 1] !== delimiter) return undefined;
    at = end + 2;
  }
}
