/** Estimates text widths: no font is available here, and the layout only needs a safe estimate. */

const NARROW = new Set("iljtfrI.,:;!|'()[]- ·");
const WIDE = new Set('mwMWQO@%—→');

/** Estimated width in pixels; a little too large for condensed and system fonts. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const char of text) {
    if ((char.codePointAt(0) ?? 0) > 0x2e80) ems += 1;
    else ems += NARROW.has(char) ? 0.33 : WIDE.has(char) ? 0.82 : 0.57;
  }
  return ems * size;
}

/** The text, shortened with "…" if it does not fit. */
export function fitText(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const chars = Array.from(text);
  while (chars.length > 1 && textWidth(`${chars.join('')}…`, size) > room) chars.pop();
  return `${chars.join('').trimEnd()}…`;
}

/** Breaks the text at spaces into at most `most` lines that fit. */
export function wrapText(text: string, size: number, room: number, most = 3): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && textWidth(longer, size) > room) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  if (current !== '') lines.push(current);
  if (lines.length <= most) return lines.map((one) => fitText(one, size, room));
  const rest = lines.slice(most - 1).join(' ');
  return [...lines.slice(0, most - 1), fitText(rest, size, room)];
}

/** Arranges boxes of the given widths in rows; returns x and row of each, and the number of rows. */
export function flow(
  widths: readonly number[],
  room: number,
  gap: number,
): { places: readonly { x: number; row: number }[]; rows: number } {
  let x = 0;
  let row = 0;
  const places = widths.map((width) => {
    if (x > 0 && x + width > room) {
      x = 0;
      row++;
    }
    const place = { x, row };
    x += width + gap;
    return place;
  });
  return { places, rows: widths.length === 0 ? 0 : row + 1 };
}
