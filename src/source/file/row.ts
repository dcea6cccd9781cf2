/** One row of an imported file: its fields, or why it could not be read. */
export type Row =
  | { readonly line: number; readonly fields: Record<string, unknown>; readonly raw: string }
  | { readonly line: number; readonly error: string; readonly raw: string };
