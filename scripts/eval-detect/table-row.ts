/** A line of the table that `npm run eval:detect` prints. */
export interface TableRow {
  readonly measure: string;
  readonly value: string;
  readonly goal?: string;
  /** What other rules reach, or the reference of the bench (see its README). */
  readonly rivals?: string;
}
