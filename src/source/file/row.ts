/** What the readers of files have in common: a row, and where in the file the reading is. */

/** One row of a file: its fields, or why it could not be read. */
export type Row =
  | { readonly line: number; readonly fields: Record<string, unknown>; readonly raw: string }
  | { readonly line: number; readonly error: string; readonly raw: string };

/** The line that is being read, 1 for the first: what decodes says where it met something strange. */
export interface Position {
  line: number;
}

/** Longest record, in UTF-16 units. */
export const MAX_RECORD = 1_000_000;
export const TOO_LONG = 'longer than 1 MB';
