/** The cells of a spreadsheet as text. */

/** A cell as read-excel-file gives it; numbers as the file writes them. */
export type SheetCell = string | boolean | Date | null;

const pad = (value: number) => String(value).padStart(2, '0');

/**
 * A date of a cell as ISO 8601 without a zone: spreadsheets know none. They count days in fractions, so seconds are
 * rounded. A time of the day alone lies before the first day of the calendar.
 */
function dateText(date: Date): string {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000);
  if (Number.isNaN(rounded.getTime())) return '';
  const time = `${pad(rounded.getUTCHours())}:${pad(rounded.getUTCMinutes())}:${pad(rounded.getUTCSeconds())}`;
  return rounded.getUTCFullYear() < 1900 ? time : `${rounded.toISOString().slice(0, 10)}T${time}`;
}

/** A number without an exponent where its digits are known: beyond 2^53 a spreadsheet has lost the last ones. */
export function numberText(written: string): string {
  const text = written.trim();
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return text;
  return String(value);
}

export function cellText(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === 'boolean' ? String(cell) : cell;
}
